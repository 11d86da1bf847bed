"""Wire: carries calls to the other side, and loses, delays and doubles them."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from bangwo.core.errors import Refused, Unavailable, Unknown
from bangwo.simulation.loop import Loop, pause

T = TypeVar("T")

TIMEOUT = timedelta(seconds=4)
STALE = timedelta(seconds=20)
"""The other side refuses a request that was stamped longer ago: a process that stood still cannot act on old news."""
LATE_MAX_S = 20
_FATES = ("good", "lost", "mute", "late", "twice", "slow", "down")
_WEIGHTS = (80, 4, 6, 4, 3, 4, 2)
_ASKS = {
    "payment.find": ("payment.charge", "payment.refund"),
    "checkout.get": ("checkout.complete", "checkout.cancel"),
    "provider.order": ("provider.cancel",),
}
_ACTS = frozenset(act for acts in _ASKS.values() for act in acts)

Late = tuple[datetime, Callable[[], object]]


@dataclass(slots=True)
class Wire:
    """Between the app and one service. `open_acts`: what got no answer and was not asked about since."""

    loop: Loop
    side: str
    dead: bool = False
    calm: bool = False
    late: list[tuple[datetime, Callable[[], object]]] = field(
        default_factory=list[tuple[datetime, Callable[[], object]]]
    )
    open_acts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict[str, set[str]](set))
    faults: list[str] = field(default_factory=list[str])

    async def call(self, name: str, subject: str, do: Callable[[], T]) -> T:
        """The other side's answer, if it comes."""
        if subject in self.open_acts[name]:
            self.faults.append(f"{name} of {subject} was repeated without asking how the last one went")
        try:
            answer = await self._carry(do)
        except Refused:
            self._answered(name, subject)
            raise
        except Unknown:
            self._left_open(name, subject)
            raise
        except GeneratorExit:  # whoever asked died
            self._left_open(name, subject)
            raise
        self._answered(name, subject)
        return answer

    async def _carry(self, do: Callable[[], T]) -> T:
        stamped_at = self.loop.clock.now()
        await pause()
        if self.loop.clock.now() - stamped_at > STALE:
            raise Unknown(self.side)
        fate = "good" if self.calm else self.loop.random.choices(_FATES, _WEIGHTS)[0]
        if self.dead or fate == "down":
            raise Unavailable(self.side)
        if fate in ("lost", "late"):
            if fate == "late":
                self._delay(do)
            await pause(self.loop.clock.now() + TIMEOUT)
            raise Unknown(self.side)
        answer = do()
        if fate == "twice":
            answer = do()
        if fate in ("mute", "slow"):
            await pause(self.loop.clock.now() + (TIMEOUT if fate == "mute" else TIMEOUT / 2))
        await pause()
        if fate == "mute":
            raise Unknown(self.side)
        return answer

    def deliver(self) -> None:
        """Carry what is late and due by now."""
        now = self.loop.clock.now()
        due = [do for at, do in self.late if at <= now]
        self.late = [(at, do) for at, do in self.late if at > now]
        for do in due:
            try:
                do()
            except Refused:
                continue

    def _delay(self, do: Callable[[], object]) -> None:
        by = timedelta(seconds=self.loop.random.randint(1, LATE_MAX_S))
        self.late.append((self.loop.clock.now() + by, do))

    def _left_open(self, name: str, subject: str) -> None:
        if name in _ACTS:
            self.open_acts[name].add(subject)

    def _answered(self, name: str, subject: str) -> None:
        self.open_acts[name].discard(subject)
        for act in _ASKS.get(name, ()):
            self.open_acts[act].discard(subject)
