"""App: how a wash is asked for, ranked and told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.laundry.wash import Wash
from bangwo.app.ports import Piece
from bangwo.app.trades.way import Wish
from bangwo.core.json import Json
from bangwo.domain.act import Act
from bangwo.domain.offer import Offer
from bangwo.domain.quote import Quote
from bangwo.domain.trades import Particulars
from bangwo.language.dialogue.state import Option
from bangwo.language.dialogue.window import window_of
from bangwo.language.replies import Phrase, Say, phrase


@dataclass(frozen=True, slots=True)
class Laundry:
    """Fetched on a day, nothing kept for it."""

    located: tuple[str, ...] = ()
    held: bool = False

    def asked(self, wish: Wish) -> Mapping[str, Json]:
        window = window_of(wish.wanted, None, wish.now)
        start = window.at or window.from_ if window is not None else wish.now
        return {"date": start.date().isoformat()}

    def fits(self, offer: Offer, wish: Wish) -> bool:
        return True

    def rank(self, offer: Offer, wish: Wish) -> tuple[float, ...]:
        return (offer.price.fen,)

    def option(self, offer: Offer) -> Option:
        return Option(ref=offer.ref, title=offer.name, price_fen=offer.price.fen, offers=(offer.ref,), name=offer.name)

    def pieces(self, offer: Offer, wanted: Act) -> Sequence[Piece]:
        return [Piece(offer, wanted.count or 1)]

    def wishes(self, wanted: Act) -> tuple[str, ...]:
        return ()

    def placed(self, of: Particulars, wish: Wish) -> Particulars:
        return of

    def head(self, quote: Quote, language: str) -> Phrase:
        return phrase(Say.Q_GOODS, shop=quote.merchant_name, items=self.what(quote))

    def what(self, quote: Quote) -> str:
        wash = quote.of
        if not isinstance(wash, Wash):
            raise TypeError(quote.quote_id)
        return f"{wash.manner} ×{quote.lines[0].qty} {wash.fetched_on[5:]}"
