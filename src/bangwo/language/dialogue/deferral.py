"""Deferral: whether what is wanted is to wait, for what, and what is left of the sentence without it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bangwo.domain.act import Act, ActKind, Budget, When
from bangwo.domain.standing import Trigger
from bangwo.language.dialogue.state import Deferral
from bangwo.language.normalise import normalise
from bangwo.language.quantities import Found, moment, spans
from bangwo.language.quantities.numbers import read
from bangwo.language.words import deferral as words

_STOCK, _PRICE = (tuple(re.compile(source, re.IGNORECASE) for source in group) for group in (words.STOCK, words.PRICE))
_AFTER = re.compile(words.AT_AFTER, re.IGNORECASE)
_BEFORE = re.compile(words.AT_ENGLISH, re.IGNORECASE)
_LISTED = re.compile(rf"(?:{words.LISTED})[吗呢啊?。! ]*", re.IGNORECASE)
_DROPPED = re.compile(rf"(?:{words.DROPPED})[吧啊。! ]*", re.IGNORECASE)
_ASKS = re.compile(r"帮我|给我|替我|我要|我想|买|订|点|来|buy|order|book|get|i ", re.IGNORECASE)
_IDLE = " ,。!?吧啊"
_BUY, _BUY_ENGLISH = "帮我买", "buy "


@dataclass(frozen=True, slots=True)
class Put:
    """A deferral, and the sentence without it: empty where nothing else was said."""

    off: Deferral
    plain: str


def put_off(text: str, now: datetime) -> Put | None:
    """What puts the wish of a sentence off; None where it is to be had now."""
    plain = normalise(text).strip()
    for pattern in _PRICE:
        if (said := pattern.search(plain)) is not None and (most := read(said["most"])):
            return Put(Deferral(Trigger.PRICE.value, most_fen=round(most * 100)), _without(plain, said))
    for pattern in _STOCK:
        if (said := pattern.search(plain)) is not None:
            return Put(Deferral(Trigger.STOCK.value), _without(plain, said))
    for found in spans(plain, now):
        if found.kind == "time" and found.at is not None and (rest := _ordered_then(plain, found)) is not None:
            return Put(Deferral(Trigger.AT.value, at=moment(found.at)), rest)
    return None


def told(acts: Sequence[Act], off: Deferral) -> tuple[Act, ...]:
    """The acts with what puts them off in the slots that the contract has: the limit is a budget, the moment a time."""
    first = next((place for place, act in enumerate(acts) if act.act is ActKind.ORDER), None)
    if first is None:
        return tuple(acts)
    act = acts[first]
    if off.most_fen:
        act = replace(act, budget=Budget(max=off.most_fen))
    if off.at:
        act = replace(act, time=When(at=off.at))
    return (*acts[:first], act, *acts[first + 1 :])


def listed(text: str) -> bool:
    """Whether the wishes that wait are asked for."""
    return _LISTED.fullmatch(normalise(text).strip()) is not None


def dropped(text: str) -> str | None:
    """Which wish that waits is wanted no more, as said; empty: the only one. None: nothing of the kind was said."""
    said = _DROPPED.fullmatch(normalise(text).strip())
    if said is None:
        return None
    return next((each.strip(_IDLE) for each in said.groupdict().values() if each), "")


def limit_said(text: str, now: datetime) -> int:
    """The fen that a sentence names as a limit; none where it names no sum."""
    plain = normalise(text).strip()
    sums = [each.max_fen or each.fen for each in spans(plain, now) if each.kind == "money"]
    bare = read(plain.strip(_IDLE + "块元以内以下就最多"))
    return next((each for each in sums if each), 0) or (round(bare * 100) if bare else 0)


def _without(plain: str, said: re.Match[str]) -> str:
    """The sentence without its cue. What is to be bought stood before it, in it (English) or comes after it."""
    what = (said.groupdict().get("what") or "").strip()
    before, after = plain[: said.start()].strip(_IDLE), plain[said.end() :].strip(_IDLE)
    if what.lower() in ("", "it", "them", "one", "that"):
        what = ""
    left = " ".join(each for each in (before, what, after) if each) if plain.isascii() else f"{before}{what}{after}"
    if not left:
        return ""
    if _ASKS.match(left):
        return left
    buy = _BUY_ENGLISH if plain.isascii() else _BUY
    return f"{before}{buy}{after}" if after and before and not plain.isascii() else f"{buy}{left}"


def _ordered_then(plain: str, found: Found) -> str | None:
    """The sentence without a time at which to order; None where the time is of something else."""
    after = _AFTER.match(plain, found.end)
    if after is not None:
        rest = f"{plain[: found.start]}{_BUY}{plain[after.end() :]}".strip(_IDLE)
        return "" if rest == _BUY else rest
    if _BEFORE.search(plain[: found.start]) and not plain[found.end :].strip(_IDLE):
        return _BEFORE.sub("", plain[: found.start]).strip(_IDLE)
    return None
