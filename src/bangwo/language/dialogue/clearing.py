"""Clearing: a wish that was refused is taken out of the draft, so that it spoils no later sentence."""

from dataclasses import replace

from bangwo.core.errors import Code
from bangwo.domain.act import Act, ActKind
from bangwo.domain.offer import GOODS
from bangwo.language.dialogue.state import Draft

_NOT_TO_BE_HAD = frozenset({Code.ITEM_UNKNOWN, Code.SHOP_CLOSED, Code.SOLD_OUT})


def cleared(draft: Draft, code: Code, place: str = "") -> Draft:
    """The draft without the wish that was refused; `place`: the one that nobody knows.

    A number of pieces stays until another is said: without it one piece would be sold.
    """
    wanted = draft.wanted
    if code in _NOT_TO_BE_HAD and draft.trade in GOODS and not draft.options:
        return Draft(Act(act=ActKind.ORDER, trade=wanted.trade, where=wanted.where, coupon=wanted.coupon))
    match code:
        case Code.DATE_PAST | Code.DATE_TOO_FAR | Code.CLOSED_THAT_DAY | Code.NO_SHOWING:
            return replace(draft, wanted=replace(wanted, time=None, date=None, date_ref=None, clock=None))
        case Code.PLACE_UNKNOWN:
            return replace(draft, wanted=without_place(wanted, place), picked=(), firm=False)
        case Code.ROUTE_UNKNOWN:
            return replace(draft, wanted=replace(wanted, to=None), picked=(), firm=False)
        case Code.SHOP_UNKNOWN:
            return replace(draft, wanted=replace(wanted, shop=None, venue=None))
        case Code.SHOP_CLOSED:
            return replace(draft, wanted=replace(wanted, shop=None), picked=(), firm=False)
        case Code.SOLD_OUT | Code.OUT_OF_RANGE:
            return replace(draft, picked=(), firm=False)
        case Code.TITLE_UNKNOWN:
            return replace(draft, wanted=replace(wanted, title=None))
        case _:
            return draft


def without_place(wanted: Act, place: str) -> Act:
    """The wish without a place that nobody knows."""
    slots = [name for name in ("from_", "to", "city", "near", "name") if getattr(wanted, name) == place]
    return replace(wanted, **dict.fromkeys(slots))
