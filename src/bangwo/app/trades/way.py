"""Ways: what a trade made to measure adds to the one path from a wish to a quote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from bangwo.app.ports import Piece
from bangwo.core.json import Json
from bangwo.domain.act import Act, People
from bangwo.domain.offer import Offer
from bangwo.domain.place import Address
from bangwo.domain.quote import Quote
from bangwo.domain.trades import Particulars
from bangwo.language.dialogue.state import Option
from bangwo.language.replies import Phrase, kind_word


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted, when it is, and the places of it that were found, by slot."""

    wanted: Act
    now: datetime
    places: Mapping[str, Address] = field(default_factory=dict[str, Address])


class Way(Protocol):
    """One trade. All of it is pure."""

    @property
    def located(self) -> tuple[str, ...]:
        """The slots whose places must be found on the map."""
        ...

    @property
    def held(self) -> bool:
        """Whether pieces are held for the quote."""
        ...

    def asked(self, wish: Wish) -> Mapping[str, Json]:
        """The filter that providers are asked with. Refused(date_past)."""
        ...

    def fits(self, offer: Offer, wish: Wish) -> bool:
        """Whether it is what was wished, money apart."""
        ...

    def rank(self, offer: Offer, wish: Wish) -> tuple[float, ...]:
        """The lowest comes first."""
        ...

    def option(self, offer: Offer) -> Option:
        """As an entry of a list."""
        ...

    def pieces(self, offer: Offer, wanted: Act) -> Sequence[Piece]:
        """What of it is bought, and how often. Refused(too_many_guests)."""
        ...

    def wishes(self, wanted: Act) -> tuple[str, ...]:
        """Wishes for places."""
        ...

    def placed(self, of: Particulars, wish: Wish) -> Particulars:
        """The particulars with what only we know, such as the labels of an address book."""
        ...

    def head(self, quote: Quote, language: str) -> Phrase:
        """What a quote promises, before the price."""
        ...

    def what(self, quote: Quote) -> str:
        """What an order is, in a few words."""
        ...


def by_kind(offer: Offer, people: People | None, others: int) -> list[Piece]:
    """Pieces for kinds of people: a kind without a price of its own takes the adult's. `others`: where none is told."""
    measured = offer.measured
    wanted = {name: getattr(people, name) or 0 for name in ("adult", "child", "senior")} if people else {}
    if not any(wanted.values()):
        return [Piece(offer, others)]
    kinds = {each.kind: each for each in measured.kinds} if measured else {}
    out: list[Piece] = []
    for name, count in wanted.items():
        kind = kinds.get(name)
        if count and kind is not None and kind.offer_id != offer.offer_id:
            ref, title = f"{offer.provider_id}:{kind.offer_id}", f"{offer.name} {kind_word(name, 'zh-Hans')}"
            ours = replace(offer, ref=ref, offer_id=kind.offer_id, price=kind.price, name=title, unit=name)
            out.append(Piece(ours, count))
        elif count:
            out.insert(0, Piece(replace(offer, unit=name), count))
    return out


def heads(people: People | None) -> int:
    """How many people; none where nobody was told."""
    return sum(each or 0 for each in (people.adult, people.child, people.senior)) if people else 0


def day(moment: str) -> str:
    """02-14 of 2026-02-14."""
    return moment[5:10]
