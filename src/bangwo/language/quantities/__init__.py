"""Quantities: numbers, amounts, money, dates, times and durations in a sentence."""

from dataclasses import replace
from datetime import datetime

from bangwo.language.normalise import script
from bangwo.language.quantities.amounts import find_amounts
from bangwo.language.quantities.found import Found, found_json, moment
from bangwo.language.quantities.money import find_money
from bangwo.language.quantities.plain import find_plain
from bangwo.language.quantities.times import find_times

__all__ = ["Found", "find", "found_json", "moment", "spans"]


def spans(text: str, now: datetime) -> list[Found]:
    """Every quantity of a normalised text, in order and without overlap."""
    lowered = text.lower() if text.isascii() or any("A" <= each <= "Z" for each in text) else text
    if len(lowered) != len(text):
        lowered = text
    times = find_times(lowered, now)
    money = find_money(lowered, [(each.start, each.end) for each in times if each.kind == "time"])
    priced = [(each.start, each.end) for each in money]
    out = money + [each for each in times if not any(s < each.end and each.start < e for s, e in priced)]
    taken = [(each.start, each.end) for each in out]
    out += find_amounts(lowered, taken)
    out.sort(key=lambda each: each.start)
    return out


def find(text: str, now: datetime) -> tuple[Found, ...]:
    """Every quantity in a text as people write it; `text` of each is as said."""
    plain = script(text)
    found = spans(plain, now)
    found += find_plain(plain, [(each.start, each.end) for each in found])
    found.sort(key=lambda each: each.start)
    same = len(plain) == len(text)
    return tuple(replace(each, text=text[each.start : each.end]) if same else each for each in found)
