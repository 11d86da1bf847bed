"""Purse: a payment service that can refuse, and keeps its own books."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bangwo.app.ports import Charge, Stated
from bangwo.core.errors import Code, Refused
from bangwo.domain.money import ZERO, Money
from bangwo.simulation.wire import Wire


@dataclass(slots=True)
class Payment:
    """A trade as the payment service has it."""

    trade_no: str
    user_id: str
    fen: int
    paid: bool
    refunds: dict[str, int] = field(default_factory=dict[str, int])

    def answer(self) -> Charge:
        refunded = Money(sum(self.refunds.values()))
        return Charge(f"ch-{self.trade_no}", "paid" if self.paid else "refused", Money(self.fen), refunded)


@dataclass(slots=True)
class Purse:
    """Implements `Payments`. People in `poor` cannot pay; a refused trade may be paid by a later try."""

    wire: Wire
    book: dict[str, Payment] = field(default_factory=dict[str, Payment])
    poor: set[str] = field(default_factory=set[str])
    stingy: bool = False  # gives nothing back for cases

    async def charge(self, order_id: str, user_id: str, amount: Money, subject: str) -> Charge:
        del subject
        return await self.wire.call("payment.charge", order_id, lambda: self._charge(order_id, user_id, amount))

    async def find(self, order_id: str) -> Charge:
        return await self.wire.call("payment.find", order_id, lambda: self._find(order_id))

    async def refund(self, order_id: str, refund_id: str, amount: Money, reason: str) -> Charge:
        del reason
        return await self.wire.call("payment.refund", order_id, lambda: self._refund(order_id, refund_id, amount))

    async def charges(self, since: datetime, until: datetime) -> Sequence[Stated]:
        """Whatever was paid; this service keeps no moments."""
        del since, until
        return await self.wire.call("payment.charges", "", self._charges)

    def _charges(self) -> Sequence[Stated]:
        answers = {key: each.answer() for key, each in self.book.items() if each.paid}
        return [Stated(key, each.charge_id, each.amount, each.refunded) for key, each in answers.items()]

    def _charge(self, order_id: str, user_id: str, amount: Money) -> Charge:
        known = self.book.get(order_id)
        if known is None or not known.paid:
            known = self.book[order_id] = Payment(order_id, user_id, amount.fen, user_id not in self.poor)
        return known.answer()

    def _find(self, order_id: str) -> Charge:
        known = self.book.get(order_id)
        return known.answer() if known else Charge("", "absent", ZERO, ZERO)

    def _refund(self, order_id: str, refund_id: str, amount: Money) -> Charge:
        known = self.book[order_id]
        if self.stingy and refund_id.startswith("k_") and refund_id not in known.refunds:
            raise Refused(Code.PAYMENT_REFUSED)
        known.refunds.setdefault(refund_id, amount.fen)
        return known.answer()
