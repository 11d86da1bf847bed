"""Lazily: a sequence whose elements are made when they are looked at, so that a page costs what it shows."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

Item = TypeVar("Item")
Made = TypeVar("Made")


class Lazily(Sequence[Made], Generic[Item, Made]):
    """What `make` makes of each item."""

    def __init__(self, items: Sequence[Item], make: Callable[[Item], Made]) -> None:
        self._items = items
        self._make = make

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> Made: ...
    @overload
    def __getitem__(self, index: slice) -> list[Made]: ...
    def __getitem__(self, index: int | slice) -> Made | list[Made]:
        if isinstance(index, slice):
            return [self._make(item) for item in self._items[index]]
        return self._make(self._items[index])
