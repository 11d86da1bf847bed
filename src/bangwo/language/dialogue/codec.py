"""Codec: the state of a conversation as JSON and back."""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import cast

from bangwo.core.errors import Bug
from bangwo.core.json import Json
from bangwo.domain.act import Act, ActKind, Budget, Item, People, SeatWish, When, act_json
from bangwo.domain.offer import Trade
from bangwo.language.dialogue.state import Deferral, Dialogue, Draft, Option

_Object = Mapping[str, Json]
_Slot = Json | ActKind | Trade | tuple[Item, ...] | tuple[str, ...] | When | People | Budget | SeatWish
_Kept = str | int | bool | tuple[str, ...] | tuple[int, ...]

_DIALOGUE = (
    "quote_id", "asks", "label", "listed", "chose", "order_id", "reason", "fee_fen", "language", "group_id",
)  # fmt: skip
_DRAFT = ("browsing", "picked", "firm", "film", "aside", "offered", "matched", "phone", "contact", "gift")
_OPTION = ("ref", "title", "shop", "price_fen", "at", "offers", "metres", "minutes", "rating", "name", "row", "cols")


def dialogue_json(state: Dialogue) -> dict[str, Json]:
    """The JSON of a conversation; what is empty is left out. `quote_id` is where the store looks for it."""
    out = _plain(state, _DIALOGUE)
    if state.drafts:
        out["drafts"] = [_draft_json(each) for each in state.drafts]
    if state.ordered is not None:
        out["ordered"] = _draft_json(state.ordered)
    if (put_off := state.deferral) is not None:
        out["deferral"] = {"trigger": put_off.trigger, "at": put_off.at, "most_fen": put_off.most_fen}
    return out


def dialogue_of(value: Json) -> Dialogue:
    """The conversation of its JSON."""
    given = _object(value)
    ordered, put_off = given.get("ordered"), given.get("deferral")
    return Dialogue(
        drafts=tuple(_draft_of(_object(each)) for each in _list(given, "drafts")),
        quote_id=_str(given, "quote_id"),
        asks=_str(given, "asks"),
        label=_str(given, "label"),
        listed=bool(given.get("listed")),
        chose=bool(given.get("chose")),
        order_id=_str(given, "order_id"),
        ordered=None if ordered is None else _draft_of(_object(ordered)),
        reason=_str(given, "reason"),
        fee_fen=_int(given, "fee_fen") or 0,
        language=_str(given, "language"),
        group_id=_str(given, "group_id"),
        deferral=None if put_off is None else _deferral_of(_object(put_off)),
    )


def _deferral_of(given: _Object) -> Deferral:
    return Deferral(_str(given, "trigger"), _str(given, "at"), _int(given, "most_fen") or 0)


def _draft_json(draft: Draft) -> dict[str, Json]:
    out = _plain(draft, _DRAFT)
    out["wanted"] = act_json(draft.wanted)
    if draft.options:
        out["options"] = [_plain(each, _OPTION) for each in draft.options]
    return out


def _draft_of(given: _Object) -> Draft:
    return Draft(
        wanted=act_of(_object(given.get("wanted"))),
        browsing=bool(given.get("browsing")),
        picked=_strs(given, "picked"),
        firm=bool(given.get("firm")),
        film=_str(given, "film"),
        options=tuple(_option_of(_object(each)) for each in _list(given, "options")),
        aside=bool(given.get("aside")),
        offered=bool(given.get("offered")),
        matched=_int(given, "matched") or 0,
        phone=_str(given, "phone"),
        contact=_str(given, "contact"),
        gift=_str(given, "gift"),
    )


def _option_of(given: _Object) -> Option:
    return Option(
        ref=_str(given, "ref"),
        title=_str(given, "title"),
        shop=_str(given, "shop"),
        price_fen=_int(given, "price_fen"),
        at=_str(given, "at"),
        offers=_strs(given, "offers"),
        metres=_int(given, "metres"),
        minutes=_int(given, "minutes"),
        rating=_int(given, "rating") or 0,
        name=_str(given, "name"),
        row=_int(given, "row") or 0,
        cols=_ints(given, "cols"),
    )


def act_of(given: _Object) -> Act:
    """The act of its JSON: the mirror of `act_json`."""
    slots = {("from_" if name == "from" else name): value for name, value in given.items()}
    people, budget, seats = slots.get("people"), slots.get("budget"), slots.get("seats")
    made: dict[str, _Slot] = {
        **slots,
        "act": ActKind(_str(given, "act")),
        "trade": Trade(_str(given, "trade")) if "trade" in given else None,
        "items": tuple(_item_of(_object(each)) for each in _list(given, "items")),
        "tags": _strs(given, "tags"),
        "time": _when_of(given.get("time")),
        "clock": _when_of(given.get("clock")),
        "people": None if people is None else People(**cast("dict[str, int]", people)),
        "budget": None if budget is None else _budget_of(_object(budget)),
        "seats": None if seats is None else _seats_of(_object(seats)),
    }
    return Act(**made)  # pyright: ignore[reportArgumentType]  # the names of the slots are the names of the JSON


def _item_of(given: _Object) -> Item:
    qty = given.get("qty")
    return Item(
        name=_str(given, "name"),
        qty=float(qty) if isinstance(qty, int | float) else None,
        unit=_str(given, "unit"),
        options=_strs(given, "options"),
        without=_strs(given, "without"),
    )


def _when_of(value: Json) -> When | None:
    if value is None:
        return None
    given = _object(value)
    return When(
        at=_str(given, "at") or None,
        from_=_str(given, "from") or None,
        to=_str(given, "to") or None,
        approx=bool(given.get("approx")),
    )


def _budget_of(given: _Object) -> Budget:
    return Budget(_int(given, "max"), _int(given, "min"), _int(given, "about"), _str(given, "per") or None)


def _seats_of(given: _Object) -> SeatWish:
    row, together = given.get("row"), given.get("together")
    return SeatWish(
        row=row if isinstance(row, str | int) else None,
        side=_str(given, "side") or None,
        together=together if isinstance(together, bool) else None,
        zone=_str(given, "zone") or None,
        cols=_ints(given, "cols"),
    )


def _plain(value: Dialogue | Draft | Option, names: Sequence[str]) -> dict[str, Json]:
    out: dict[str, Json] = {}
    for name, kept in zip(names, cast("Sequence[_Kept | None]", attrgetter(*names)(value)), strict=True):
        if kept or (kept == 0 and kept is not False):  # zero is kept
            out[name] = list(kept) if isinstance(kept, tuple) else kept
    return out


def _object(value: Json) -> _Object:
    if not isinstance(value, Mapping):
        raise Bug("a conversation's state is not an object")
    return value


def _list(given: _Object, name: str) -> Sequence[Json]:
    value = given.get(name)
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _str(given: _Object, name: str) -> str:
    value = given.get(name)
    return value if isinstance(value, str) else ""


def _strs(given: _Object, name: str) -> tuple[str, ...]:
    return tuple(each for each in _list(given, name) if isinstance(each, str))


def _ints(given: _Object, name: str) -> tuple[int, ...]:
    return tuple(each for each in _list(given, name) if isinstance(each, int))


def _int(given: _Object, name: str) -> int | None:
    value = given.get(name)
    return value if isinstance(value, int) else None
