"""Explanations: the shape of why a quote is what it is."""

from bangwo.edge.documents import DiscountShape, Shape


class RankedShape(Shape):
    """One that matched, with what it can be ranked by."""

    ref: str
    title: str
    shop: str | None = None
    price_fen: int | None = None
    metres: int | None = None
    minutes: int | None = None
    rating: int | None = None
    at: str | None = None


class RankingShape(Shape):
    """By which word (empty: none was said), out of how many, at which place (0: not among the first); the first few."""

    by: str
    matched: int
    place: int
    chosen: bool
    within_fen: int | None
    first: list[RankedShape]


class FeeShape(Shape):
    """A charge beside the goods."""

    kind: str
    fen: int


class PriceShape(Shape):
    """How a price is made up, and when it was worked out."""

    goods_fen: int
    fees: list[FeeShape]
    member_fen: int
    discounts: list[DiscountShape]
    pay_fen: int
    at: str


class CutShape(Shape):
    """What one card or price takes off."""

    title: str
    card_id: str
    fen: int


class BeatenShape(Shape):
    """Another way to use cards: it takes so much less off. `lost`: less, more_cards, later, larger."""

    cuts: list[CutShape]
    off_fen: int
    less_fen: int
    lost: str


class LeftShape(Shape):
    """A card or price that does not count, and why: a word of `domain/campaigns/scoping.Why`."""

    title: str
    card_id: str
    why: str


class CardsShape(Shape):
    """How cards were chosen. `looked`: weighed, unwanted, exhausted; `as_then`: whether it could be worked out anew."""

    looked: str
    as_then: bool
    off_fen: int
    taken: list[CutShape]
    others: list[BeatenShape]
    left: list[LeftShape]


class ExplanationShape(Shape):
    """Why a quote is what it is, in words and in figures."""

    quote_id: str
    reply: str
    ranking: RankingShape | None
    price: PriceShape
    cards: CardsShape
