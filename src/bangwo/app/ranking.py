"""Ranking: which of the offers that fit is put forward first."""

from collections.abc import Callable
from dataclasses import dataclass
from math import log10

from bangwo.app.ports import Hit
from bangwo.core.errors import Refused
from bangwo.domain.act import Act, Item
from bangwo.domain.menu import Fitted
from bangwo.domain.money import ZERO, Money, total
from bangwo.domain.offer import Merchant
from bangwo.domain.pricing import piece_price

FIT_THING = 95
FIT_KIND = 80
FIT_WORDS = 50
_PLAIN = frozenset({"", "鲜", "新鲜", "原味", "经典", "招牌", "普通", "传统", "纯", "本地"})
"""What may stand before the words of a person without making another thing of it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer for one item: how its menu fits, and how many pieces are meant (None: cannot be told)."""

    hit: Hit
    item: Item
    fitting: Fitted
    qty: int | None

    @property
    def amount(self) -> Money:
        """The price of the pieces, with the choices meant where the menu allows them. Worked out anew each time."""
        offer = self.hit.offer
        try:
            price = piece_price(offer, self.fitting.choice_ids)
        except Refused:
            price = offer.price
        return price * (self.qty or 1)

    @property
    def faults(self) -> int:
        """How much of what was asked it cannot do."""
        unwanted = sum(each in self.hit.offer.name for each in self.item.without)
        return len(self.fitting.missing) + (self.qty is None) + self.short + unwanted

    @property
    def short(self) -> bool:
        """Whether there is not enough of it left."""
        stock = self.hit.offer.stock
        return stock is not None and self.qty is not None and self.qty > stock


@dataclass(frozen=True, slots=True)
class Basket:
    """One shop's candidates, one for each item that it has: of hundreds that fit only the best of each shop is priced.

    `lines`: the items that the shop has; `goods`: what they cost; `fee`: what delivery costs.
    """

    merchant: Merchant
    candidates: tuple[Candidate | None, ...]
    metres: int | None
    lines: tuple[Candidate, ...]
    goods: Money
    fee: Money

    @classmethod
    def of(cls, merchant: Merchant, candidates: tuple[Candidate | None, ...], metres: int | None) -> "Basket":
        """A basket, priced."""
        lines = tuple(each for each in candidates if each is not None)
        goods, delivery = total(each.amount for each in lines), merchant.delivery
        fee = ZERO if delivery is None else delivery.fee_for(goods)
        return cls(merchant, candidates, metres, lines, goods, fee)

    @property
    def whole(self) -> Money:
        """The items and their delivery."""
        return self.goods + self.fee

    @property
    def deliverable(self) -> bool:
        """Whether it is enough to be delivered."""
        delivery = self.merchant.delivery
        return delivery is None or self.goods >= delivery.minimum

    @property
    def faults(self) -> int:
        """How much of what was asked it cannot do."""
        return sum(each.faults for each in self.lines)


def plainness(said: str, name: str) -> int:
    """Whether a thing is just what was said, with nothing added: 鲜鸡蛋 for 鸡蛋, not 富硒鸡蛋, nor 鲜鸡蛋30枚."""
    return int(bool(said) and name.endswith(said) and name.removesuffix(said) in _PLAIN)


def candidate_rank(sort: str | None) -> Callable[[Candidate], tuple[float, ...]]:
    """Best first, of one shop's offers for one item."""

    def rank(each: Candidate) -> tuple[float, ...]:
        offer = each.hit.offer
        kind, named = _far_off(each)
        if sort == "cheapest":
            return (each.faults, kind, named, each.amount.fen)
        plain = plainness(each.item.name, offer.name)
        return (each.faults, kind, named, -min(each.hit.fit, 95), -plain, -_liked(each), offer.price.fen)

    return rank


def _far_off(each: Candidate) -> tuple[int, int]:
    """Whether it is another kind of thing than what was said, and whether it is called otherwise."""
    return int(each.hit.fit < FIT_KIND), int(each.item.name not in each.hit.offer.name)


def _liked(each: Candidate) -> float:
    """Stars in tenths, and that many have bought it."""
    return each.hit.offer.rating + 1.5 * log10(each.hit.offer.sold + 1)


def rank(wanted: Act) -> Callable[[Basket], tuple[float, ...]]:
    """Best first, by the person's words; else what is liked, near, quick and cheap to bring, fitting the words best."""

    def rank(basket: Basket) -> tuple[float, ...]:
        fits = max(_far_off(each) for each in basket.lines)
        whole, delivery = basket.whole.fen, basket.merchant.delivery
        far, minutes = basket.metres or 0, delivery.minutes if delivery else 0
        match wanted.sort:
            case "cheapest":
                first: float = whole
            case "nearest":
                first = far
            case "fastest":
                first = minutes
            case "best_rated":
                first = -basket.merchant.rating
            case "popular":
                first = -sum(each.hit.offer.sold for each in basket.lines)
            case _:
                first = -_merit(basket)
        return (*fits, first, whole, far)

    return rank


def _merit(basket: Basket) -> float:
    """Points: for stars, fit, plainness and a shop that is known for it, against kilometres and yuan."""
    lines, merchant = basket.lines, basket.merchant
    stars = (merchant.rating + sum(map(_liked, lines)) / len(lines) - 3) / 2 - 40
    fit = sum(min(each.hit.fit, 95) / 20 + 4 * plainness(each.item.name, each.hit.offer.name) for each in lines)
    known = any(each.item.name and each.item.name in (*merchant.tags, merchant.name) for each in lines)
    named = any(each.item.name and each.item.name in merchant.name for each in lines)
    near = (basket.metres or 0) / 400 + basket.fee.fen / 200
    return fit / len(lines) + stars + known + named - near - basket.whole.fen / 800
