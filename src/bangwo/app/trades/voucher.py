"""Vouchers: deals of restaurants, by the restaurant, its kind, or the deal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bangwo.app.ports import Piece
from bangwo.app.trades.way import Wish, day
from bangwo.core.clock import LOCAL
from bangwo.core.json import Json
from bangwo.domain.act import Act
from bangwo.domain.offer import Offer
from bangwo.domain.quote import Quote
from bangwo.domain.trades import Particulars, Voucher
from bangwo.language.dialogue.state import Option
from bangwo.language.replies import Phrase, Say, phrase


@dataclass(frozen=True, slots=True)
class Vouchers:
    """Deals × pieces."""

    located: tuple[str, ...] = ("near",)
    held: bool = True

    def asked(self, wish: Wish) -> Mapping[str, Json]:
        """Of whom, or of what."""
        wanted = wish.wanted
        out: dict[str, Json] = {}
        if name := wanted.name or wanted.title:
            out["text"] = name
        if wanted.title:
            out["deal"] = wanted.title
        if (near := wish.places.get("near")) is not None:
            out["near"] = {"lat": near.point.lat, "lon": near.point.lon}
        return out

    def fits(self, offer: Offer, wish: Wish) -> bool:
        """The provider has found what fits."""
        return True

    def rank(self, offer: Offer, wish: Wish) -> tuple[float, ...]:
        """By the person's words; else as the provider orders it."""
        voucher = _voucher(offer)
        match wish.wanted.sort:
            case "cheapest":
                return (offer.price.fen,)
            case "nearest":
                return (voucher.metres or 0,)
            case "best_rated" | "popular":
                return (-voucher.rating,)
            case _:
                return ()

    def option(self, offer: Offer) -> Option:
        """Restaurant and deal."""
        voucher = _voucher(offer)
        return Option(
            ref=offer.ref,
            title=voucher.deal,
            shop=voucher.shop,
            price_fen=offer.price.fen,
            offers=(offer.ref,),
            metres=voucher.metres,
            rating=voucher.rating,
            name=f"{voucher.shop} {voucher.deal}",
        )

    def pieces(self, offer: Offer, wanted: Act) -> Sequence[Piece]:
        """As many as were said, else one."""
        return [Piece(offer, wanted.count or 1)]

    def wishes(self, wanted: Act) -> tuple[str, ...]:
        """None."""
        return ()

    def placed(self, of: Particulars, wish: Wish) -> Particulars:
        """Nothing is added."""
        return of

    def head(self, quote: Quote, language: str) -> Phrase:
        """Restaurant, deal, what is in it, what it is worth."""
        voucher = quote.of
        if not isinstance(voucher, Voucher):
            raise TypeError(quote.quote_id)
        return phrase(
            Say.Q_VOUCHER,
            shop=voucher.shop,
            address=voucher.address,
            deal=voucher.deal,
            contents=voucher.contents,
            worth_fen=voucher.worth.fen * sum(line.qty for line in quote.lines),
            count=sum(line.qty for line in quote.lines),
            goods_fen=quote.goods.fen,
            until=day(voucher.valid_until.astimezone(LOCAL).isoformat()),
        )

    def what(self, quote: Quote) -> str:
        """蜀里老火锅 双人套餐 ×2."""
        voucher = quote.of
        if not isinstance(voucher, Voucher):
            raise TypeError(quote.quote_id)
        many = sum(line.qty for line in quote.lines)
        return f"{voucher.shop} {voucher.deal}{f' ×{many}' if many > 1 else ''}"


def _voucher(offer: Offer) -> Voucher:
    voucher = offer.measured.of if offer.measured else None
    if not isinstance(voucher, Voucher):
        raise TypeError(offer.ref)
    return voucher
