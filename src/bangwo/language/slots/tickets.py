"""Slots of films and shows: title, hall, seats, count."""

import re

from bangwo.domain.act import ActKind, SeatWish
from bangwo.domain.offer import Trade
from bangwo.language.folding import guard
from bangwo.language.quantities.numbers import read as number
from bangwo.language.slots.common import take_common, take_times
from bangwo.language.slots.reading import Reading, clean, reaching_back, rule
from bangwo.language.words.tickets import COUNTERS, EDGES, FORMATS, NEAR, NOISE, SEATS, TAGS, VENUE

_FORMATS = tuple(rule("format", source, value) for source, value in FORMATS)
_SEATS = tuple((slot, guard(source), value) for slot, source, value in SEATS)
_NEAR = tuple(rule("near", source, value) for source, value in NEAR)
_VENUE = guard(VENUE)
_COUNT = guard(COUNTERS)
_TAGS = guard(TAGS)
_NOISE = guard(NOISE, re.IGNORECASE)
_EDGES = re.compile(EDGES)
_HALL = re.compile(r"(?:国际)?(?:影城|影院|电影城|电影院|剧院|剧场)")
_QUOTED = guard(r"(?P<kind>[\u4e00-\u9fff]{0,3}?)《(?P<v>[^》]{1,40})》?")
_ROWS = {"front": "front", "last": "last", "middle": "middle"}


def read(reading: Reading) -> None:
    """All slots of films and shows."""
    _take_quoted(reading)
    take_common(reading, "ticket")
    if reading.trade is Trade.MOVIE:
        reading.text = re.sub(r"(?:不要|别要|不看)(?:3d|imax|2d)(?:的|版)*", ",", reading.text, flags=re.IGNORECASE)
        reading.apply(_FORMATS)
    _take_seats(reading)
    take_times(reading)
    _take_count(reading)
    reading.apply(_NEAR)
    _take_venue(reading)
    _take_tags(reading)
    if "title" not in reading.slots:
        _take_title(reading)


def _take_quoted(reading: Reading) -> None:
    match = reading.search(_QUOTED)
    if match is not None:
        reading.slots["title"] = reading.folded.unfold(match["v"]).strip()
        reading.take(match.start("v") - 1, match.end())


def _take_seats(reading: Reading) -> None:
    wish: dict[str, str | int | bool] = {}
    for slot, regex, value in _SEATS:
        match = reading.search(regex)
        while match is not None:
            if value is not None:
                wish[slot] = value
            else:
                said = reading.folded.unfold(match["v"])
                number = number_in(said)
                if number is not None:
                    wish[slot] = number
                elif slot == "zone":
                    wish[slot] = said
            reading.take(match.start(), match.end())
            match = reading.search(regex, match.start() + 1)
    if wish:
        reading.slots["seats"] = SeatWish(**wish)  # pyright: ignore[reportArgumentType]


def number_in(text: str) -> int | None:
    found = number(text)
    return int(found) if found is not None else None


def _take_count(reading: Reading) -> None:
    def use(match: re.Match[str]) -> None:
        found = reading.folded.found(match["n"])
        if found.value is not None and found.value >= 1 and found.unit in ("张", "个", "座", "位", "人", "份", ""):
            reading.slots["count"] = int(found.value)

    reading.take_each(_COUNT, use)
    if "count" not in reading.slots and (
        match := re.search(
            r"\b(one|two|three|four|five|six|seven|eight|nine|ten|a|an|\d+)\b(?: [a-z]+){0,3}? (?:tickets?|seats?)",
            reading.text.lower(),
        )
    ):
        number = number_in(match[1])
        if number:
            reading.slots["count"] = number
            reading.take(match.start(), match.end())


def _take_venue(reading: Reading) -> None:
    for term in reading.terms():
        if term.has("venue"):
            entry = next(each for each in term.entries if each.kind == "venue")
            start, end = reaching_back(reading.text, term.start, term.end), term.end
            if (more := _HALL.match(reading.text, end)) is not None:
                end = more.end()
            reading.slots["venue"] = entry.canonical or reading.text[start:end]
            reading.take(start, end)
            return
    match = reading.search(_VENUE)
    if match is not None:
        said = clean(match["v"])
        if len(said) > 2:
            reading.slots["venue"] = said
            reading.take(match.start("v"), match.end("v"))


def _take_tags(reading: Reading) -> None:
    tags: list[str] = []
    reading.take_each(_TAGS, lambda match: tags.append(match["v"]))
    if re.search(
        r"带(?:着|俩|两个)?(?:娃|孩子|小孩|小朋友|宝宝)|适合(?:孩子|小孩|小朋友|儿童|全家)|亲子|合家欢", reading.whole
    ):
        tags.append("亲子")
    if reading.trade is Trade.SHOW and reading.kind is ActKind.ORDER:
        return
    if tags:
        reading.slots["tags"] = tuple(dict.fromkeys(tags))


def _take_title(reading: Reading) -> None:
    for term in reading.terms():
        if term.has("title"):
            entry = next(each for each in term.entries if each.kind == "title")
            said = entry.canonical or reading.text[term.start : term.end]
            tail = re.match(r"\s*(?:\d{1,2}|[一二三四五六七八九十])(?![\u4e00-\u9fff])", reading.text[term.end :])
            reading.slots["title"] = said + (tail[0].strip() if tail and not said[-1].isdigit() else "")
            return
    text = _NOISE.sub(reading.mask, ",", _NOISE.sub(reading.mask, ",", reading.text))
    parts = [clean(_EDGES.sub("", reading.folded.unfold(each).strip())) for each in re.split(r"[,。;!?:、]+", text)]
    parts = [each for each in parts if len(each) > 1 or (len(parts) == 1 and each)]
    if parts:
        best = max(parts, key=lambda each: (len(each) <= 14, len(each)))
        if not re.fullmatch(r"[\W\d]+", best):
            reading.slots["title"] = best
