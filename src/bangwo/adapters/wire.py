"""Wire: reading foreign JSON strictly, one field at a time, into our own types."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NoReturn, TypeVar, cast

import orjson

from bangwo.core.clock import LOCAL
from bangwo.core.errors import Unknown
from bangwo.core.json import Json

T = TypeVar("T")


class Garbled(Unknown):
    """The other side answered something that is not what the protocol says: we cannot know what it did."""


def parsed(body: bytes, what: str) -> "Fields":
    """The object that a body holds."""
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Garbled(f"{what}: not JSON ({error})") from error
    return Fields.of(value, what)


class Fields:
    """One JSON object and where it stood, so that what is wrong in it can be told. Every getter raises Garbled."""

    __slots__ = ("_at", "_fields")

    def __init__(self, fields: Mapping[str, object], at: str) -> None:
        self._fields = fields
        self._at = at

    @classmethod
    def of(cls, value: object, at: str) -> "Fields":
        """The fields of a value that must be an object."""
        if not isinstance(value, dict):
            raise Garbled(f"{at}: not an object")
        return cls(cast("dict[str, object]", value), at)

    def __contains__(self, name: str) -> bool:
        return self._fields.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """A string."""
        value = self._fields.get(name, default)
        return value if isinstance(value, str) else self._wrong(name, "text")

    def whole(self, name: str, default: int | None = None) -> int:
        """A whole number."""
        value = self._fields.get(name, default)
        return value if isinstance(value, int) and not isinstance(value, bool) else self._wrong(name, "whole number")

    def number(self, name: str) -> float:
        """Any number."""
        value = self._fields.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        return self._wrong(name, "number")

    def truth(self, name: str, default: bool | None = None) -> bool:
        """True or false."""
        value = self._fields.get(name, default)
        return value if isinstance(value, bool) else self._wrong(name, "truth")

    def moment(self, name: str) -> datetime:
        """A time with its offset (RFC 3339), in `LOCAL`."""
        try:
            at = datetime.fromisoformat(self.text(name))
        except ValueError:
            return self._wrong(name, "time")
        return at.astimezone(LOCAL) if at.tzinfo else self._wrong(name, "time with offset")

    def moment_or_none(self, name: str) -> datetime | None:
        """A time, or None where there is none."""
        return self.moment(name) if name in self else None

    def whole_or_none(self, name: str) -> int | None:
        """A whole number, or None where there is none."""
        return self.whole(name) if name in self else None

    def object(self, name: str) -> "Fields":
        """An object."""
        return Fields.of(self._fields.get(name), f"{self._at}.{name}")

    def object_or_none(self, name: str) -> "Fields | None":
        """An object, or None where there is none."""
        return self.object(name) if name in self else None

    def objects(self, name: str) -> "Iterator[Fields]":
        """The objects of a list; none where there is no list."""
        return (Fields.of(each, f"{self._at}.{name}[{n}]") for n, each in enumerate(self.list(name)))

    def texts(self, name: str) -> tuple[str, ...]:
        """The strings of a list; none where there is no list."""
        values = self.list(name)
        if not all(isinstance(each, str) for each in values):
            return self._wrong(name, "list of texts")
        return cast("tuple[str, ...]", tuple(values))

    def json(self, name: str) -> Json:
        """Whatever stands there, as it is."""
        return cast("Json", self._fields.get(name))

    def list(self, name: str) -> "Sequence[object]":
        """A list; empty where there is none."""
        value = self._fields.get(name)
        if value is None:
            return ()
        return cast("list[object]", value) if isinstance(value, list) else self._wrong(name, "list")

    def names(self) -> Sequence[str]:
        """What the object's fields are called."""
        return tuple(self._fields)

    def as_one_of(self, name: str, kind: Callable[[str], T]) -> T:
        """A word of a closed list, e.g. a member of a StrEnum."""
        try:
            return kind(self.text(name))
        except ValueError:
            return self._wrong(name, getattr(kind, "__name__", "word"))

    def _wrong(self, name: str, wanted: str) -> NoReturn:
        raise Garbled(f"{self._at}.{name}: no {wanted}")
