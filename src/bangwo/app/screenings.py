"""Screenings: the showings of one film or show, best first by the person's words, and how they differ from the wish."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import zip_longest

from bangwo.app.ports import Hit
from bangwo.app.shop import Found
from bangwo.core.clock import LOCAL
from bangwo.core.errors import Code, Refused
from bangwo.domain.act import Act
from bangwo.domain.offer import Merchant, Offer, Seat, Showing, Trade
from bangwo.domain.place import Point
from bangwo.language.dialogue.decide import tickets
from bangwo.language.dialogue.state import OPTIONS_MAX, Draft, Option
from bangwo.language.dialogue.window import Window
from bangwo.language.replies import Phrase, Say, phrase, sentence

_FORMATS = {"IMAX": "IMAX", "3D": "3D", "2D": "2D", "dolby": "dolby"}
_SPOKEN = {"dubbed": ("国语", "配音", "普通话"), "subtitled": ("原版", "英语", "字幕", "日语")}


def showing_of(hit: Hit) -> Showing:
    """The showing that a hit is."""
    if hit.offer.showing is None:
        raise ValueError(hit.offer.ref)
    return hit.offer.showing


def of_film(hits: Sequence[Hit], draft: Draft, window: Window | None, near: Point | None) -> Found:
    """Showings of one film, best first, and what about them is not as wished."""
    wanted, doubts = draft.wanted, list[Phrase]()
    fitting = [hit for hit in hits if _in_format(hit, wanted.format)]
    if not fitting:
        doubts.append(phrase(Say.NO_FORMAT, format=wanted.format or ""))
    zone = wanted.seats.zone if wanted.seats is not None else None
    if zone and hits[0].offer.trade is Trade.SHOW:
        zoned = [hit for hit in fitting or hits if zone in showing_of(hit).hall]
        if not zoned:
            doubts.append(phrase(Say.NO_ZONE, zone=zone))
        fitting = zoned or fitting
    roomy = [hit for hit in fitting or hits if showing_of(hit).seats_left >= max(1, tickets(draft))]
    if not roomy:
        return Found(refused=Refused(Code.SEATS_UNAVAILABLE, title=showing_of(hits[0]).title))
    within = [hit for hit in roomy if _within_budget(hit, draft)]
    if not within:
        most = wanted.budget.max if wanted.budget else 0
        doubts.append(phrase(Say.OVER_BUDGET, max_fen=most or 0))
    ranked = sorted(within or roomy, key=_rank(wanted, window, near))
    if not wanted.sort and (window is None or window.at is None) and ranked[0].offer.trade is Trade.SHOW:
        ranked = _by_date(ranked)
    elif window is None or (window.whole_day and not wanted.sort):
        ranked = _spread(ranked)
    options = tuple(_option(hit, near) for hit in ranked[:OPTIONS_MAX])
    if not doubts:
        doubts += _time_doubts(hits, fitting, ranked[0], window)
    notices = () if doubts else _time_notices(ranked[0], window)
    return Found(options, tuple(doubts), notices, matched=len(within or roomy))


def _in_format(hit: Hit, wanted: str | None) -> bool:
    showing = showing_of(hit)
    if wanted in _SPOKEN:
        return any(word in showing.language for word in _SPOKEN[wanted])
    return wanted is None or showing.format.lower() == _FORMATS.get(wanted, wanted).lower()


def _within_budget(hit: Hit, draft: Draft) -> bool:
    budget = draft.wanted.budget
    if budget is None or budget.max is None:
        return True
    many = 1 if budget.per in ("ticket", "person", "item") else max(1, tickets(draft))
    return hit.offer.price.fen * many <= budget.max


def _rank(wanted: Act, window: Window | None, near: Point | None) -> Callable[[Hit], tuple[float, ...]]:
    def rank(hit: Hit) -> tuple[float, ...]:
        starts = showing_of(hit).starts_at
        metres = hit.merchant.point.metres_to(near) if near is not None else 0
        match wanted.sort:
            case "earliest":
                return (starts.timestamp(), metres)
            case "latest":
                return (-starts.timestamp(), metres)
            case "cheapest":
                return (hit.offer.price.fen, metres)
            case "nearest":
                return (metres, starts.timestamp())
            case "best_rated":
                return (-hit.merchant.rating, metres)
            case _:
                pass
        if window is not None and window.at is not None:
            off = abs((starts - window.at).total_seconds()) / 60
            return (off + metres / 300 if window.approx else off, metres, starts.timestamp())
        wait = 0.0 if window is None or window.whole_day else (starts - window.from_).total_seconds() / 600
        return (metres / 300 + wait, starts.timestamp())

    return rank


def _spread(ranked: list[Hit]) -> list[Hit]:
    """Of the nearest cinemas' showings a few over the day, not the first few of the morning."""
    nearest = ranked[: OPTIONS_MAX * 4]
    in_time = sorted(nearest, key=lambda hit: showing_of(hit).starts_at)
    if len(in_time) <= OPTIONS_MAX:
        return in_time
    step = (len(in_time) - 1) / (OPTIONS_MAX - 1)
    return [in_time[round(step * place)] for place in range(OPTIONS_MAX)]


def _by_date(hits: Sequence[Hit]) -> list[Hit]:
    """The cheapest seats of each evening, then dearer ones where the list has room; by date and price."""
    evenings: dict[datetime, list[Hit]] = defaultdict(list)
    for hit in sorted(hits, key=lambda hit: (showing_of(hit).starts_at, hit.offer.price.fen)):
        evenings[showing_of(hit).starts_at].append(hit)
    rounds = [hit for many in zip_longest(*evenings.values()) for hit in many if hit is not None]
    return sorted(rounds[:OPTIONS_MAX], key=lambda hit: (showing_of(hit).starts_at, hit.offer.price.fen))


def _option(hit: Hit, near: Point | None) -> Option:
    showing = showing_of(hit)
    return Option(
        ref=hit.offer.ref,
        title=f"《{showing.title}》{showing.hall}" + (f" {showing.format}" if hit.offer.trade is Trade.MOVIE else ""),
        shop=hit.merchant.name,
        price_fen=hit.offer.price.fen,
        at=showing.starts_at.isoformat("T", "minutes"),
        offers=(hit.offer.ref,),
        metres=hit.merchant.point.metres_to(near) if near is not None else None,
        rating=hit.merchant.rating,
        name=showing.title,
    )


def as_meant(draft: Draft, offers: Sequence[Offer]) -> tuple[Sequence[Offer], Sequence[Offer]]:
    """Those of the showings, best first, that are what was asked for, and those that are only near it.

    What was picked is meant alone; of a moment named exactly the showings at that moment, of a sort (the earliest)
    the first.
    """
    when = draft.wanted.time or draft.wanted.clock
    starts = [each.showing.starts_at if each.showing else None for each in offers]
    if draft.picked:
        meant = list(offers[:1])
    elif when is not None and when.at and not when.approx:
        meant = [each for each, at in zip(offers, starts, strict=True) if at == starts[0]]
    else:
        meant = list(offers[:1] if draft.wanted.sort else offers)
    return meant, [each for each in offers if each not in meant]


def seat_option(merchant: Merchant, offer: Offer, seats: Sequence[Seat], language: str) -> Option:
    """Seats of a showing as an entry of a list."""
    option = _option(Hit(offer, merchant, 0), None)
    cols = tuple(seat.col for seat in seats)
    comma = sentence(Say.COMMA, {}, language)
    said = sentence(Say.SEAT, {"row": seats[0].row, "cols": comma.join(map(str, cols))}, language)
    return replace(option, title=f"{option.title} {said}", row=seats[0].row, cols=cols)


def _time_notices(best: Hit, window: Window | None) -> tuple[Phrase, ...]:
    """About a moment that was only named roughly: which one it is exactly."""
    starts = showing_of(best).starts_at
    if window is None or window.at is None or not window.approx or starts == window.at:
        return ()
    return (phrase(Say.TIME_NEAR, wanted=_clock(window.at), found=_clock(starts)),)


def _time_doubts(hits: Sequence[Hit], fitting: Sequence[Hit], best: Hit, window: Window | None) -> tuple[Phrase, ...]:
    """A moment that was named exactly and cannot be had: another one is for the person to choose."""
    starts = showing_of(best).starts_at
    if window is None or window.at is None or window.approx or starts == window.at:
        return ()
    then = [hit for hit in hits if showing_of(hit).starts_at == window.at]
    why = Say.TIME_DIFFERS if not then else Say.TIME_FULL if any(hit in fitting for hit in then) else Say.TIME_UNFIT
    return (phrase(why, wanted=_clock(window.at), found=_clock(starts)), phrase(Say.ASK_SHOWING))


def _clock(moment: datetime) -> str:
    return moment.astimezone(LOCAL).strftime("%H:%M")
