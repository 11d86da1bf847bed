"""Withdrawal: takes back the order that was asked about."""

from dataclasses import dataclass, replace

from bangwo.app.checkout import Till
from bangwo.app.once import Command, finished
from bangwo.app.telling import order_block, what_of
from bangwo.app.turn import Turn
from bangwo.app.working import Working
from bangwo.core.errors import Refused
from bangwo.core.json import Json
from bangwo.domain.money import Money
from bangwo.domain.order import Order, OrderState
from bangwo.language.replies import Say


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Takes the yes to the question whether an order is to be cancelled."""

    till: Till
    working: Working

    async def cancel(self, turn: Turn, command: Command) -> Json:
        """Take back the order that was asked about."""
        order_id, reason, fee = turn.state.order_id, turn.state.reason, Money(turn.state.fee_fen)
        turn.state = replace(turn.state, asks="", reason="", fee_fen=0)
        extra = turn.spoken(self.working.ids)
        try:
            order = await self.till.cancel(
                command.user_id, order_id, reason, command.key, extra, fee=fee, body=command.digest
            )
        except Refused as refused:
            turn.say(refused.code, **refused.facts)
            return await self.working.write(turn, command)
        _tell_cancelled(turn, order)
        self.working.keep_quote(turn)
        return await finished(self.working.store, command, turn.answer())


def _tell_cancelled(turn: Turn, order: Order) -> None:
    turn.orders.append(order)
    what = what_of(order.quote)
    if order.state in (OrderState.CANCELLED, OrderState.FAILED):
        said = Say.CANCELLED if order.refunded or not order.paid else Say.CANCELLED_FOR_NOTHING
        said = said if order.quote.pay else Say.CANCELLED_FREE
        turn.say(said, what=what, refund_fen=order.refunded.fen)
        if order.quote.discounts:
            turn.say(Say.CARD_BACK)
    else:
        turn.say(Say.CANCELLING, what=what)
    turn.blocks.append(order_block(order))
