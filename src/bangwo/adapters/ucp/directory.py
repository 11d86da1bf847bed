"""Directory: the endpoints of all providers by id, in step with who is connected, without a restart."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

import structlog

from bangwo.adapters.ucp.provider import Endpoint
from bangwo.app.connecting import Connection
from bangwo.core.errors import Unavailable

LOOK_EVERY_S = 1.0

T = TypeVar("T")
_log = structlog.get_logger("bangwo.providers")


class Directory:
    """Knows the providers of the settings for good, and those of the store as it last heard of them.

    `endpoints` are all that orders may still be on their way to; `selling` are those whose goods are shown.
    """

    def __init__(
        self,
        fixed: Mapping[str, str],
        connections: Callable[[], Awaitable[Sequence[Connection]]],
        endpoint: Callable[[str, str], Endpoint],
    ) -> None:
        self._connections = connections
        self._endpoint = endpoint
        self._fixed = frozenset(fixed)
        self._endpoints = {name: endpoint(name, url) for name, url in fixed.items()}
        self._selling = dict(self._endpoints)

    @property
    def endpoints(self) -> Mapping[str, Endpoint]:
        """Everybody, as a view that stays current."""
        return self._endpoints

    @property
    def selling(self) -> Mapping[str, Endpoint]:
        """Those that sell, as a view that stays current."""
        return self._selling

    async def catch_up(self) -> tuple[Connection, ...]:
        """Take over who came and who went; these did. Raises Unavailable."""
        moved: list[Connection] = []
        for each in await self._connections():
            name = each.provider_id
            if name in self._fixed:
                continue  # the settings have the last word
            if name not in self._endpoints:
                self._endpoints[name] = self._endpoint(name, each.url)
            if each.removed_at is None and name not in self._selling:
                self._selling[name] = self._endpoints[name]
                moved.append(each)
            elif each.removed_at is not None and self._selling.pop(name, None) is not None:
                moved.append(each)
        return tuple(moved)

    async def follow(self) -> None:
        """Keep up with the store, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                for each in await self.catch_up():
                    what = "a provider was connected" if each.removed_at is None else "a provider was removed"
                    _log.info(what, provider=each.provider_id, url=each.url)
            except Unavailable as error:
                _log.warning("the providers cannot be followed", error=error.what)


class Made(Mapping[str, T], Generic[T]):
    """What is made of each endpoint: made when it is first asked for, and gone with it."""

    def __init__(self, endpoints: Mapping[str, Endpoint], make: Callable[[str, Endpoint], T]) -> None:
        self._endpoints = endpoints
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        endpoint = self._endpoints[name]
        if name not in self._made:
            self._made[name] = self._make(name, endpoint)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._endpoints)

    def __len__(self) -> int:
        return len(self._endpoints)
