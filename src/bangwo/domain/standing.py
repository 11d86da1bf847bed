"""Standing orders: a signed wish to have something bought once it can be, within limits, and what may follow what."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bangwo.core.errors import Code, Refused
from bangwo.core.json import Json
from bangwo.domain.act import Act, act_json
from bangwo.domain.money import Money
from bangwo.domain.place import Address

STANDING_MAX = 10
"""So many of one person may wait at once."""
LIFE = timedelta(days=30)
"""How long one waits where nothing else was said."""
GRACE = timedelta(hours=1)
"""How late one that was wished for a moment may still be ordered."""
LEASE = timedelta(seconds=60)
"""How long one try may take before another worker may begin one."""
OUTCOME_AFTER = timedelta(seconds=5)
FAILURES_MAX = 3
"""So often an order may come to nothing before it is given up."""
_EVERY = {"price": timedelta(minutes=2), "stock": timedelta(minutes=1), "at": timedelta(minutes=1)}


class Trigger(StrEnum):
    """What is waited for."""

    AT = "at"  # a moment
    PRICE = "price"  # it costs no more than the limit
    STOCK = "stock"  # it can be had


class StandingState(StrEnum):
    """Waiting; ordered, and its outcome not known yet; or over."""

    WAITING = "waiting"
    ORDERED = "ordered"
    DONE = "done"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


OPEN = frozenset({StandingState.WAITING, StandingState.ORDERED})


@dataclass(frozen=True, slots=True)
class Standing:
    """A wish that stands. `most`: what may be paid, all in; `picked`: the very offers, where they were known.

    `order_ids`: every order it made, the last one counts; `jws`: the signed consent to all of it but its course.
    """

    standing_id: str
    user_id: str
    wanted: Act
    what: str
    trigger: Trigger
    most: Money
    until: datetime
    made_at: datetime
    language: str
    picked: tuple[str, ...] = ()
    where: Address | None = None
    at: datetime | None = None
    jws: str = ""
    state: StandingState = StandingState.WAITING
    order_ids: tuple[str, ...] = ()
    version: int = 0
    next_at: datetime | None = None

    @property
    def promised(self) -> dict[str, Json]:
        """What its consent is signed over."""
        return {
            "standing": self.standing_id,
            "user": self.user_id,
            "wanted": act_json(self.wanted),
            "picked": list(self.picked),
            "where": [self.where.text, self.where.contact, self.where.phone] if self.where else None,
            "when": self.trigger.value,
            "from": self.at.isoformat() if self.at else None,
            "until": self.until.isoformat(),
            "most_fen": self.most.fen,
            "currency": self.most.currency,
            "times": 1,
            "at": self.made_at.isoformat(),
        }

    @property
    def run_key(self) -> str:
        """The key of the order that it makes next: the same for every try of one run."""
        return f"standing {self.standing_id} {len(self.order_ids)}"

    def ripe(self, now: datetime) -> bool:
        """Whether it may be ordered now: also where a clock went back since it was found due."""
        return self.state is StandingState.WAITING and (self.at is None or now >= self.at) and now < self.until

    def tried(self, now: datetime) -> "Standing":
        """A worker tries it: nobody else does for as long as the lease."""
        return self._next(next_at=now + LEASE)

    def later(self, now: datetime) -> "Standing":
        """Not to be had yet: looked at again after a while, and in time to be told that it is over."""
        soon = now + _EVERY[self.trigger]
        first = self.at if self.at is not None and now < self.at else soon
        return self._next(next_at=min(first, self.until))

    def ordered(self, order_id: str, now: datetime) -> "Standing":
        """An order was made, in this very commit."""
        return self._next(
            state=StandingState.ORDERED, order_ids=(*self.order_ids, order_id), next_at=now + OUTCOME_AFTER
        )

    def unheard(self, now: datetime) -> "Standing":
        """Its order is still on its way."""
        return self._next(next_at=now + OUTCOME_AFTER)

    def again(self, now: datetime) -> "Standing":
        """Its order came to nothing, and nothing was paid: it waits on, unless that happened too often."""
        if len(self.order_ids) >= FAILURES_MAX or now >= self.until:
            return self.over(StandingState.FAILED)
        return self._next(state=StandingState.WAITING, next_at=now + _EVERY[self.trigger])

    def over(self, state: StandingState) -> "Standing":
        """At its end."""
        return self._next(state=state, next_at=None)

    def cancelled(self) -> "Standing":
        """Not wanted any more; too late once it is ordered: then the order can be cancelled."""
        if self.state is not StandingState.WAITING:
            raise Refused(Code.STANDING_OVER, state=self.state.value)
        return self.over(StandingState.CANCELLED)

    def _next(self, **changes: object) -> "Standing":
        return replace(self, version=self.version + 1, **changes)  # pyright: ignore[reportArgumentType]
