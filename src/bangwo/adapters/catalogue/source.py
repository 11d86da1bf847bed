"""Source: where a catalogue comes from, one provider at a time."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bangwo.domain.offer import Merchant, Offer, Trade

Trades = Mapping[str, Trade]
"""The trade of each merchant by its id: a product does not name its own."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what is sold, the ids of what is sold no more, and the provider's revision when it was asked."""

    offers: tuple[Offer, ...]
    gone: tuple[str, ...]
    revision: int
    strangers: int = 0  # products of merchants that we have not heard of yet


class Source(Protocol):
    """One provider's shelves. Calls raise Unavailable when it is down."""

    provider_id: str

    async def merchants(self) -> Sequence[Merchant]:
        """All shops, cinemas and halls."""
        ...

    def changes(self, since: int, trades: Trades) -> AsyncIterator[Page]:
        """What changed after a revision, page by page; 0: everything there is."""
        ...

    async def lookup(self, offer_ids: Sequence[str], trades: Trades) -> Sequence[Offer]:
        """These offers as they are now; what is sold no more is missing."""
        ...
