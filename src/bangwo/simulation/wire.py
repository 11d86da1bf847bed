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
    """Between the app and one service. `open_acts`: what was sent and neither answered nor asked about since."""

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
        self._sent(name, subject)
        stamped_at = self.loop.clock.now()
        await pause()
        if self.loop.clock.now() - stamped_at > STALE:
            raise Unknown(self.side)
        fate = "good" if self.calm else self.loop.random.choices(_FATES, _WEIGHTS)[0]
        if self.dead or fate == "down":
            self.open_acts[name].discard(subject)
            raise Unavailable(self.side)
        await self._outward(fate, do)
        try:
            answer = do()
            if fate == "twice":
                answer = do()
        except Refused:
            self._answered(name, subject)
            raise
        if fate == "mute":
            await pause(self.loop.clock.now() + TIMEOUT)
            raise Unknown(self.side)
        if fate == "slow":
            await pause(self.loop.clock.now() + TIMEOUT / 2)
        await pause()
        self._answered(name, subject)
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

    async def _outward(self, fate: str, do: Callable[[], object]) -> None:
        if fate not in ("lost", "late"):
            return
        now = self.loop.clock.now()
        if fate == "late":
            self.late.append((now + timedelta(seconds=self.loop.random.randint(1, LATE_MAX_S)), do))
        await pause(now + TIMEOUT)
        raise Unknown(self.side)

    def _sent(self, name: str, subject: str) -> None:
        if name not in _ACTS:
            return
        if subject in self.open_acts[name]:
            self.faults.append(f"{name} of {subject} was repeated without asking how the last one went")
        self.open_acts[name].add(subject)

    def _answered(self, name: str, subject: str) -> None:
        self.open_acts[name].discard(subject)
        for act in _ASKS.get(name, ()):
            self.open_acts[act].discard(subject)
