"""Tables and numbers: at a restaurant, for a party, at a moment or as soon as one is free."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bangwo.app.ports import Piece
from bangwo.app.trades.way import Wish
from bangwo.core.clock import LOCAL
from bangwo.core.json import Json
from bangwo.domain.act import Act
from bangwo.domain.offer import Offer
from bangwo.domain.quote import Quote
from bangwo.domain.trades import Particulars, Table
from bangwo.language.dialogue.instore import party
from bangwo.language.dialogue.state import Option
from bangwo.language.dialogue.window import window_of
from bangwo.language.replies import Phrase, Say, phrase, sentence


@dataclass(frozen=True, slots=True)
class Tables:
    """`queue`: no moment is agreed."""

    queue: bool
    located: tuple[str, ...] = ("near",)
    held: bool = True

    def asked(self, wish: Wish) -> Mapping[str, Json]:
        """Where, for how many, and when."""
        out: dict[str, Json] = {"kind": "queue" if self.queue else "table", "party": party(wish.wanted)}
        if wish.wanted.name:
            out["text"] = wish.wanted.name
        if (near := wish.places.get("near")) is not None:
            out["near"] = {"lat": near.point.lat, "lon": near.point.lon}
        window = None if self.queue else window_of(wish.wanted, None, wish.now)
        if window is not None:
            out["at"] = (window.at or window.from_).isoformat()
        return out

    def fits(self, offer: Offer, wish: Wish) -> bool:
        """At the very moment that was named, or within the time that was."""
        window = None if self.queue else window_of(wish.wanted, None, wish.now)
        if window is None:
            return True
        at = _table(offer).at
        return at == window.at if window.at is not None and not window.approx else window.from_ <= at < window.to

    def rank(self, offer: Offer, wish: Wish) -> tuple[float, ...]:
        """By the person's words; else the nearest to the moment that was named, then near, then the best rated."""
        table = _table(offer)
        window = None if self.queue else window_of(wish.wanted, None, wish.now)
        away = abs((table.at - window.at).total_seconds()) if window is not None and window.at is not None else 0
        match wish.wanted.sort:
            case "best_rated" | "popular":
                return (-table.rating, away)
            case "nearest":
                return (table.metres or 0, away)
            case "fastest":
                return (table.wait_minutes, -table.rating)
            case "cheapest":
                return (offer.price.fen, away)
            case _:
                return (away, table.wait_minutes, (table.metres or 0) // 500, -table.rating)

    def option(self, offer: Offer) -> Option:
        """The restaurant, when, and what is left for it."""
        table = _table(offer)
        at = table.at.astimezone(LOCAL)
        return Option(
            ref=offer.ref,
            title=table.shop if self.queue else f"{table.shop} {at.strftime('%H:%M')}",
            shop=table.shop,
            price_fen=offer.price.fen,
            at="" if self.queue else at.isoformat("T", "minutes"),
            offers=(offer.ref,),
            metres=table.metres,
            minutes=table.wait_minutes if self.queue else None,
            rating=table.rating,
            name=offer.ref,
        )

    def pieces(self, offer: Offer, wanted: Act) -> Sequence[Piece]:
        """One table."""
        return [Piece(offer, 1)]

    def wishes(self, wanted: Act) -> tuple[str, ...]:
        """None that a hold can meet."""
        return ()

    def placed(self, of: Particulars, wish: Wish) -> Particulars:
        """Nothing is added."""
        return of

    def head(self, quote: Quote, language: str) -> Phrase:
        """Restaurant, party, and when or how many wait."""
        table = quote.of
        if not isinstance(table, Table):
            raise TypeError(quote.quote_id)
        if self.queue:
            code = Say.Q_NUMBER if table.ahead else Say.Q_NUMBER_NOW
            ahead = {"ahead": table.ahead, "minutes": table.wait_minutes}
            return phrase(code, shop=table.shop, address=table.address, party=table.party, **ahead)
        deposit = sentence(Say.DEPOSIT if quote.goods else Say.NO_DEPOSIT, {"goods_fen": quote.goods.fen}, language)
        when = table.at.astimezone(LOCAL).strftime("%m-%d %H:%M")
        facts = {"shop": table.shop, "address": table.address, "when": when, "deposit": deposit}
        return phrase(Say.Q_TABLE, party=table.party, **facts)

    def what(self, quote: Quote) -> str:
        """蜀里老火锅 02-10 19:00 4位."""
        table = quote.of
        if not isinstance(table, Table):
            raise TypeError(quote.quote_id)
        when = "排号" if self.queue else table.at.astimezone(LOCAL).strftime("%m-%d %H:%M")
        return f"{table.shop} {when} {table.party}位"


def _table(offer: Offer) -> Table:
    table = offer.measured.of if offer.measured else None
    if not isinstance(table, Table):
        raise TypeError(offer.ref)
    return table
