"""Codec: frozen dataclasses as JSON and back, every moment in the deployment's zone."""

from dataclasses import fields
from datetime import datetime
from typing import Generic, TypeVar, cast

import orjson
from pydantic import TypeAdapter
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from bangwo.core.clock import LOCAL
from bangwo.core.json import Json
from bangwo.domain.order import Order
from bangwo.domain.quote import Quote

T = TypeVar("T")


def _to_local(moment: datetime) -> datetime:
    return moment.astimezone(LOCAL)


def _localised(node: object) -> object:
    """A validator's schema in which every moment is brought to the deployment's zone."""
    if isinstance(node, dict):
        mapping = cast("dict[str, object]", node)
        if mapping.get("type") == "datetime":
            return core_schema.no_info_after_validator_function(_to_local, cast("CoreSchema", mapping))
        return {key: _localised(value) for key, value in mapping.items()}
    if isinstance(node, list):
        return [_localised(each) for each in cast("list[object]", node)]
    if isinstance(node, tuple):
        return tuple(_localised(each) for each in cast("tuple[object, ...]", node))
    return node


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(cast("frozenset[object]", value), key=str)
    raise TypeError(type(value))


class Codec(Generic[T]):
    """Reads one type from JSON. Writing is `dump`, the same for all types."""

    def __init__(self, kind: type[T]) -> None:
        # the plain validator leaves a moment at its offset (+08:00); inside Bangwo it is in LOCAL
        self._validator = SchemaValidator(cast("CoreSchema", _localised(TypeAdapter(kind).core_schema)))

    def load(self, text: str | bytes) -> T:
        """The value; raises ValueError when the text is not of this type."""
        return cast("T", self._validator.validate_json(text))


def dump(value: object) -> str:
    """A dataclass, or any JSON, as text."""
    return orjson.dumps(value, default=_plain).decode()


def load_json(text: str | bytes) -> Json:
    """Any JSON."""
    return cast("Json", orjson.loads(text))


_quotes = Codec(Quote)
_orders = Codec(Order)
_ORDER_FIELDS = tuple(each.name for each in fields(Order) if each.name != "quote")


def load_quote(text: str) -> Quote:
    return _quotes.load(text)


def dump_order(order: Order) -> str:
    """The order without its quote, which never changes and is kept beside it."""
    return dump({name: getattr(order, name) for name in _ORDER_FIELDS})


def load_order(body: str, quote: str) -> Order:
    """The order of a body and its quote."""
    return _orders.load(f'{body[:-1]},"quote":{quote}}}')
