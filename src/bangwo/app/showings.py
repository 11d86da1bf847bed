"""Showings: the films on offer, or the showings of one, ranked by the person's words."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bangwo.app.ports import Catalogue, Hit, Query
from bangwo.app.screenings import of_film, showing_of
from bangwo.app.shop import Found
from bangwo.core.clock import LOCAL
from bangwo.core.errors import Code, Refused
from bangwo.domain.act import Act
from bangwo.domain.offer import Trade
from bangwo.domain.place import Point
from bangwo.language.dialogue.state import OPTIONS_MAX, Draft, Option
from bangwo.language.dialogue.window import Window, window_of
from bangwo.language.replies import Say, phrase

HITS_MAX = 400
DAYS_TRIED = 3


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
        return [hit for hit in found if _is_film(hit, title) and showing_of(hit).starts_at > self.now]

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
        days = (showing_of(hit).starts_at.astimezone(LOCAL).date() - wish.astimezone(LOCAL).date()).days
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
    found = of_film(hits, draft, window, near)
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
            moment = _moment(wanted, title, programme, showing_of(hits[0]).starts_at)
            end = span[1] or now + timedelta(days=1)
            around = Window(span[0], end, at=moment, approx=True, whole_day=moment is None)
            found = of_film(hits, Draft(anytime), around, programme.near)
            return replace(found, notices=(), doubts=(phrase(Say.NO_SHOWING_THEN, title=title),))
    if not title and (others := programme.between(replace(anytime, tags=wanted.tags), "", now, None)):
        first = _midnight(min(showing_of(hit).starts_at for hit in others)) + timedelta(days=1)
        films = _films([hit for hit in others if showing_of(hit).starts_at < first], None, now)
        return replace(films, doubts=(phrase(Say.NO_FILM_THEN),))
    named = title or wanted.title
    return Found(refused=Refused(Code.NO_SHOWING, title=f"《{named}》") if named else Refused(Code.NO_SHOWING))


def _moment(wanted: Act, title: str, programme: _Programme, day: datetime) -> datetime | None:
    """The time of day that was asked for, on the day that there is, to see what comes closest to it."""
    wish = window_of(wanted, programme.catalogue.titles().get(title), programme.now)
    if wish is None or wish.at is None:
        return None
    return datetime.combine(day.astimezone(LOCAL).date(), wish.at.astimezone(LOCAL).time(), LOCAL)


def _films(hits: Sequence[Hit], window: Window | None, now: datetime, sort: str | None = None) -> Found:
    """One option for each film, by the person's words, else those shown most often first."""
    by_title: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_title[showing_of(hit).title].append(hit)
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
    first = min((showing_of(hit).starts_at for hit in hits), default=window.from_ if window else now)
    return Found(tuple(films[:OPTIONS_MAX]), facts={"day": first.astimezone(LOCAL).strftime("%m-%d")})


def _film_option(title: str, hits: Sequence[Hit]) -> Option:
    return Option(
        ref=f"film:{title}",
        title=f"《{title}》",
        price_fen=min(hit.offer.price.fen for hit in hits),
        at=min(showing_of(hit).starts_at for hit in hits).isoformat("T", "minutes"),
        rating=max(hit.offer.rating for hit in hits),
        name=title,
    )
