"""Showings: the films on offer, or the showings of one, ranked by the person's words."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import zip_longest

from bangwo.app.ports import Catalogue, Hit, Query
from bangwo.app.shop import Found
from bangwo.core.clock import LOCAL
from bangwo.core.errors import Code, Refused
from bangwo.domain.act import Act
from bangwo.domain.offer import Merchant, Offer, Seat, Showing, Trade
from bangwo.domain.place import Point
from bangwo.language.dialogue.decide import tickets
from bangwo.language.dialogue.state import OPTIONS_MAX, Draft, Option
from bangwo.language.dialogue.window import Window, window_of
from bangwo.language.replies import Phrase, Say, phrase, sentence

HITS_MAX = 400
DAYS_TRIED = 3
_FORMATS = {"IMAX": "IMAX", "3D": "3D", "2D": "2D", "dolby": "dolby"}
_SPOKEN = {"dubbed": ("国语", "配音", "普通话"), "subtitled": ("原版", "英语", "字幕", "日语")}


@dataclass(frozen=True, slots=True)
class _Programme:
    """The catalogue's showings as seen from a place and a moment."""

    catalogue: Catalogue
    near: Point | None
    now: datetime

    def between(self, wanted: Act, title: str, start: datetime, end: datetime | None) -> Sequence[Hit]:
        """Showings that begin in [start, end)."""
        query = Query(
            trade=wanted.trade or Trade.MOVIE,
            text=title,
            shop=wanted.venue or "",
            tags=tuple(tag.removesuffix("片").removesuffix("电影") or tag for tag in wanted.tags),
            from_=start,
            to=end,
            near=self.near,
            limit=HITS_MAX,
        )
        found = _tagged(self.catalogue.search(query), query.tags)
        return [hit for hit in found if _is_film(hit, title) and _showing(hit).starts_at > self.now]

    def showings(self, wanted: Act, title: str, window: Window | None) -> Sequence[Hit]:
        """Showings that begin in the window; without one, those of the first day that has any."""
        if window is not None:
            return self.between(wanted, title, window.from_, window.to)
        if wanted.trade is Trade.SHOW:
            return self.between(wanted, title, self.now, None)
        for ahead in range(DAYS_TRIED):
            start = self.now if not ahead else _midnight(self.now) + timedelta(days=ahead)
            if hits := self.between(wanted, title, start, _midnight(start) + timedelta(days=1)):
                return hits
        return _of_nearest_day(self.between(wanted, title, self.now, None), self.now)


def _of_nearest_day(hits: Sequence[Hit], wish: datetime) -> Sequence[Hit]:
    """Those of the one day, among many, that is nearest to a wish: a list of all days shows none of them well."""

    def away(hit: Hit) -> tuple[int, bool]:
        days = (_showing(hit).starts_at.astimezone(LOCAL).date() - wish.astimezone(LOCAL).date()).days
        return abs(days), days < 0

    nearest = min(map(away, hits), default=None)
    return [hit for hit in hits if away(hit) == nearest]


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(), LOCAL)


def look_for_showings(catalogue: Catalogue, draft: Draft, near: Point | None, now: datetime) -> Found:
    """The films in the window asked for; with a title its showings."""
    programme = _Programme(catalogue, near, now)
    wanted, titles = draft.wanted, catalogue.titles()
    title = title_of(wanted.title, titles) if wanted.title else ""
    if wanted.title and not title:
        films = _films(programme.showings(Act(act=wanted.act, trade=wanted.trade), "", None), None, now)
        return replace(films, refused=Refused(Code.TITLE_UNKNOWN, title=wanted.title))
    try:
        window = window_of(wanted, titles.get(title) if title else None, now)
    except Refused as refused:
        return Found(refused=refused)
    hits = programme.showings(wanted, title, window)
    if not title:
        return _films(hits, window, now, wanted.sort) if hits else _nothing(programme, wanted, title)
    if not hits:
        return _nothing(programme, wanted, title)
    found = _of_film(hits, draft, window, near)
    if wanted.date_ref == "premiere" and window is not None:
        day = phrase(Say.PREMIERE_ON, title=title, day=window.from_.strftime("%m-%d"))
        found = replace(found, notices=(day, *found.notices))
    return found


def title_of(said: str, titles: Mapping[str, datetime | None]) -> str:
    """The title that is meant: the same, or one that holds what was said, the shortest first."""
    wanted = _plain(said)
    same = [each for each in titles if _plain(each) == wanted]
    holding = [each for each in titles if wanted and (wanted in _plain(each) or _plain(each) in wanted)]
    return min(same or holding, key=len, default="")


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).lower())


def _is_film(hit: Hit, title: str) -> bool:
    return hit.offer.showing is not None and (not title or hit.offer.showing.title == title)


def _tagged(hits: Sequence[Hit], tags: tuple[str, ...]) -> Sequence[Hit]:
    """Those that are of the kind themselves, before those whose house is known for it."""
    own = [hit for hit in hits if all(tag in (*hit.offer.tags, hit.offer.name) for tag in tags)]
    return own or hits


def _showing(hit: Hit) -> Showing:
    if hit.offer.showing is None:
        raise ValueError(hit.offer.ref)
    return hit.offer.showing


def _nothing(programme: _Programme, wanted: Act, title: str) -> Found:
    """No showing fits: what of the wish may give way, the cinema or the time?"""
    catalogue, now = programme.catalogue, programme.now
    if wanted.venue and not catalogue.search(Query(wanted.trade or Trade.MOVIE, shop=wanted.venue, limit=1)):
        return Found(refused=Refused(Code.SHOP_UNKNOWN, shop=wanted.venue))
    anytime = replace(wanted, time=None, date=None, date_ref=None, clock=None, tags=())
    day = window_of(wanted, catalogue.titles().get(title), now)
    start = _midnight(day.from_) if day is not None else now
    spans: list[tuple[datetime, datetime | None]] = [(start, start + timedelta(days=1)), (now, None)]
    for span in spans:
        hits = programme.between(anytime, title, *span)
        hits = hits if wanted.trade is Trade.SHOW else _of_nearest_day(hits, start)
        if hits and title:
            moment = _moment(wanted, title, programme)
            end = span[1] or now + timedelta(days=1)
            around = Window(span[0], end, at=moment, approx=True, whole_day=moment is None)
            found = _of_film(hits, Draft(anytime), around, programme.near)
            return replace(found, doubts=(phrase(Say.NO_SHOWING_THEN, title=title),))
    if not title and (others := programme.between(replace(anytime, tags=wanted.tags), "", now, None)):
        first = _midnight(min(_showing(hit).starts_at for hit in others)) + timedelta(days=1)
        films = _films([hit for hit in others if _showing(hit).starts_at < first], None, now)
        return replace(films, doubts=(phrase(Say.NO_FILM_THEN),))
    named = title or wanted.title
    return Found(refused=Refused(Code.NO_SHOWING, title=f"《{named}》") if named else Refused(Code.NO_SHOWING))


def _moment(wanted: Act, title: str, programme: _Programme) -> datetime | None:
    """The moment that was asked for, to see what comes closest to it."""
    wish = window_of(wanted, programme.catalogue.titles().get(title), programme.now)
    return wish.at if wish is not None else None


def _films(hits: Sequence[Hit], window: Window | None, now: datetime, sort: str | None = None) -> Found:
    """One option for each film, by the person's words, else those shown most often first."""
    by_title: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_title[_showing(hit).title].append(hit)
    often = sorted(by_title.items(), key=lambda each: (-len(each[1]), each[0]))
    films = [_film_option(title, its) for title, its in often]
    if hits and hits[0].offer.trade is Trade.SHOW:
        films.sort(key=lambda show: (show.at, show.price_fen or 0))
    match sort:
        case "cheapest":
            films.sort(key=lambda film: film.price_fen or 0)
        case "best_rated":
            films.sort(key=lambda film: -film.rating)
        case "earliest":
            films.sort(key=lambda film: film.at)
        case _:
            pass
    first = min((_showing(hit).starts_at for hit in hits), default=window.from_ if window else now)
    return Found(tuple(films[:OPTIONS_MAX]), facts={"day": first.astimezone(LOCAL).strftime("%m-%d")})


def _film_option(title: str, hits: Sequence[Hit]) -> Option:
    return Option(
        ref=f"film:{title}",
        title=f"《{title}》",
        price_fen=min(hit.offer.price.fen for hit in hits),
        at=min(_showing(hit).starts_at for hit in hits).isoformat("T", "minutes"),
        rating=max(hit.offer.rating for hit in hits),
        name=title,
    )


def _of_film(hits: Sequence[Hit], draft: Draft, window: Window | None, near: Point | None) -> Found:
    """Showings of one film, best first, and what about them is not as wished."""
    wanted, doubts = draft.wanted, list[Phrase]()
    fitting = [hit for hit in hits if _in_format(hit, wanted.format)]
    if not fitting:
        doubts.append(phrase(Say.NO_FORMAT, format=wanted.format or ""))
    zone = wanted.seats.zone if wanted.seats is not None else None
    if zone and hits[0].offer.trade is Trade.SHOW:
        zoned = [hit for hit in fitting or hits if zone in _showing(hit).hall]
        if not zoned:
            doubts.append(phrase(Say.NO_ZONE, zone=zone))
        fitting = zoned or fitting
    roomy = [hit for hit in fitting or hits if _showing(hit).seats_left >= max(1, tickets(draft))]
    if not roomy:
        return Found(refused=Refused(Code.SEATS_UNAVAILABLE, title=_showing(hits[0]).title))
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
    return Found(options, tuple(doubts), () if doubts else _time_notices(ranked[0], window))


def _in_format(hit: Hit, wanted: str | None) -> bool:
    showing = _showing(hit)
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
        starts = _showing(hit).starts_at
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
    in_time = sorted(nearest, key=lambda hit: _showing(hit).starts_at)
    if len(in_time) <= OPTIONS_MAX:
        return in_time
    step = (len(in_time) - 1) / (OPTIONS_MAX - 1)
    return [in_time[round(step * place)] for place in range(OPTIONS_MAX)]


def _by_date(hits: Sequence[Hit]) -> list[Hit]:
    """The cheapest seats of each evening, then dearer ones where the list has room; by date and price."""
    evenings: dict[datetime, list[Hit]] = defaultdict(list)
    for hit in sorted(hits, key=lambda hit: (_showing(hit).starts_at, hit.offer.price.fen)):
        evenings[_showing(hit).starts_at].append(hit)
    rounds = [hit for many in zip_longest(*evenings.values()) for hit in many if hit is not None]
    return sorted(rounds[:OPTIONS_MAX], key=lambda hit: (_showing(hit).starts_at, hit.offer.price.fen))


def _option(hit: Hit, near: Point | None) -> Option:
    showing = _showing(hit)
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
    starts = _showing(best).starts_at
    if window is None or window.at is None or not window.approx or starts == window.at:
        return ()
    return (phrase(Say.TIME_NEAR, wanted=_clock(window.at), found=_clock(starts)),)


def _time_doubts(hits: Sequence[Hit], fitting: Sequence[Hit], best: Hit, window: Window | None) -> tuple[Phrase, ...]:
    """A moment that was named exactly and cannot be had: another one is for the person to choose."""
    starts = _showing(best).starts_at
    if window is None or window.at is None or window.approx or starts == window.at:
        return ()
    then = [hit for hit in hits if _showing(hit).starts_at == window.at]
    why = Say.TIME_DIFFERS if not then else Say.TIME_FULL if any(hit in fitting for hit in then) else Say.TIME_UNFIT
    return (phrase(why, wanted=_clock(window.at), found=_clock(starts)), phrase(Say.ASK_SHOWING))


def _clock(moment: datetime) -> str:
    return moment.astimezone(LOCAL).strftime("%H:%M")
