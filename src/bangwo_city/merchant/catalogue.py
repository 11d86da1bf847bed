"""Catalogue: products ready to send, each with the revision at which it last changed."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bangwo_city.durable import packed


@dataclass(frozen=True, slots=True)
class Entry:
    """One product: the UCP document as bytes, the words it is found by, and its revision."""

    product_id: str
    body: bytes
    words: str
    price_fen: int
    revision: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a search."""

    entries: tuple[Entry, ...]
    cursor: str | None  # None: this is the last page
    total: int


class Catalogue:
    """Products in the order of their last change, so that a sync reads only the tail.

    Revisions start from the machine's time in milliseconds: they grow over restarts without being stored.
    """

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._revision = int(time.time() * 1000)

    @property
    def revision(self) -> int:
        """The revision of the last change."""
        return self._revision

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, product_id: str) -> bool:
        return product_id in self._entries

    def put(self, product_id: str, doc: dict[str, Any]) -> None:
        """Add a product or change it; a document equal to the present one changes nothing."""
        body = packed(doc)
        present = self._entries.get(product_id)
        if present is not None and present.body == body:
            return
        self._revision += 1
        menu = doc.get("org.bangwo.menu") or {}
        words = " ".join([doc["title"], *menu.get("aliases", ()), *menu.get("tags", ())]).lower()
        price = doc["price_range"]["min"]["amount"]
        self._entries.pop(product_id, None)  # re-inserted last: the order is that of revisions
        self._entries[product_id] = Entry(product_id, body, words, price, self._revision)

    def get(self, product_id: str) -> Entry | None:
        """The product of this id."""
        return self._entries.get(product_id)

    def search(
        self,
        query: str = "",
        since: int = 0,
        after: int = 0,
        limit: int = 10,
        price: tuple[int, int | None] = (0, None),
    ) -> Page:
        """Products whose words hold the query, changed after `since`; `after` is the revision a page ended at."""
        fitting = [entry for entry in self._changed(max(since, after)) if _fits(entry, query.strip().lower(), price)]
        page = tuple(fitting[:limit])
        more = len(fitting) > limit
        return Page(page, str(page[-1].revision) if more else None, len(fitting))

    def _changed(self, since: int) -> Iterator[Entry]:
        tail: list[Entry] = []
        for entry in reversed(self._entries.values()):
            if entry.revision <= since:
                break
            tail.append(entry)
        return reversed(tail)


def _fits(entry: Entry, query: str, price: tuple[int, int | None]) -> bool:
    low, high = price
    return query in entry.words and low <= entry.price_fen and (high is None or entry.price_fen <= high)
