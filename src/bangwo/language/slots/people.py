"""Slots of heads: kinds of person, and how many."""
# ruff: noqa: E501

import re

from bangwo.domain.act import People
from bangwo.domain.offer import Trade
from bangwo.language.folding import guard, letter_of
from bangwo.language.quantities.numbers import read as number
from bangwo.language.slots.reading import Reading

_N = r"(?P<n>{A}|[一二两三四五六七八九十俩仨]{1,3}|\d{1,3})(?:个|位|张|名)?"
_KINDS = {
    "adult": guard(rf"{_N}(?:大人|成人|成年人|全价|大(?=[一二两三四五六]小|小|[,。的票]|$))(?:的)?(?:票)?|(?P<e>\b(?:\d+|a|an|one|two|three|four|five|six)) adults?", re.IGNORECASE),
    "child": guard(rf"{_N}(?:小孩儿?|孩子|儿童|小朋友|小童|娃娃?|宝宝|婴儿|小(?=[,。的票{{*}}]|$))(?:的)?(?:票)?|(?P<e>\b(?:\d+|a|an|one|two|three|four|five|six)) (?:child|children|kids?)", re.IGNORECASE),
    "senior": guard(rf"{_N}(?:老人家?|长者|敬老|老年人?|长辈|老人|老太太|老头|老爷子|老奶奶|老姐妹|老伙计)(?:的)?(?:票)?|(?P<e>\b(?:\d+|a|an|one|two|three|four|five|six)) seniors?", re.IGNORECASE),
}  # fmt: skip
_BEHIND = {
    "adult": guard(r"(?:成人|大人)(?:票)?(?P<n>{A})"), "child": guard(r"(?:儿童|小孩)(?:票)?(?P<n>{A})"), "senior": guard(r"(?:老人|长者|老年)(?:票)?(?P<n>{A})"),
}  # fmt: skip
_HEADS = guard(
    r"(?:我们?|我哋|咱们?|一共|总共|就|给|接|单位组织)*(?P<n>{A})(?:个)?(?:人|客户|客人)?(?:坐|去|走|住|一起)?"
)
_COUNT = guard(r"(?:买|订|要|来|抢|留|各)*(?P<n>{A})(?:车票|机票|门票|票|就够了?)?")
_ENGLISH = guard(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b(?: [a-z]+){0,4}? (?:tickets?|seats?|people|passengers?|persons?)"
)


def take_people(reading: Reading) -> None:
    """Fill `people` or `count` from the heads and tickets in the text."""
    kinds: dict[str, int] = {}
    for table in (_KINDS, _BEHIND):
        for kind, regex in table.items():
            match = reading.search(regex)
            while match is not None:
                groups = match.groupdict()
                found = _value(reading, groups.get("n") or groups.get("e") or "")
                if found:
                    kinds[kind] = found
                reading.text = reading.text[: match.start()] + "," + reading.text[match.end() :]
                match = reading.search(regex)
    plain = _plain(reading)
    if kinds:
        reading.slots["people"] = People(**kinds)
        return
    if plain is None:
        return
    if reading.trade in (Trade.FLIGHT, Trade.HOTEL, Trade.RIDE):
        reading.slots["people"] = People(adult=plain)
    else:
        reading.slots["count"] = plain


def _value(reading: Reading, said: str) -> int | None:
    if len(said) == 1 and letter_of(said) == "A":
        found = reading.folded.found(said).value
        return int(found) if found else None
    found = number(said.lower())
    return int(found) if found else None


def _plain(reading: Reading) -> int | None:
    """Heads or tickets that tell no kind."""
    out: int | None = None
    for regex, units in ((_HEADS, "人位个口"), (_COUNT, "张座个")):
        at = 0
        while (match := reading.search(regex, at)) is not None:
            found = reading.folded.found(match["n"])
            is_head = (
                found.unit in units
                and (found.unit != "个" or "人" in match[0] or regex is _COUNT)
                and not (reading.trade in (Trade.HOTEL, Trade.RIDE) and regex is _COUNT)
            )
            if is_head or (not found.unit and regex is _COUNT and reading.trade is not Trade.HOTEL):
                out = int(found.value or 0) or out
                reading.take(match.start(), match.end())
            at = match.start() + 1
    if out is None and (match := _ENGLISH.search(reading.mask, reading.whole.lower())) is not None:
        found = number(match[1])
        out = int(found) if found else None
    return out
