"""Units: how many pieces of an offer are meant by an amount as said."""

import re

from bangwo.domain.act import Item
from bangwo.domain.offer import Offer, Trade

_ANY = frozenset({"", "份", "件", "样", "单", "点", "些"})
"""Words for so many of whatever it is sold by."""
_SINGLE = frozenset({"个", "只", "枚", "颗", "粒", "根", "块", "条", "片", "支", "朵", "头", "棵"})
_LOOSE = frozenset({"把", "捆", "扎", "束", "串", "碗", "盘"})
"""What is gathered by hand, or served: one of it is one portion."""
_PORTIONS = frozenset({"份", *_LOOSE})
_SINGLY, _SINGLY_FROM = "蛋", 3
"""A dozen eggs are twelve of them, and not twelve boxes."""
_SAME: tuple[frozenset[str], ...] = (
    frozenset({"盒", "板"}),
    frozenset({"袋", "包"}),
    frozenset({"罐", "听"}),
    frozenset({"台", "部"}),
    frozenset({"斤", "500g", "500克"}),
    frozenset({"公斤", "千克", "kg", "1kg"}),
)
_SINGLES_SOLD = _SINGLE | _ANY


def pieces(item: Item, offer: Offer, trade: Trade) -> int | None:
    """The pieces to buy; None when the unit said is not the one it is sold by, so that a number would be a guess."""
    qty = 1 if item.qty is None else int(item.qty)
    said, sold_by = item.unit, offer.unit
    if trade is not Trade.FOOD and not said and qty >= _SINGLY_FROM and _SINGLY in offer.name:
        said = "个"
    if trade is Trade.FOOD or said in _ANY or said == sold_by or (said in _SINGLE and sold_by in _SINGLES_SOLD):
        return qty
    if said in _LOOSE and sold_by in _PORTIONS:
        return qty
    if any(said in same and sold_by in same for same in _SAME):
        return qty
    if said in _SINGLE and re.search(rf"(?<!\d){qty}[枚个只颗粒片]", offer.name):
        return 1  # 30个 of 鲜鸡蛋30枚 is one box
    return qty if said in _SINGLE and qty == 1 else None
