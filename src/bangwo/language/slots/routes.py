"""Slots of a way: where from, where to."""
# ruff: noqa: E501

import re

from bangwo.language.folding import guard
from bangwo.language.slots.reading import Reading, clean

_SUFFIX = re.compile(
    r"(?:市|国际)?(?:机场|火车站|高铁站|站(?!票)|[东西南北](?:站)?(?![边方京海宁山安通]))?(?:T\d(?:航站楼)?)?(?: (?:east|west|south|north)\b)?(?: (?:railway )?station\b| airport\b)?",
    re.IGNORECASE,
)
_FROM_BEFORE = re.compile(r"(?:从|由|自|打)(?:[\u4e00-\u9fff]{0,2})$")
_TO_BEFORE = re.compile(
    r"(?:到|去|飞往|飞|回|往|至|上|抵达|来|前往|开往|->|→|-)(?:了)?$|\bto (?:the )?$", re.IGNORECASE
)
_FROM_AFTER = re.compile(r"(?:出发|起飞|飞|到|至|去|回|走|来|开往|往|-|→)|\s*to\b", re.IGNORECASE)
_FROM_ENGLISH = guard(
    r"\bfrom (?P<v>[a-z][a-z' ]*?)(?= to\b| on\b| at\b| tomorrow| next| this|[,.?!\ue000-\uf8ff]|$)", re.IGNORECASE
)
_TO_ENGLISH = guard(
    r"\b(?:to|for) (?:the )?(?P<v>[a-z][a-z' ]*?)(?= on\b| at\b| tomorrow| next| this| from\b| for\b| in\b| around\b| after\b| before\b| leaving| returning|[,.?!\ue000-\uf8ff]|$)",
    re.IGNORECASE,
)
_STRUCTURE = (
    guard(r"从(?P<from>[^,。{*}]{2,10}?)(?:到|去|飞往|飞|回|至|坐[^,。]{0,3}去)(?P<to>[^,。{*}的]{2,10}?)(?=的|$|[,。{*}]|航班|机票|高铁|火车|动车|飞机|票|往返|来回|有)"),
    guard(r"(?:^|[,。{*}])(?:买|订|看看|查|帮我|我要|要|抢|坐)*(?P<from>[^,。{*}的从去帮我买订]{2,6}?)(?:飞往|飞|到|至|回|去)(?P<to>[^,。{*}的]{2,8}?)(?=的|$|[,。{*}]|航班|机票|高铁|火车|动车|飞机|票|往返|来回|有)"),
    guard(r"从(?P<from>[^,。{*}]{2,10}?)(?:出发|起飞|走|飞)"),
    guard(r"(?:去|飞往|飞|到|回|往)(?P<to>[^,。{*}的]{2,8}?)(?=的|$|[,。{*}]|航班|机票|高铁|火车|动车|飞机|票|往返|来回|玩|出差|旅游|有)"),
)  # fmt: skip


def _places(reading: Reading) -> list[tuple[int, int]]:
    """Cities, airports and stations that the lexicon knows, with what is joined to their names."""
    out: list[tuple[int, int]] = []
    for term in reading.terms():
        if not (term.has("city") or term.has("station")):
            continue
        end = term.end
        if (suffix := _SUFFIX.match(reading.text, end)) is not None:
            end = suffix.end()
        if out and out[-1][1] == term.start and term.has("station"):
            out[-1] = (out[-1][0], end)
        else:
            out.append((term.start, end))
    return out


def take_route(reading: Reading) -> None:
    """Fill `from` and `to`; what is said last stands."""
    text = reading.text
    if text.isascii() or re.search(r"\bto\b|\bfrom\b", text):
        _english(reading)
    open_places: list[str] = []
    for start, end in _places(reading):
        name = clean(text[start:end].removesuffix("市"))
        before, after = text[:start], text[end:]
        if _FROM_BEFORE.search(before) or (_FROM_AFTER.match(after) and not _TO_BEFORE.search(before)):
            reading.slots["from_"] = name
        elif _TO_BEFORE.search(before):
            reading.slots["to"] = name
        else:
            open_places.append(name)
    if "from_" not in reading.slots and "to" not in reading.slots and len(open_places) == 2:
        reading.slots["from_"], reading.slots["to"] = open_places
    elif open_places and "to" not in reading.slots:
        reading.slots["to"] = open_places[-1]
    _structure(reading)


def _english(reading: Reading) -> None:
    for slot, regex in (("from_", _FROM_ENGLISH), ("to", _TO_ENGLISH)):
        for match in regex.all(reading.mask, reading.text):
            said = match["v"].strip()
            if said.lower() not in (
                "me",
                "book",
                "buy",
                "get",
                "fly",
                "see",
                "go",
                "the",
                "need",
                "travel",
            ) and not said.lower().startswith(("fly ", "book ", "go ")):
                reading.slots[slot] = said


def _structure(reading: Reading) -> None:
    """Places that no lexicon knows, by the words around them."""
    for regex in _STRUCTURE:
        match = reading.search(regex)
        if match is None:
            continue
        groups = match.groupdict()
        for slot, group in (("from_", "from"), ("to", "to")):
            said = clean(groups.get(group) or "")
            if (
                said
                and slot not in reading.slots
                and not re.search(r"一下|看看|多少|哪|时候|出差|旅游|回来|什么", said)
            ):
                reading.slots[slot] = said
