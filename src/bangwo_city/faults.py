"""Faults: the ways in which the city misbehaves when told to."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from aiohttp import web


class Fault(StrEnum):
    """What can go wrong."""

    SLOW = "slow"  # the answer takes seconds longer
    DEAD = "dead"  # the connection is dropped and nothing is done
    LOST = "lost"  # it is done, but the answer is dropped
    PRICE = "price"  # the checkout asks more than the catalogue said
    SOLDOUT = "soldout"  # sold out at the checkout, or in between
    TWICE = "twice"  # news and notifications come twice
    LATE = "late"  # news and notifications come seconds later, out of order
    REFUSE = "refuse"  # the payment service refuses


_SECONDS = {Fault.SLOW: 2.0, Fault.LATE: 3.0}
_EXEMPT = frozenset({"/healthz", "/_faults", "/_books"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One fault of one service: how often (0 to 1), and how long where it takes time."""

    service: str  # empty: every service
    fault: Fault
    rate: float
    seconds: float

    def __str__(self) -> str:
        prefix = f"{self.service}:" if self.service else ""
        suffix = f"@{self.seconds:g}" if self.fault in _SECONDS else ""
        return f"{prefix}{self.fault}={self.rate:g}{suffix}"


class Faults:
    """The faults that one service has now; chance is drawn from a seed."""

    def __init__(self, service: str = "", seed: int = 1) -> None:
        self._service = service
        self._random = Random(f"{seed}:{service}")
        self._rules: tuple[Rule, ...] = ()

    @classmethod
    def parse(cls, spec: str, service: str = "", seed: int = 1) -> "Faults":
        """Read `flash:slow=0.1@2,pay:lost=0.05,tickets:dead`: service, fault, rate (1 unsaid), seconds.

        A fault without a service is of every service. ValueError names what cannot be read.
        """
        faults = cls(service, seed)
        faults.become(spec)
        return faults

    def become(self, spec: str) -> None:
        """Have these faults from now on; ValueError leaves the old ones."""
        rules = tuple(_rule(part.strip()) for part in spec.split(",") if part.strip())
        self._rules = tuple(rule for rule in rules if rule.service in ("", self._service) or not self._service)

    @property
    def any(self) -> bool:
        """Whether the service has any fault."""
        return bool(self._rules)

    @property
    def spec(self) -> str:
        """The present faults, as text that `become` reads."""
        return ",".join(map(str, self._rules))

    def hits(self, fault: Fault | str) -> bool:
        """Whether this fault strikes now."""
        return self._struck(fault) is not None

    def seconds(self, fault: Fault | str) -> float:
        """How long this fault delays now; 0 when it does not strike."""
        rule = self._struck(fault)
        return rule.seconds if rule else 0.0

    def _struck(self, fault: Fault | str) -> Rule | None:
        for rule in self._rules:
            if rule.fault == fault and self._random.random() < rule.rate:
                return rule
        return None

    def install(self, app: web.Application) -> None:
        """Put the middleware and the control routes `GET` and `POST /_faults` on an application."""
        app[FAULTS] = self
        app.middlewares.append(_misbehave)
        app.router.add_get("/_faults", _show)
        app.router.add_post("/_faults", _change)


FAULTS = web.AppKey("faults", Faults)


def _rule(text: str) -> Rule:
    name, _, amount = text.partition("=")
    service, _, kind = name.rpartition(":")
    rate, _, seconds = amount.partition("@")
    try:
        fault = Fault(kind.strip())
        share = float(rate) if rate else 1.0
        delay = float(seconds) if seconds else _SECONDS.get(fault, 0.0)
    except ValueError:
        raise ValueError(f"cannot read the fault {text!r}; one of {', '.join(Fault)}, as in flash:slow=0.1@2") from None
    if not 0 <= share <= 1 or not 0 <= delay <= 60:
        raise ValueError(f"the fault {text!r} needs a rate from 0 to 1 and at most 60 seconds")
    return Rule(service.strip(), fault, share, delay)


@web.middleware
async def _misbehave(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    faults = request.app[FAULTS]
    if request.path in _EXEMPT or not faults.any:
        return await handler(request)
    if faults.hits(Fault.DEAD):
        return _drop(request)
    if delay := faults.seconds(Fault.SLOW):
        await asyncio.sleep(delay)
    answer = await handler(request)
    return _drop(request) if faults.hits(Fault.LOST) else answer


def _drop(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _show(request: web.Request) -> web.Response:
    return web.json_response({"spec": request.app[FAULTS].spec})


async def _change(request: web.Request) -> web.Response:
    try:
        spec = (await request.json())["spec"]
        request.app[FAULTS].become(spec)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return web.json_response({"code": "invalid", "content": str(error)}, status=400)
    return await _show(request)
