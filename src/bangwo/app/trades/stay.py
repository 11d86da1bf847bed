"""Hotels: by town, landmark or name, by day, nights, rooms and guests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bangwo.app.ports import Piece
from bangwo.app.trades.way import Wish, day, heads
from bangwo.core.errors import Code, Refused
from bangwo.core.json import Json
from bangwo.domain.act import Act
from bangwo.domain.offer import Offer
from bangwo.domain.quote import Quote
from bangwo.domain.trades import Particulars, Stay
from bangwo.language.dialogue.state import Option
from bangwo.language.dialogue.window import window_of
from bangwo.language.replies import Phrase, Say, phrase

NEAR_MAX_M = 5000
"""What is farther from the place that was named is not near it."""
NEAR_STEP_M = 500
"""Of two that are so close, the better rated comes first."""


@dataclass(frozen=True, slots=True)
class Stays:
    """Rooms × nights × guests."""

    located: tuple[str, ...] = ()
    held: bool = True

    def asked(self, wish: Wish) -> Mapping[str, Json]:
        """Where, from when, how long."""
        wanted, window = wish.wanted, window_of(wish.wanted, None, wish.now)
        start = window.at or window.from_ if window is not None else wish.now
        if wanted.nights is not None and wanted.nights < 1:
            raise Refused(Code.DATE_ORDER)
        out: dict[str, Json] = {
            "check_in": start.date().isoformat(),
            "nights": wanted.nights or 1,
            "rooms": wanted.rooms or 1,
        }
        if guests := heads(wanted.people):
            out["guests"] = guests
        for slot, name in (("city", "city"), ("near", "near"), ("name", "text"), ("room_type", "room_type")):
            if value := getattr(wanted, slot):
                out[name] = value
        return out

    def fits(self, offer: Offer, wish: Wish) -> bool:
        """Stars, breakfast, kind of room, and whether all guests go in."""
        stay, wanted = _stay(offer), wish.wanted
        guests, rooms = heads(wanted.people), wanted.rooms or 1
        return (
            (wanted.stars is None or stay.stars == wanted.stars)
            and (not wanted.breakfast or stay.breakfast)
            and (not wanted.room_type or stay.room_type == wanted.room_type)
            and guests <= stay.guests_max * rooms
            and (stay.metres is None or stay.metres <= NEAR_MAX_M)
            and (offer.measured is None or offer.measured.left >= rooms)
        )

    def rank(self, offer: Offer, wish: Wish) -> tuple[float, ...]:
        """By the person's words; else near the place that was named, else the best rated. Nobody is bound unasked."""
        stay = _stay(offer)
        bound = not stay.refundable
        match wish.wanted.sort:
            case "cheapest":
                return (offer.price.fen,)
            case "best_rated" | "popular":
                return (-stay.rating, bound, offer.price.fen)
            case _:
                pass
        if stay.metres is not None:
            return (stay.metres // NEAR_STEP_M, -stay.rating, bound, offer.price.fen)
        return (-stay.rating, bound, offer.price.fen)

    def option(self, offer: Offer) -> Option:
        """Hotel and room."""
        stay = _stay(offer)
        return Option(
            ref=offer.ref,
            title=f"{stay.hotel} {stay.room}",
            shop=stay.hotel,
            price_fen=offer.price.fen,
            at=stay.check_in,
            offers=(offer.ref,),
            metres=stay.metres,
            rating=stay.rating,
            name=stay.hotel,
        )

    def pieces(self, offer: Offer, wanted: Act) -> Sequence[Piece]:
        """So many rooms; refused when they do not hold all guests."""
        rooms = wanted.rooms or 1
        if heads(wanted.people) > _stay(offer).guests_max * rooms:
            raise Refused(Code.TOO_MANY_GUESTS)
        return [Piece(offer, rooms)]

    def wishes(self, wanted: Act) -> tuple[str, ...]:
        """Rooms have none that a hold can meet."""
        return ()

    def placed(self, of: Particulars, wish: Wish) -> Particulars:
        """Nothing is added."""
        return of

    def head(self, quote: Quote, language: str) -> Phrase:
        """Hotel, day, nights, room."""
        stay = quote.of
        if not isinstance(stay, Stay):
            raise TypeError(quote.quote_id)
        return phrase(
            Say.Q_STAY,
            hotel=stay.hotel,
            address=stay.address,
            day=day(stay.check_in),
            nights=stay.nights,
            room=stay.room,
            count=sum(line.qty for line in quote.lines),
            goods_fen=quote.goods.fen,
        )

    def what(self, quote: Quote) -> str:
        """全季酒店(杭州西湖店) 02-14."""
        stay = quote.of
        if not isinstance(stay, Stay):
            raise TypeError(quote.quote_id)
        return f"{stay.hotel} {day(stay.check_in)}"


def _stay(offer: Offer) -> Stay:
    stay = offer.measured.of if offer.measured else None
    if not isinstance(stay, Stay):
        raise TypeError(offer.ref)
    return stay
