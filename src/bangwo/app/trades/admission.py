"""Sights: by name, day and kinds of people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bangwo.app.ports import Piece
from bangwo.app.trades.way import Wish, by_kind, day
from bangwo.core.json import Json
from bangwo.domain.act import Act
from bangwo.domain.offer import Offer
from bangwo.domain.quote import Quote
from bangwo.domain.trades import Admission, Particulars
from bangwo.language.dialogue.state import Option
from bangwo.language.dialogue.window import window_of
from bangwo.language.replies import Phrase, Say, kind_word, phrase, sentence


@dataclass(frozen=True, slots=True)
class Admissions:
    """Tickets of a day."""

    located: tuple[str, ...] = ()
    held: bool = True

    def asked(self, wish: Wish) -> Mapping[str, Json]:
        """Which sight and which day."""
        wanted, window = wish.wanted, window_of(wish.wanted, None, wish.now)
        start = window.at or window.from_ if window is not None else wish.now
        out: dict[str, Json] = {"date": start.date().isoformat()}
        for slot, name in (("city", "city"), ("name", "text"), ("near", "near")):
            if value := getattr(wanted, slot):
                out[name] = value
        return out

    def fits(self, offer: Offer, wish: Wish) -> bool:
        """The provider has found what fits."""
        return True

    def rank(self, offer: Offer, wish: Wish) -> tuple[float, ...]:
        """By the person's words; else as the provider orders it."""
        match wish.wanted.sort:
            case "cheapest":
                return (offer.price.fen,)
            case "best_rated" | "popular":
                return (-_admission(offer).rating,)
            case _:
                return ()

    def option(self, offer: Offer) -> Option:
        """Sight and ticket."""
        admission = _admission(offer)
        return Option(
            ref=offer.ref,
            title=f"{admission.sight} {admission.ticket}",
            shop=admission.sight,
            price_fen=offer.price.fen,
            at=admission.date,
            offers=(offer.ref,),
            rating=admission.rating,
            name=admission.sight,
        )

    def pieces(self, offer: Offer, wanted: Act) -> Sequence[Piece]:
        """A ticket for everybody."""
        return by_kind(offer, wanted.people, wanted.count or 1)

    def wishes(self, wanted: Act) -> tuple[str, ...]:
        """None."""
        return ()

    def placed(self, of: Particulars, wish: Wish) -> Particulars:
        """Nothing is added."""
        return of

    def head(self, quote: Quote, language: str) -> Phrase:
        """Sight, day, hours, tickets."""
        admission = quote.of
        if not isinstance(admission, Admission):
            raise TypeError(quote.quote_id)
        comma = sentence(Say.COMMA, {}, language)
        tickets = comma.join(f"{admission.ticket}{kind_word(each.unit, language)} ×{each.qty}" for each in quote.lines)
        return phrase(
            Say.Q_ADMISSION,
            sight=admission.sight,
            day=day(admission.date),
            opens=admission.opens,
            closes=admission.closes,
            tickets=tickets,
            goods_fen=quote.goods.fen,
        )

    def what(self, quote: Quote) -> str:
        """故宫博物院 02-14."""
        admission = quote.of
        if not isinstance(admission, Admission):
            raise TypeError(quote.quote_id)
        return f"{admission.sight} {day(admission.date)}"


def _admission(offer: Offer) -> Admission:
    admission = offer.measured.of if offer.measured else None
    if not isinstance(admission, Admission):
        raise TypeError(offer.ref)
    return admission
