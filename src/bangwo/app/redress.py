"""Redress: gives back what a settlement says, once, whatever dies or keeps silent meanwhile."""

from dataclasses import dataclass, replace

import structlog

from bangwo.app.changes import AddFacts, AddMemo, AddTransfers, Changes, PutCase, PutOrder, Write
from bangwo.app.chores import each_alone
from bangwo.app.crashpoints import Commit
from bangwo.app.desk import CaseStore
from bangwo.app.ports import Charge, Payments
from bangwo.core.clock import Clock
from bangwo.core.errors import Bug, Conflict, Refused, Unavailable
from bangwo.core.ids import Ids
from bangwo.domain.case import Bearer, Case, CaseState, Settlement
from bangwo.domain.facts import Fact, FactKind
from bangwo.domain.ledger import HOUSE, Transfer, payable, payer
from bangwo.domain.memo import Memo
from bangwo.domain.money import Money
from bangwo.domain.order import Order
from bangwo.language.replies import Say

BATCH = 32
TRIES_MAX = 4
ALARM_FROM = 10

log = structlog.get_logger("bangwo.redress")


@dataclass(frozen=True, slots=True)
class Redress:
    """Makes the refunds of settled cases. It keeps nothing: everything is in the case."""

    store: CaseStore
    payments: Payments
    clock: Clock
    ids: Ids

    async def left(self, order: Order) -> Money:
        """What of an order's money may still go back: neither is it back nor on its way."""
        cases = await self.store.cases(order.user_id, BATCH * TRIES_MAX)
        giving = sum(each.giving.fen for each in cases if each.order_id == order.order_id)
        return order.paid - order.refunded - Money(giving)

    async def give(self, case: Case, sure: bool) -> Case:
        """Give the money of a case that is settling. `sure`: this process has just settled it and sent nothing."""
        order = await self.store.order(case.user_id, case.order_id)
        if case.state is not CaseState.SETTLING or case.settlement is None or order is None:
            raise Bug(f"{case.case_id} gives back nothing")
        wanted = order.refunded + case.settlement.refund
        try:
            known = None if sure else await self.payments.find(order.order_id)
            if known is None or known.refunded < wanted:
                known = await self._refund(case, case.settlement, order)
        except Refused as refused:
            return await self._written(case.ungiven(refused.code), (), Commit.CASE_UNSETTLED)
        except Unavailable:
            return await self._rest(case)
        return await self._given(case, case.settlement, known)

    async def run_due(self, limit: int = BATCH) -> int:
        """Go on with what other runs left; how many there were."""
        due = await self.store.due_cases(self.clock.now(), limit)
        await each_alone(due, self.resume)
        return len(due)

    async def resume(self, case: Case) -> Case:
        """Take a case over that another run left. Conflict when somebody else was first."""
        return await self.give(await self._written(case.resumed(self.clock.now()), (), Commit.CASE_RESUMED), sure=False)

    async def _refund(self, case: Case, settlement: Settlement, order: Order) -> Charge:
        reason = settlement.reason or case.number
        return await self.payments.refund(order.order_id, case.case_id, settlement.refund, reason)

    async def _given(self, case: Case, settlement: Settlement, charge: Charge) -> Case:
        """The money is back: case, order, ledger, fact and memo say so together."""
        for _ in range(TRIES_MAX):
            order = await self.store.order(case.user_id, case.order_id)
            if order is None:
                break
            if charge.refunded < order.refunded + settlement.refund:
                raise Bug(f"{case.case_id}: {charge.refunded} is back of {order.order_id}, not {settlement.refund}")
            try:
                return await self._written(case.given(), self._books(case, settlement, order), Commit.CASE_SETTLED)
            except Conflict as conflict:
                if conflict.what != "order":
                    raise
        raise Conflict("order")

    def _books(self, case: Case, settlement: Settlement, order: Order) -> tuple[Write, ...]:
        now, refund = self.clock.now(), settlement.refund
        merchant = payable(order.quote.provider_id, order.quote.merchant_id)
        source = HOUSE if settlement.bearer is Bearer.HOUSE else merchant
        key = f"{order.order_id}:redress:{case.case_id}"
        moved = Transfer(key, order.order_id, "redress", source, payer(case.user_id), refund, now)
        back = replace(order, refunded=order.refunded + refund, version=order.version + 1)
        fact = Fact(
            self.ids("f", now), case.user_id, FactKind.ORDER_REFUNDED, now, order.order_id, refund.fen, "redress"
        )
        facts: dict[str, str | int] = {"number": case.number, "refund_fen": refund.fen}
        memo = Memo(self.ids("m", now), case.user_id, now, Say.CASE_REFUNDED.value, facts)
        return PutOrder(back), AddTransfers((moved,)), AddFacts((fact,)), AddMemo(memo)

    async def _rest(self, case: Case) -> Case:
        if case.attempts >= ALARM_FROM:
            log.warning("refund_stuck", case_id=case.case_id, order_id=case.order_id, attempts=case.attempts)
        return await self._written(case.later(self.clock.now()), (), Commit.CASE_WAITING)

    async def _written(self, case: Case, also: tuple[Write, ...], name: Commit) -> Case:
        await self.store.commit(Changes(name, case.user_id, (PutCase(case), *also)))
        return case
