"""Sketches: how many different people there were, from a few kilobytes that can be united over any hours.

HyperLogLog of Apache DataSketches. Whoever is put in twice is counted once, so a batch may be put in again.
"""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Protocol, cast

LOG2_CELLS = 12
ERROR = 0.033
"""19 of 20 estimates are nearer to the truth than this share of it: twice 1.04 over the root of 4,096 cells."""


class _Hll(Protocol):
    def update(self, datum: str) -> None: ...
    def get_estimate(self) -> float: ...
    def serialize_compact(self) -> bytes: ...


class _Union(Protocol):
    def update(self, sketch: _Hll) -> None: ...
    def get_estimate(self) -> float: ...
    def get_result(self) -> _Hll: ...


def with_people(body: bytes | None, people: Iterable[str]) -> bytes:
    """A sketch, or an empty one, with these people in it."""
    into = _new()
    for each in people:
        into.update(each)
    if body is None:
        return into.serialize_compact()
    union = _union()
    union.update(_read(body))
    union.update(into)
    return union.get_result().serialize_compact()


def estimate(bodies: Iterable[bytes]) -> int:
    """How many different people are in any of these, about."""
    union = _union()
    for each in bodies:
        union.update(_read(each))
    return round(union.get_estimate())


class _Reader(Protocol):
    def deserialize(self, data: bytes) -> _Hll: ...


class _Library(Protocol):
    """What of the library is used."""

    def hll_sketch(self, lg_k: int) -> _Hll: ...
    def hll_union(self, lg_max_k: int) -> _Union: ...


@cache
def _library() -> _Library:
    """It is written in C++, brings no types, and takes numpy with it: it is loaded when it is first used."""
    return cast("_Library", import_module("datasketches"))


def _new() -> _Hll:
    return _library().hll_sketch(LOG2_CELLS)


def _read(body: bytes) -> _Hll:
    kind = cast("_Reader", _library().hll_sketch)
    return kind.deserialize(body)


def _union() -> _Union:
    return _library().hll_union(LOG2_CELLS)
