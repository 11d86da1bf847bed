"""Composing: two lines of equal length, matching classes and opposing tones, in which no character comes twice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from random import Random

from bangwo.language.smalltalk.couplet.bank import BANNERS, FRAMES, Frame
from bangwo.language.smalltalk.couplet.tones import level

STEPS_MAX = 800
"""Pairs of segments that are tried before it is begun anew."""
TRIES_MAX = 24
PLANS: Mapping[int, str] = {
    4: "SP", 5: "ST", 7: "SPT", 8: "SP,SP", 9: "SP,ST", 10: "ST,ST", 11: "SP,SPT", 12: "ST,SPT", 14: "SPT,SPT",
}  # fmt: skip
"""Characters of a line → its segments: S subject, P predicate, T tail; a comma where the line rests."""
LENGTH = 7


@dataclass(frozen=True, slots=True)
class Couplet:
    """The two lines, and what goes above the door. `classes`: of each character of a line, the same for both."""

    upper: str
    lower: str
    banner: str
    classes: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What a couplet shall be."""

    theme: str = "newyear"
    length: int = LENGTH
    heads: tuple[tuple[str, ...], tuple[str, ...]] | None = None  # segments to begin each line with
    named: tuple[str, ...] = ()  # segments of which one shall be in the couplet
    banners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in the lines. `choices`: by class, what may stand in the upper and in the lower line."""

    choices: tuple[tuple[str, Sequence[str], Sequence[str]], ...]
    named: frozenset[str]  # of which one must be taken
    starts: bool = False
    rests: bool = False  # the last of its clause
    ends: bool = False
    leads: bool = False  # before a last foot of two, whose tones are given

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """Class, upper and lower segment, in the order of the lists."""
        for name, uppers, lowers in self.choices:
            for upper, lower in product(uppers, lowers):
                if not self.named or upper in self.named or lower in self.named:
                    yield name, upper, lower


@dataclass(slots=True)
class _Search:
    slots: Sequence[_Slot]
    strict: bool
    steps: int = 0
    used: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])


def compose(wish: Wish, seed: int) -> Couplet | None:
    """A couplet for a wish; another seed gives another. None where the wished heads cannot be brought together."""
    rng = Random(seed)
    frames = list(FRAMES[wish.theme])
    for strict in (True, False):
        for _ in range(TRIES_MAX):
            frame = rng.choice(frames)
            slots = _slots(frame, wish, rng)
            found = _search(_Search(slots, strict))
            if found is not None:
                return _written(found, frame, wish, rng)
        if wish.heads is None and not wish.named:
            break
    return None


def _slots(frame: Frame, wish: Wish, rng: Random) -> list[_Slot]:
    out: list[_Slot] = []
    plan = PLANS[wish.length]
    for at, kind in enumerate(plan):
        if kind == ",":
            continue
        starts, ends = at == 0 or plan[at - 1] == ",", at == len(plan) - 1
        named = frozenset(wish.named if at == 0 else ())
        rests, leads = ends or plan[at + 1] == ",", plan[at:] == "SP"
        out.append(_Slot(_choices(frame, kind, wish, at, rng), named, starts, rests, ends, leads))
    return out


def _choices(
    frame: Frame, kind: str, wish: Wish, at: int, rng: Random
) -> tuple[tuple[str, Sequence[str], Sequence[str]], ...]:
    """What may stand in a place, in an order that the seed gives."""
    if at == 0 and wish.heads is not None:
        uppers, lowers = wish.heads
        return (("bn", _mixed(uppers, rng), _mixed(lowers, rng)),)
    lists = {"S": {"bn": frame.subjects}, "P": {"vn": frame.predicates}, "T": frame.tails}[kind]
    named = wish.named if at == 0 else ()
    words = {name: (*named, *lists[name].split()) for name in _mixed(list(lists), rng)}
    return tuple((name, _mixed(each, rng), _mixed(each, rng)) for name, each in words.items())


def _mixed(words: Sequence[str], rng: Random) -> list[str]:
    return rng.sample(list(words), len(words))


def _search(search: _Search) -> list[tuple[str, str, str]] | None:
    """Fill the slots from left to right, going back where nothing fits."""
    place = len(search.used)
    if place == len(search.slots):
        return list(search.used)
    slot = search.slots[place]
    for pair in slot.pairs():
        search.steps += 1
        if search.steps > STEPS_MAX:
            return None
        if not _fits(search, slot, pair):
            continue
        search.used.append(pair)
        if (found := _search(search)) is not None:
            return found
        search.used.pop()
    return None


def _fits(search: _Search, slot: _Slot, pair: tuple[str, str, str]) -> bool:
    _, upper, lower = pair
    letters = upper + lower
    if len(set(letters)) != len(letters):
        return False
    if any(not set(letters).isdisjoint(one + other) for _, one, other in search.used):
        return False
    if slot.rests and level(upper[-1]) == level(lower[-1]):
        return False
    if slot.ends and level(upper[-1]):
        return False
    return _sounds(search, slot, upper, lower)


def _sounds(search: _Search, slot: _Slot, upper: str, lower: str) -> bool:
    """Key tones: opposite between the lines, and alternating inside a clause (the second of each foot)."""
    one, other = level(upper[1]), level(lower[1])
    if slot.ends and len(upper) == 2:
        return _alternates(search, slot, one) or not search.strict
    if not search.strict:
        return True
    return one != other and (one or not slot.leads) and _alternates(search, slot, one)


def _alternates(search: _Search, slot: _Slot, tone: bool) -> bool:
    return slot.starts or not search.used or level(search.used[-1][1][1]) != tone


def _written(found: Sequence[tuple[str, str, str]], frame: Frame, wish: Wish, rng: Random) -> Couplet:
    plan = PLANS[wish.length]
    classes, upper, lower = ("".join(each) for each in zip(*found, strict=True))
    if (rest := plan.find(",")) >= 0:
        at = sum(len(each) for _, each, _ in found[:rest])
        upper, lower = (f"{each[:at]}，{each[at:]}" for each in (upper, lower))
    return Couplet(upper, lower, _banner(frame, wish, upper + lower, rng), classes)


def _banner(frame: Frame, wish: Wish, lines: str, rng: Random) -> str:
    """Four characters, none of which the lines have, where there are such."""
    wished = _mixed(wish.banners, rng)
    banners = (*_mixed(frame.banners.split(), rng), *_mixed(BANNERS.split(), rng))
    fresh = (each for each in wished or banners if set(each).isdisjoint(lines))
    return next(fresh, wished[0] if wished else banners[0])
