"""Records: the store as the app meets it: a little slow, at times out of reach, at times without an answer."""

from collections.abc import Awaitable, Callable
from typing import TypeVar, cast

from bangwo.app.changes import Changes
from bangwo.app.ports import Store
from bangwo.core.errors import Unavailable, Unknown
from bangwo.simulation.loop import Loop, pause

Read = Callable[..., Awaitable[object]]


class Weather:
    """How the store feels today."""

    def __init__(self) -> None:
        self.calm = False


S = TypeVar("S", bound=Store)


def distant(store: S, loop: Loop, weather: Weather) -> S:
    """The same store behind a network: others run between any two of its operations."""

    class Distant:
        def __getattr__(self, name: str) -> Read:
            read = cast(Read, getattr(store, name))

            async def slow(*args: object) -> object:
                await pause()
                return await read(*args)

            return slow

        async def commit(self, changes: Changes) -> None:
            await pause()
            luck = 1.0 if weather.calm else loop.random.random()
            if luck < 0.02:
                raise Unavailable("store")
            await store.commit(changes)
            await pause()
            if luck < 0.04:
                raise Unknown("store")

    return cast("S", Distant())
