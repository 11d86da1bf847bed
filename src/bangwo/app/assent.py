"""Assent: the yes to a quote, which orders it once, tells what came of it, and takes up what is still open."""

from dataclasses import dataclass, replace

from bangwo.app.changes import Changes, Write
from bangwo.app.checkout import Till
from bangwo.app.once import Command, finished
from bangwo.app.telling import codes_phrase, failed_phrases, order_block, placing_phrases, told_state, what_of
from bangwo.app.turn import Turn, begin
from bangwo.app.working import Working
from bangwo.core.errors import Code, Conflict, Refused, Unavailable
from bangwo.core.json import Json
from bangwo.domain.order import Order, OrderState
from bangwo.domain.quote import Quote, order_id_of
from bangwo.language.replies import Say

_REQUOTED = frozenset({Code.QUOTE_EXPIRED, Code.QUOTE_GONE})
_NOT_SOLD = frozenset(
    {
        Code.SOLD_OUT,
        Code.SHOP_CLOSED,
        Code.ITEM_UNKNOWN,
        Code.OPTION_UNKNOWN,
        Code.OUT_OF_RANGE,
        Code.BELOW_MINIMUM,
    }
)
"""Why a merchant does not sell: asking for the same again would be refused again."""
_SILENT = frozenset({Code.PROVIDER_DOWN, Code.PAYMENT_DOWN})


@dataclass(slots=True)
class _Ending:
    """What an accepted order is told with: known in its last commit, which stores it as the command's answer."""

    turn: Turn
    command: Command
    order: Order | None = None
    answer: Json = None

    def of(self, order: Order) -> tuple[Write, ...]:
        """What the order's last commit writes besides."""
        told = replace(self.turn, phrases=[], blocks=[], orders=[])
        _tell_ordered(told, order)
        self.order, self.answer = order, told.answer()
        return (self.command.finish(self.answer),)


@dataclass(frozen=True, slots=True)
class Assent:
    """Takes the yes of a turn."""

    till: Till
    working: Working

    async def pressed(self, turn: Turn, command: Command, quote_id: str, digest: str) -> Json:
        """A button: the quote on the table, or one of an earlier conversation."""
        turn.text = ""
        before = turn.before
        if before is not None and before.quote_id == quote_id and turn.state.quote_id == quote_id:
            if digest != before.digest:
                raise Refused(Code.DIGEST_MISMATCH)
            return await self.yes(turn, command, before)
        turn.memos = ()  # they wait for a turn that is written
        order = await self.till.confirm(turn.person, quote_id, digest, command.key, body=command.digest)
        _tell_ordered(turn, await self._latest(order))
        return await finished(self.working.store, command, turn.answer())

    async def yes(self, turn: Turn, command: Command, quote: Quote) -> Json:
        """Order what is on the table; when its time is over, price it anew and ask again."""
        asked = turn.state
        if not quote.live(turn.now):
            return await self._expired(turn, command, Code.QUOTE_EXPIRED)
        turn.state = replace(
            asked.without_draft(), ordered=asked.draft, order_id=order_id_of(quote.quote_id), listed=False
        )
        turn.say(Say.ORDERING, what=what_of(quote), pay_fen=quote.pay.fen, order=turn.state.order_id)
        extra = turn.spoken(self.working.ids)
        ending = _Ending(turn, command)
        turn.tell("ordering", {"order_id": turn.state.order_id})
        try:
            order = await self.till.confirm(
                turn.person,
                quote.quote_id,
                quote.digest,
                command.key,
                extra,
                body=command.digest,
                shown=quote,
                hand=turn.cards,
                closing=None if turn.state.drafts else ending.of,
            )
        except Refused as refused:
            if refused.code not in _REQUOTED and refused.code is not Code.OVER_CEILING:
                raise
            turn.phrases.clear()
            turn.state = asked
            if refused.code is Code.OVER_CEILING:
                return await self._too_dear(turn, command, refused)
            return await self._expired(turn, command, refused.code)
        if ending.order == order:
            return ending.answer
        return await self._ordered(turn, command, order)

    async def _expired(self, turn: Turn, command: Command, code: Code) -> Json:
        await self.working.requote(turn, code)
        return await self.working.write(turn, command)

    async def _too_dear(self, turn: Turn, command: Command, refused: Refused) -> Json:
        """The person's own ceiling says no: the quote stays, to be changed or agreed to once the ceiling is."""
        turn.say(refused.code, **refused.facts)
        self.working.keep_quote(turn)
        return await self.working.write(turn, command)

    async def _ordered(self, turn: Turn, command: Command, order: Order) -> Json:
        """Tell what became of the yes; what is still open comes next, in a commit of its own."""
        turn.phrases.clear()
        order = await self._latest(order)
        _tell_ordered(turn, order)
        failed = order.state is OrderState.FAILED
        if failed or turn.state.drafts:
            await self._go_on(turn, order, failed)
        return await finished(self.working.store, command, turn.answer())

    async def _latest(self, order: Order) -> Order:
        """The order as it was last written: a run that outlasts our patience may have got further than we know."""
        if order.state is not OrderState.PLACING:
            return order
        try:
            return await self.working.store.order(order.user_id, order.order_id) or order
        except Unavailable:
            return order

    async def _go_on(self, turn: Turn, order: Order, failed: bool) -> None:
        """Take up the next draft, or offer the one that failed anew. Should someone else be faster, it can wait."""
        context = await self.working.store.context(turn.person.user_id, turn.conversation_id, "")
        if context is None or context.conversation is None:
            return
        after = begin(context, turn.conversation_id, "", turn.now, self.working.ids)
        if after.version != turn.version + 1:
            return
        after.turn_id, after.language, after.acts = turn.turn_id, turn.language, turn.acts
        after.memos = ()
        if failed:
            if not order.ended:
                return
            await self.offer_again(after, order)
        else:
            await self.working.take_up(after)
        writes = (after.conversation(), *after.writes(self.working.ids)[3:])
        try:
            await self.working.store.commit(Changes("turn.went_on", turn.person.user_id, writes))
        except Conflict:
            await self.working.let_go(after)
            return
        turn.state, turn.quote = after.state, after.quote
        turn.phrases += after.phrases
        turn.blocks += after.blocks

    async def offer_again(self, turn: Turn, order: Order) -> None:
        """The draft of an order that failed, priced anew; what the merchant refused to sell gives way to the others."""
        draft = turn.state.ordered
        if draft is None or order.failure in _SILENT:
            return
        await self._refreshed(order)
        turn.state = replace(turn.state, drafts=(draft, *turn.state.drafts), ordered=None)
        if order.failure in _NOT_SOLD:
            self.working.drafting.offer_others(turn, draft)
            return
        turn.say(Say.SEATS_MOVED if order.failure is Code.SEATS_UNAVAILABLE else Say.REQUOTED)
        await self.working.work(turn)

    async def _refreshed(self, order: Order) -> None:
        """Hear anew what the offers of an order cost; a provider that is silent is found out when it is priced."""
        try:
            await self.working.catalogue.refresh([line.offer_ref for line in order.quote.lines])
        except Unavailable:
            return


def _tell_ordered(turn: Turn, order: Order) -> None:
    turn.orders.append(order)
    facts: dict[str, str | int] = {"what": what_of(order.quote), "order": order.order_id}
    match order.state:
        case OrderState.FAILED:
            tell_failed(turn, order)
        case OrderState.PLACING:
            turn.say(Say.ORDERING, pay_fen=order.quote.pay.fen, **facts)
            turn.phrases += placing_phrases(order)
        case _:
            said = Say.ORDERED if order.quote.pay else Say.ORDERED_FREE
            turn.say(said, pay_fen=order.paid.fen, state=told_state(order), **facts)
            if order.codes:
                turn.phrases.append(codes_phrase(order))
    turn.blocks.append(order_block(order))


def tell_failed(turn: Turn, order: Order) -> None:
    """Say why an order came to nothing."""
    turn.phrases += failed_phrases(order)
