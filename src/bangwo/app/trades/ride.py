"""Rides: a car from one point of the map to another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bangwo.app.ports import Piece
from bangwo.app.trades.way import Wish
from bangwo.core.clock import LOCAL
from bangwo.core.json import Json
from bangwo.domain.act import Act
from bangwo.domain.offer import Offer
from bangwo.domain.place import Address
from bangwo.domain.quote import Quote
from bangwo.domain.trades import Particulars, Ride
from bangwo.language.dialogue.state import Option
from bangwo.language.dialogue.window import window_of
from bangwo.language.replies import Phrase, Say, phrase, sentence


@dataclass(frozen=True, slots=True)
class Rides:
    """At once, or at a moment that was named."""

    located: tuple[str, ...] = ("from_", "to")
    held: bool = False

    def asked(self, wish: Wish) -> Mapping[str, Json]:
        """Both points, and when."""
        out: dict[str, Json] = {"from": _point(wish.places["from_"]), "to": _point(wish.places["to"])}
        window = window_of(wish.wanted, None, wish.now)
        if window is not None and not window.whole_day:
            out["pickup_at"] = (window.at or window.from_).isoformat()
        return out

    def fits(self, offer: Offer, wish: Wish) -> bool:
        """The kind of car."""
        return wish.wanted.car in (None, _ride(offer).car)

    def rank(self, offer: Offer, wish: Wish) -> tuple[float, ...]:
        """The one that comes first where that was wished, else the cheapest."""
        ride = _ride(offer)
        if wish.wanted.sort in ("fastest", "nearest", "earliest"):
            return (ride.wait_minutes, offer.price.fen)
        return (offer.price.fen,)

    def option(self, offer: Offer) -> Option:
        """The kind of car."""
        ride = _ride(offer)
        return Option(
            ref=offer.ref,
            title=sentence(Say.CAR, {"car": ride.car}, "zh-Hans"),
            price_fen=offer.price.fen,
            offers=(offer.ref,),
            minutes=ride.wait_minutes,
            name=ride.car,
        )

    def pieces(self, offer: Offer, wanted: Act) -> Sequence[Piece]:
        """One car."""
        return [Piece(offer, 1)]

    def wishes(self, wanted: Act) -> tuple[str, ...]:
        """None."""
        return ()

    def placed(self, of: Particulars, wish: Wish) -> Particulars:
        """With the labels of the address book."""
        if not isinstance(of, Ride) or not wish.places:
            return of
        return replace(of, start_label=wish.places["from_"].label, end_label=wish.places["to"].label)

    def head(self, quote: Quote, language: str) -> Phrase:
        """Car, from where, to where, when."""
        ride = quote.of
        if not isinstance(ride, Ride):
            raise TypeError(quote.quote_id)
        at = ride.pickup_at
        soon = sentence(Say.CAR_SOON, {"minutes": ride.wait_minutes}, language)
        then = sentence(Say.CAR_AT, {"at": at.astimezone(LOCAL).strftime("%m-%d %H:%M")}, language) if at else soon
        return phrase(
            Say.Q_RIDE,
            car=ride.car,
            start=_named(ride.start_label, ride.start),
            end=_named(ride.end_label, ride.end),
            pickup=then,
            minutes=ride.minutes,
            goods_fen=quote.goods.fen,
        )

    def what(self, quote: Quote) -> str:
        """打车到火车站."""
        ride = quote.of
        if not isinstance(ride, Ride):
            raise TypeError(quote.quote_id)
        return f"{ride.start_label or ride.start}→{ride.end_label or ride.end}"


def _named(label: str, text: str) -> str:
    return f"{label}（{text}）" if label and label != text else text


def _point(place: Address) -> Json:
    return {"lat": place.point.lat, "lon": place.point.lon, "text": place.text}


def _ride(offer: Offer) -> Ride:
    ride = offer.measured.of if offer.measured else None
    if not isinstance(ride, Ride):
        raise TypeError(offer.ref)
    return ride
