"""Flights and trains: by day, time, number, carrier and cabin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bangwo.app.ports import Piece
from bangwo.app.trades.way import Wish, by_kind
from bangwo.core.clock import LOCAL
from bangwo.core.json import Json
from bangwo.domain.act import Act
from bangwo.domain.offer import Offer
from bangwo.domain.quote import Quote
from bangwo.domain.trades import Journey, Particulars
from bangwo.language.dialogue.state import Option
from bangwo.language.dialogue.window import window_of
from bangwo.language.replies import Phrase, Say, phrase, sentence

_BERTHS = {"下": "lower", "中": "middle", "上": "upper"}


@dataclass(frozen=True, slots=True)
class Journeys:
    """`kind`: flight or train."""

    kind: str
    located: tuple[str, ...] = ()
    held: bool = True

    def asked(self, wish: Wish) -> Mapping[str, Json]:
        """Both ends and the day."""
        wanted, window = wish.wanted, window_of(wish.wanted, None, wish.now)
        at = window.at or window.from_ if window is not None else wish.now
        out: dict[str, Json] = {"kind": self.kind, "from": wanted.from_, "to": wanted.to, "date": at.date().isoformat()}
        if wanted.cabin:
            out["cabin"] = wanted.cabin
        return out

    def fits(self, offer: Offer, wish: Wish) -> bool:
        """Its number, carrier and time of departure."""
        journey, wanted = _journey(offer), wish.wanted
        window = window_of(wanted, None, wish.now)
        in_time = window is None or window.whole_day or window.from_ <= journey.departs_at < window.to
        exact = window is None or window.at is None or window.approx or journey.departs_at == window.at
        carrier = (wanted.carrier or "").removesuffix("航空").removesuffix("航")
        numbered = not wanted.number or journey.number.lower() == wanted.number.lower()
        return in_time and exact and carrier in journey.carrier and numbered

    def rank(self, offer: Offer, wish: Wish) -> tuple[float, ...]:
        """By the person's words; near the moment that was named; else the cheapest."""
        journey, window = _journey(offer), window_of(wish.wanted, None, wish.now)
        starts = journey.departs_at.timestamp()
        standing = journey.cabin == "no_seat" and wish.wanted.cabin != "no_seat"
        match wish.wanted.sort:
            case "earliest":
                return (starts,)
            case "latest":
                return (-starts,)
            case "fastest":
                return ((journey.arrives_at - journey.departs_at).total_seconds(), offer.price.fen)
            case _:
                pass
        if window is not None and window.at is not None:
            return (standing, abs((journey.departs_at - window.at).total_seconds()), offer.price.fen)
        return (standing, offer.price.fen, starts)

    def option(self, offer: Offer) -> Option:
        """Number, ends and times."""
        journey = _journey(offer)
        arrives = journey.arrives_at.astimezone(LOCAL).strftime("%H:%M")
        cabin = sentence(Say.CABIN, {"cabin": journey.cabin}, "zh-Hans") if journey.cabin else ""
        return Option(
            ref=offer.ref,
            title=f"{journey.number} {journey.start}→{journey.end} {arrives}到 {cabin}".strip(),
            shop=journey.carrier,
            price_fen=offer.price.fen,
            at=journey.departs_at.isoformat("T", "minutes"),
            offers=(offer.ref,),
            minutes=int((journey.arrives_at - journey.departs_at).total_seconds() // 60),
            name=journey.number,
        )

    def pieces(self, offer: Offer, wanted: Act) -> Sequence[Piece]:
        """A seat for everybody."""
        return by_kind(offer, wanted.people, wanted.count or 1)

    def wishes(self, wanted: Act) -> tuple[str, ...]:
        """Window, aisle, together, berths."""
        seats = wanted.seats
        if seats is None:
            return ()
        side = (seats.side,) if seats.side in ("window", "aisle") else ()
        berth = tuple(word for mark, word in _BERTHS.items() if mark in (seats.zone or ""))
        front = ("front",) if seats.row == "front" else ()
        return (*side, *berth, *front, *(("together",) if seats.together else ()))

    def placed(self, of: Particulars, wish: Wish) -> Particulars:
        """Nothing is added."""
        return of

    def head(self, quote: Quote, language: str) -> Phrase:
        """Number, when, from where, to where."""
        journey = quote.of
        if not isinstance(journey, Journey):
            raise TypeError(quote.quote_id)
        return phrase(
            Say.Q_JOURNEY,
            number=journey.number,
            carrier=journey.carrier,
            when=journey.departs_at.astimezone(LOCAL).strftime("%m-%d %H:%M"),
            start=str(journey.start),
            end=str(journey.end),
            at=journey.arrives_at.astimezone(LOCAL).strftime("%H:%M"),
            cabin=journey.cabin,
            count=sum(line.qty for line in quote.lines),
            goods_fen=quote.goods.fen,
        )

    def what(self, quote: Quote) -> str:
        """G7 02-14 北京南→上海虹桥."""
        journey = quote.of
        if not isinstance(journey, Journey):
            raise TypeError(quote.quote_id)
        when = journey.departs_at.astimezone(LOCAL).strftime("%m-%d %H:%M")
        return f"{journey.number} {when} {journey.start}→{journey.end}"


def _journey(offer: Offer) -> Journey:
    journey = offer.measured.of if offer.measured else None
    if not isinstance(journey, Journey):
        raise TypeError(offer.ref)
    return journey
