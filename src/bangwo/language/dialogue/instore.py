"""In the shop: what an act of food asks for that is had there, as the trade that the dialogue knows."""

from dataclasses import replace

from bangwo.domain.act import Act, ActKind, People
from bangwo.domain.offer import IN_SHOP, Trade
from bangwo.language.instore import DEAL, QUEUE, TABLE

_BY_ITEM = {TABLE: Trade.TABLE, QUEUE: Trade.QUEUE}
_NAMELESS = "团购券"


def in_shop(act: Act) -> Act:
    """A table, a number or a voucher with the slots of its own trade; any other act as it is.

    `name`: the restaurant or its kind; `people`: the party; `title` and `count`: the deal, and how many of it.
    """
    if act.trade is not Trade.FOOD or act.act not in (ActKind.ORDER, ActKind.SEARCH) or not act.items:
        return act
    item = act.items[0]
    count = int(item.qty) if item.qty else None
    kinds = "".join(tag for tag in act.tags if tag != DEAL)
    asked = replace(act, items=(), shop=None, tags=(), name=act.shop or kinds or None)
    if (trade := _BY_ITEM.get(item.name)) is not None:
        return replace(asked, trade=trade, people=People(adult=count) if count else None)
    if DEAL in act.tags:
        title = "" if item.name == _NAMELESS else item.name
        return replace(asked, trade=Trade.VOUCHER, title=title or None, count=count)
    return act


def heard_as(trade: Trade) -> Trade:
    """The trade of the contract whose answers (a name, a day, how many) those of a trade of ours are most like."""
    return Trade.ATTRACTION if trade in IN_SHOP else trade


def party(wanted: Act) -> int:
    """How many come; none where nobody was told."""
    people = wanted.people
    if people is not None:
        return sum(each or 0 for each in (people.adult, people.child, people.senior))
    return wanted.count or 0
