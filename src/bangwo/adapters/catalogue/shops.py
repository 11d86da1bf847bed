"""Shops: merchants by what people call them, and whether they can reach a place."""

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence

from bangwo.adapters.catalogue.words import meanings, plain
from bangwo.domain.offer import Merchant, Trade
from bangwo.domain.place import Point

Key = tuple[str, str]
"""(provider, merchant)"""

_REMEMBERED_MAX = 1000
_NEAR_STEP_M = 2000
_BRANCH = re.compile(r"[(（].*?[)）]|[·•].*$")


def key(merchant: Merchant) -> Key:
    """What a merchant is kept under."""
    return merchant.provider_id, merchant.merchant_id


def distance_class(merchant: Merchant, near: Point) -> int:
    """0 for a merchant that delivers there, more the farther one is that has to be gone to, 99 for one that cannot."""
    metres = merchant.point.metres_to(near)
    if merchant.delivery is None:
        return min(metres // _NEAR_STEP_M, 98)
    return 0 if merchant.delivery.reaches(metres) else 99


class Shops:
    """All merchants."""

    def __init__(self) -> None:
        self._merchants: dict[Key, Merchant] = {}
        self._called: dict[Key, tuple[str, ...]] = {}
        self._tags: dict[Key, frozenset[str]] = {}
        self._remembered: OrderedDict[tuple[Trade, str], frozenset[Key]] = OrderedDict()

    def get(self, key: Key) -> Merchant | None:
        """The merchant of a key."""
        return self._merchants.get(key)

    def put(self, merchant: Merchant) -> bool:
        """Add a merchant or change it; whether it is now called otherwise."""
        names = _names(merchant)
        self._merchants[key(merchant)] = merchant
        self._tags[key(merchant)] = frozenset(map(plain, merchant.tags))
        if self._called.get(key(merchant)) == names:
            return False
        self._called[key(merchant)] = names
        self._remembered.clear()
        return True

    def drop(self, gone: Key) -> bool:
        """Forget a merchant; whether it was known."""
        self._called.pop(gone, None)
        self._tags.pop(gone, None)
        self._remembered.clear()
        return self._merchants.pop(gone, None) is not None

    def tags(self, key: Key) -> frozenset[str]:
        """The plain tags of a merchant."""
        return self._tags.get(key, frozenset())

    def of(self, trade: Trade) -> Sequence[Merchant]:
        """The merchants of a trade."""
        return [each for each in self._merchants.values() if each.trade is trade]

    def all(self) -> Iterator[Merchant]:
        """Every merchant."""
        return iter(self._merchants.values())

    def called(self, trade: Trade, said: str) -> frozenset[Key]:
        """The merchants that someone may mean, by the best way in which any is meant; none is no error."""
        known = self._remembered.get((trade, said))
        if known is None:
            known = self._remembered[trade, said] = self._meant(trade, meanings(said))
            if len(self._remembered) > _REMEMBERED_MAX:
                self._remembered.popitem(last=False)
        return known

    def _meant(self, trade: Trade, words: Sequence[str]) -> frozenset[Key]:
        classes: dict[int, set[Key]] = {}
        for each, names in self._called.items():
            if self._merchants[each].trade is trade and (how := max(map(_meant_by, [words] * len(names), names))):
                classes.setdefault(how, set()).add(each)
        return frozenset(classes[max(classes)]) if classes else frozenset()


def spoken(merchant: Merchant) -> tuple[str, ...]:
    """What people call it: as written, without its branch, and the aliases."""
    return tuple(dict.fromkeys((merchant.name, _BRANCH.sub("", merchant.name).strip(), *merchant.aliases)))


def _names(merchant: Merchant) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in map(plain, spoken(merchant)) if name))


def _meant_by(words: Sequence[str], name: str) -> int:
    """3: that is its name; 2: what was said is in its name; 1: its name is in what was said. One sign names nothing."""
    if name in words:
        return 3
    if any(len(word) > 1 and word in name for word in words):
        return 2
    return 1 if len(name) > 1 and any(name in word for word in words) else 0
