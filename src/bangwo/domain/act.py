"""Acts: what one sentence asks, slot by slot, as fixed by the contract of the understander."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import cast

from bangwo.core.json import Json
from bangwo.domain.offer import Trade

ACTS_MAX = 20
TEXT_MAX = 2000


class ActKind(StrEnum):
    """What kind of thing is asked."""

    ORDER = "order"
    SEARCH = "search"
    TRACK = "track"
    CANCEL = "cancel"
    REFUND = "refund"
    CHANGE = "change"
    REORDER = "reorder"
    WALLET = "wallet"
    CHAT = "chat"
    HANDOFF = "handoff"
    CHOOSE = "choose"
    AMEND = "amend"
    CONFIRM = "confirm"
    DENY = "deny"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing wanted. `qty` None: not said; `options` in short forms; `without`: what is refused."""

    name: str
    qty: float | None = None
    unit: str = ""
    options: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A moment or a window, local, to the minute and without offset (`2026-02-06T20:00`; a day may end at T24:00)."""

    at: str | None = None
    from_: str | None = None
    to: str | None = None
    approx: bool = False


@dataclass(frozen=True, slots=True)
class Budget:
    """Fen. `per`: item, person, night or ticket; None: the total."""

    max: int | None = None
    min: int | None = None
    about: int | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Kinds of person."""

    adult: int | None = None
    child: int | None = None
    senior: int | None = None


@dataclass(frozen=True, slots=True)
class SeatWish:
    """Where to sit. `row`: last, front, middle or a number; `side`: center, aisle, window; `cols`: seats by number."""

    row: str | int | None = None
    side: str | None = None
    together: bool | None = None
    zone: str | None = None
    cols: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act with its slots; a slot that was not said is None or empty. spec/understanding.md defines each."""

    act: ActKind
    trade: Trade | None = None
    items: tuple[Item, ...] = ()
    shop: str | None = None
    where: str | None = None
    time: When | None = None
    date: str | None = None
    date_ref: str | None = None
    clock: When | None = None
    return_date: str | None = None
    budget: Budget | None = None
    sort: str | None = None
    count: int | None = None
    people: People | None = None
    title: str | None = None
    venue: str | None = None
    near: str | None = None
    format: str | None = None
    seats: SeatWish | None = None
    from_: str | None = None
    to: str | None = None
    cabin: str | None = None
    carrier: str | None = None
    number: str | None = None
    nonstop: bool | None = None
    city: str | None = None
    name: str | None = None
    nights: int | None = None
    rooms: int | None = None
    room_type: str | None = None
    stars: int | None = None
    breakfast: bool | None = None
    car: str | None = None
    query: str | None = None
    mode: str | None = None
    which: str | None = None
    topic: str | None = None
    reason: str | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()
    coupon: bool | None = None
    index: int | None = None
    pick: str | None = None
    replaces: str | None = None


_Slots = Act | Item | When | Budget | People | SeatWish
_NAMES = {
    kind: tuple((each.name, each.name.rstrip("_")) for each in fields(kind))
    for kind in (Act, Item, When, Budget, People, SeatWish)
}
"""What the slots are called here, and in JSON."""
_NO_IS_SAID = frozenset({"coupon", "breakfast", "nonstop"})


def act_json(slots: _Slots) -> dict[str, Json]:
    """The JSON of an act: what was not said is left out, `from_` is `from`, whole quantities are whole numbers."""
    out: dict[str, Json] = {}
    for name, told in _NAMES[type(slots)]:
        value = getattr(slots, name)
        if value is None or value in ("", ()):
            continue
        if value is not False or name in _NO_IS_SAID:  # zero is said, too
            out[told] = _value_json(value)
    return out


def _value_json(value: object) -> Json:
    match value:
        case tuple():
            return [_value_json(each) for each in cast("tuple[object, ...]", value)]
        case Item() | When() | Budget() | People() | SeatWish():
            return act_json(value)
        case StrEnum():
            return value.value
        case float() if value.is_integer():
            return int(value)
        case bool() | int() | float() | str():
            return value
        case _:
            raise TypeError(type(value))
