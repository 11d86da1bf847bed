"""Slots of hotels and sights."""
# ruff: noqa: E501

import re

from bangwo.domain.act import ActKind, When
from bangwo.language.folding import guard
from bangwo.language.gates import Guard
from bangwo.language.quantities import Found, moment
from bangwo.language.slots.common import day_of, take_common, take_times
from bangwo.language.slots.people import take_people
from bangwo.language.slots.reading import Reading, clean, reaching_back, rule
from bangwo.language.slots.tickets import number_in
from bangwo.language.words import travel as words

_TYPES = tuple(rule("room_type", source, value) for source, value in words.ROOM_TYPES)
_BREAKFAST = (rule("breakfast", words.BREAKFAST, True),)
_NEAR = tuple(rule("near", source) for source in words.STAY_NEAR)
_ME = (rule("near", r"(?:我|这)?(?:附近|这边|周边)(?:的)?(?=$|[,。有酒宾找])|near me", "me"),)
_TAGS = guard(words.STAY_TAGS)
_ROOMS = guard(r"(?P<n>{A})(?=[,。的大双家套标单海]|房|$|[^,。]{0,12})")
_STARS = guard(r"(?P<n>[一二三四五六七\d])(?:星级?|颗星|[- ]stars?)(?:级)?(?:的|以上)?(?:酒店)?")
_NIGHTS = guard(r"(?:住|订|待|stay|for)?\s*(?:上)?(?P<d>{D})(?:的)?")
_SPAN = guard(
    r"(?P<a>{T})(?:入住)?(?:,)?(?:住到|到|至|-)(?P<b>{T})(?:退房|走|离店)?|(?P<c>{T})(?:入住|住进去|check in)?[^{T}]{0,6}?(?P<d>{T})(?:退房|离店|走)"
)
_TIME = guard(r"{T}")
_QUARTER = re.compile(
    r"(?P<v>(?:(?![的订住找看要去有玩出酒民])[\u4e00-\u9fff]){2,5}(?<!酒店|民宿|旅游|附近|那边|这边))(?=$|[,。])"
)
_HOTEL_ENGLISH = guard(
    r"\bat (?P<v>(?:the )?[a-z][a-z' ]*? (?:hotel|inn|resort|hostel|lodge|guesthouse))\b", re.IGNORECASE
)
_HOTEL = guard(r"(?P<v>[^,。、的\ue000-\uf8ff订住在]{2,10}?(?:大酒店|国际酒店|饭店|度假村))")
_MORE_SIGHT = re.compile(
    r"(?:风景区|景区|公园|乐园|博物院|博物馆|欢乐世界|野生动物世界|水世界|海洋王国|度假区|王国|世界)"
)
_SIGHT_NOISE = guard(words.SIGHT_NOISE, re.IGNORECASE)
_BRANCH = re.compile(r"[\u4e00-\u9fff]{1,8}店|酒店|宾馆|大酒店|(?= hotel)", re.IGNORECASE)
_ENGLISH_CITY = guard(
    r"\bin (?P<v>[a-z][a-z' ]+?)(?= under| for| on| near| with| this| next|[,.?!\ue000-\uf8ff]|$)", re.IGNORECASE
)
_KIDS = guard(r"带(?:着)?(?:娃|孩子|小孩|宝宝|小朋友)|适合(?:孩子|小孩|小朋友|儿童|全家|带娃|宝宝)")
_SIGHT_TAGS = guard(r"(?P<v>人少|冷门|免费|亲子|小众|好玩|室内|不收费)(?:的|一点|点)*(?:景点|地方)?")


def read_hotel(reading: Reading) -> None:
    """All slots of hotels."""
    take_common(reading, "night")
    _take_stars(reading)
    _take_nights(reading)
    _take_day(reading)
    reading.apply(_TYPES)
    reading.apply(_BREAKFAST)
    _take_rooms(reading)
    take_people(reading)
    _take_tags(reading, _TAGS)
    _take_hotel_name(reading)
    _take_city(reading)
    reading.apply(_NEAR)
    if "near" not in reading.slots:
        reading.apply(_ME)
    _trim_near(reading)


def _trim_near(reading: Reading) -> None:
    near = reading.slots.get("near")
    if isinstance(near, str):
        near = re.sub(
            r"^(?:再|先|查查|看看|找|住|去|在|一间|间|家|一家|酒店|个|要|就|订|book|the(?= ))+", "", near
        ).strip()
        reading.slots["near"] = near
        if not near:
            del reading.slots["near"]


def _take_stars(reading: Reading) -> None:
    match = None
    for match in _STARS.all(reading.mask, reading.text):
        if (stars := number_in(match["n"])) is not None:
            reading.slots["stars"] = stars
    if match is not None:
        reading.sub(_STARS, ",")
    for at, found in reading.founds("A"):
        if found.unit == "星" and found.value:
            reading.slots["stars"] = int(found.value)
            end = re.compile(r"(?:级|的|酒店)*").match(reading.text, at + 1)
            reading.take(at, end.end() if end else at + 1)


def _take_nights(reading: Reading) -> None:
    match = reading.search(_SPAN)
    if match is not None:
        first, last = (
            reading.folded.found(char)
            for char in ((match["a"], match["b"]) if match["a"] else (match["c"], match["d"]))
        )
        begin, end = (each.from_ or each.at or each.to for each in (first, last))
        if begin and end and end > begin:
            reading.slots["nights"] = (end.date() - begin.date()).days
            reading.slots["date"] = day_of(first)
            reading.take(match.start(), match.end())
    for match in _NIGHTS.all(reading.mask, reading.text):
        seconds = reading.folded.found(match["d"]).seconds
        if seconds and seconds % 86400 == 0:
            reading.slots["nights"] = seconds // 86400
    reading.sub(_NIGHTS, ",")


def _take_day(reading: Reading) -> None:
    """The check-in day; a span of days stays a window."""
    times = [found for _, found in reading.founds("T")]
    if times and "date" not in reading.slots:
        last = times[-1]
        if _is_span(last):
            assert last.from_ is not None
            reading.slots["time"] = When(from_=moment(last.from_), to=moment(last.to, ends=True) if last.to else None)
        else:
            reading.slots["date"] = day_of(last)
    reading.sub(_TIME, ",")


def _is_span(found: Found) -> bool:
    return bool(
        found.from_ and found.to and not found.day and (found.to - found.from_).days >= 2 - found.from_.hour // 12
    )


def _take_rooms(reading: Reading) -> None:
    for at, found in reversed(reading.founds("A")):
        if found.unit in ("间", "套", "个") and found.value:
            if found.unit == "个" and "room_type" not in reading.slots:
                continue
            if found.unit != "个":
                reading.slots.setdefault("rooms", int(found.value))
            reading.take(at, at + 1)


def _take_tags(reading: Reading, regex: Guard) -> None:
    tags: list[str] = []
    reading.take_each(regex, lambda match: tags.append(match["v"]))
    if tags:
        reading.slots["tags"] = tuple(dict.fromkeys(tags))


def _take_hotel_name(reading: Reading) -> None:
    for term in reading.terms():
        if term.has("hotel"):
            end = term.end
            if (branch := _BRANCH.match(reading.text, end)) is not None:
                end = branch.end()
            name = reading.text[term.start : end]
            reading.slots["name"] = name
            reading.take(term.start, end)
            return
    match = reading.search(_HOTEL) or reading.search(_HOTEL_ENGLISH)
    if match is not None and not re.search(r"附近|边|哪|什么|有", match["v"]):
        reading.slots["name"] = clean(match["v"])
        reading.take(match.start(), match.end())


def _take_city(reading: Reading) -> None:
    for term in reading.terms():
        if term.has("city"):
            after = reading.text[term.end : term.end + 4]
            if re.match(r"(?:火车站|站|机场|附近|旁边|古城|湾|路|街|大道)", after) or (
                term.end < len(reading.text) and re.match(r"[东西南北]站", after)
            ):
                continue
            reading.slots["city"] = reading.text[term.start : term.end]
            end = term.end + (after[:1] in "的市")
            if (quarter := _QUARTER.match(reading.text, end)) is not None:
                reading.slots["near"] = quarter["v"]
                end = quarter.end()
            reading.text = (
                reading.text[: term.start]
                + ("," if term.start and reading.text[term.start - 1] not in ",去在到" else "")
                + reading.text[end:]
            )
            return
    if (match := reading.search(_ENGLISH_CITY)) is not None:
        reading.slots["city"] = match["v"].strip()


def read_attraction(reading: Reading) -> None:
    """All slots of sights."""
    take_common(reading, "ticket")
    take_times(reading)
    take_people(reading)
    if reading.kind is ActKind.SEARCH:
        _take_tags(reading, _SIGHT_TAGS)
        if _KIDS.finds(reading.mask, reading.whole):
            reading.slots["tags"] = (*(reading.slots.get("tags") or ()), "亲子")  # pyright: ignore[reportGeneralTypeIssues]
    for term in reading.terms():
        if term.has("sight"):
            start, end = reaching_back(reading.text, term.start, term.end), term.end
            if (more := _MORE_SIGHT.match(reading.text, end)) is not None:
                end = more.end()
            reading.slots["name"] = reading.text[start:end]
            return
    for term in reading.terms():
        if term.has("city") and reading.kind is ActKind.SEARCH:
            reading.slots["city"] = reading.text[term.start : term.end]
            return
    _take_sight_name(reading)


def _take_sight_name(reading: Reading) -> None:
    text = _SIGHT_NOISE.sub(reading.mask, ",", reading.text)
    parts = [clean(reading.folded.unfold(each)) for each in re.split(r"[,。;!?:、\ue000-\uf8ff]+", text)]
    parts = [each for each in parts if len(each) > 1 and not re.search(r"什么|哪|推荐|景点|好玩|几个|附近", each)]
    if parts:
        reading.slots["name"] = max(parts, key=len)
