"""Orders: a confirmed quote on its way through the saga, and what may follow what."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bangwo.core.errors import Bug, Code
from bangwo.domain.money import ZERO, Money
from bangwo.domain.quote import Quote


class OrderState(StrEnum):
    """What a person is told."""

    PLACING = "placing"
    ACCEPTED = "accepted"
    PREPARING = "preparing"
    ON_THE_WAY = "on_the_way"
    READY = "ready"
    COMPLETED = "completed"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"
    FAILED = "failed"


class Step(StrEnum):
    """What the saga does next. Forward: check out, charge, complete, follow. Backward: withdraw, refund, close."""

    CHECKOUT = "checkout"  # make the provider's checkout and see that it costs what was promised
    CHARGE = "charge"  # take the money
    COMPLETE = "complete"  # have the provider accept the order
    FOLLOW = "follow"  # accepted and settled: watch it until it ends
    WITHDRAW = "withdraw"  # tell the provider it will not be (checkout or order), and know that it heard
    REFUND = "refund"  # give the money back
    CLOSE = "close"  # give card, budget and hold back; write the end
    END = "end"  # nothing left to do


_FOLLOWS: dict[OrderState, frozenset[OrderState]] = {
    OrderState.PLACING: frozenset({OrderState.ACCEPTED, OrderState.FAILED, OrderState.CANCELLING}),
    OrderState.ACCEPTED: frozenset(
        {OrderState.PREPARING, OrderState.ON_THE_WAY, OrderState.READY, OrderState.COMPLETED, OrderState.CANCELLING}
    ),
    OrderState.PREPARING: frozenset(
        {OrderState.ON_THE_WAY, OrderState.READY, OrderState.COMPLETED, OrderState.CANCELLING}
    ),
    OrderState.ON_THE_WAY: frozenset({OrderState.READY, OrderState.COMPLETED, OrderState.CANCELLING}),
    OrderState.READY: frozenset({OrderState.COMPLETED, OrderState.CANCELLING}),
    OrderState.COMPLETED: frozenset(),
    # a refused cancellation returns to where the order was
    OrderState.CANCELLING: frozenset(
        {
            OrderState.CANCELLED,
            OrderState.ACCEPTED,
            OrderState.PREPARING,
            OrderState.ON_THE_WAY,
            OrderState.READY,
            OrderState.COMPLETED,
        }
    ),
    OrderState.CANCELLED: frozenset(),
    OrderState.FAILED: frozenset(),
}

TERMINAL = frozenset({OrderState.COMPLETED, OrderState.CANCELLED, OrderState.FAILED})


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a timeline."""

    at: datetime
    state: OrderState


@dataclass(frozen=True, slots=True)
class Order:
    """A confirmed quote. `version` counts its writes; `next_at` is when a worker should look at it (None: never)."""

    order_id: str
    user_id: str
    quote: Quote
    state: OrderState
    step: Step
    timeline: tuple[Moment, ...]
    created_at: datetime
    version: int = 0
    next_at: datetime | None = None
    attempts: int = 0
    checkout_id: str = ""
    charge_id: str = ""
    provider_order_id: str = ""
    paid: Money = ZERO
    refunded: Money = ZERO
    codes: tuple[str, ...] = ()  # ticket or pick-up codes
    failure: Code | None = None
    reason: str = ""  # why it was cancelled, as said
    fee: Money = ZERO  # what cancelling it costs, as agreed
    deliver_at: datetime | None = None
    turned_at: datetime | None = None  # when it turned backward
    particulars: str = ""  # driver, parcel, new times: a JSON object as its provider tells it
    sure: bool = False  # whether nothing is under way: every call that went out for it was answered

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.step is Step.END

    @property
    def accepted(self) -> bool:
        """Whether a provider ever took it on: from then on it is settled."""
        return any(moment.state is OrderState.ACCEPTED for moment in self.timeline)

    @property
    def due_back(self) -> Money:
        """What of the money goes back once it is undone."""
        return self.paid - min(self.fee, self.paid)

    @property
    def before_cancelling(self) -> OrderState:
        """The last state but `cancelling`: where a cancellation that was refused leaves it."""
        return next(each.state for each in reversed(self.timeline) if each.state is not OrderState.CANCELLING)

    def moved(self, state: OrderState, at: datetime) -> "Order":
        """The order in its next state, with the moment on its timeline. The same state again changes nothing."""
        if state is self.state:
            return self
        if state not in _FOLLOWS[self.state]:
            raise Bug(f"{self.order_id}: {state} does not follow {self.state}")
        return replace(self, state=state, timeline=(*self.timeline, Moment(at, state)))

    def may_move(self, state: OrderState) -> bool:
        """Whether that state may come next: late or repeated news of a provider is dropped by this."""
        return state in _FOLLOWS[self.state]

    def later(self, now: datetime, wait: timedelta) -> "Order":
        """The order, to be looked at again after a wait."""
        return replace(self, next_at=now + wait, attempts=self.attempts + 1)


@dataclass(frozen=True, slots=True)
class Consent:
    """The signed record of the yes: a JWS (EdDSA) over quote, digest, amount, order and moment."""

    user_id: str
    order_id: str
    quote_id: str
    digest: str
    at: datetime
    jws: str
