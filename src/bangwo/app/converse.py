"""Converse: one sentence in, one answer out, written once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from bangwo.app.aftersale import JUST_NOW, AfterSale
from bangwo.app.changes import Changes, StoredAnswer
from bangwo.app.checkout import Till
from bangwo.app.drafting import Drafting
from bangwo.app.once import Command, body_digest
from bangwo.app.ports import Catalogue, Context, Places, Providers, Store
from bangwo.app.seats import give_back
from bangwo.app.telling import order_block, order_phrases, what_of
from bangwo.app.turn import Turn, begin
from bangwo.core.clock import Clock
from bangwo.core.errors import Bug, Code, Conflict, Refused, Unavailable
from bangwo.core.ids import Ids
from bangwo.core.json import Json
from bangwo.domain.act import TEXT_MAX
from bangwo.domain.order import Order, OrderState, Step
from bangwo.domain.quote import Quote, order_id_of
from bangwo.language.dialogue import intents as i
from bangwo.language.dialogue.hear import hear
from bangwo.language.dialogue.state import Dialogue
from bangwo.language.lexicon import Lexicon
from bangwo.language.replies import Say, language_of
from bangwo.language.setting import Setting
from bangwo.language.understand import understand

TRIES_MAX = 4
ANSWER_MAX = 8
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
_SAYS_NO_CHARGE = _SILENT | {Code.PRICE_CHANGED, Code.PAYMENT_REFUSED}
_TALK: dict[str, Say] = {
    "couplet": Say.COUPLET,
    "greeting": Say.GREETING,
    "homework": Say.HOMEWORK,
    "weather": Say.WEATHER,
    "story": Say.STORY,
    "impossible": Say.IMPOSSIBLE,
    "handoff": Say.HUMAN,
}


@dataclass(frozen=True, slots=True)
class Converse:
    """Understands a sentence, does what it asks, and answers. `lexicon` gives the words of the present catalogue."""

    store: Store
    catalogue: Catalogue
    providers: Providers
    places: Places
    till: Till
    clock: Clock
    ids: Ids
    lexicon: Callable[[], Lexicon]

    async def say(self, user_id: str, text: str, conversation_id: str | None, key: str) -> Json:
        """The Turn that answers a sentence; the stored one when the key was used for it before."""
        said = text.strip()
        if not said:
            raise Refused(Code.TEXT_EMPTY)
        if len(said) > TEXT_MAX:
            raise Refused(Code.TEXT_TOO_LONG, most=TEXT_MAX)
        command = Command(user_id, key, body_digest({"say": said, "in": conversation_id}))
        return await self._answer(command, _Said(said, conversation_id))

    async def confirm(self, user_id: str, quote_id: str, digest: str, key: str) -> Json:
        """The Turn that answers a pressed button: a yes to that quote and digest."""
        command = Command(user_id, key, body_digest({"confirm": quote_id, "digest": digest}))
        return await self._answer(command, _Said("", None, quote_id, digest))

    async def _answer(self, command: Command, said: "_Said") -> Json:
        without_card = False
        for attempt in range(TRIES_MAX):
            context = await self._context(command, said)
            if stored := command.check(context.answer):
                return stored.answer if stored.answer is not None else await self._retold(stored, context)
            turn = begin(context, said.conversation_id, said.text, self.clock.now(), self.ids)
            turn.without_card = without_card
            try:
                return await self._take(turn, command, said)
            except Conflict as conflict:
                await self._let_go(turn)
                without_card = conflict.what == "budget"
                if attempt == TRIES_MAX - 1:
                    raise
        raise Conflict("conversation")

    async def _context(self, command: Command, said: "_Said") -> Context:
        context = await self.store.context(command.user_id, said.conversation_id, command.key)
        if context is None:
            raise Refused(Code.UNAUTHENTICATED)
        if said.conversation_id is not None and context.conversation is None and context.answer is None:
            raise Refused(Code.NOT_FOUND, what=said.conversation_id)
        return context

    async def _take(self, turn: Turn, command: Command, said: "_Said") -> Json:
        if said.quote_id:
            return await self._pressed(turn, command, said)
        turn.language = language_of(turn.text, turn.language)
        turn.acts = understand(turn.text, turn.now, self.lexicon(), _setting(turn.state, turn.text))
        heard = hear(turn.state, turn.acts, turn.text, turn.now)
        turn.state = heard.state
        for intent in heard.intents:
            match intent:
                case i.Yes() if _agreed(turn) is not None:
                    return await self._yes(turn, command, cast(Quote, turn.before))
                case i.CancelYes():
                    return await self._cancel(turn, command)
                case _:
                    await self._do(turn, intent)
        self._keep_quote(turn)
        return await self._write(turn, command)

    async def _do(self, turn: Turn, intent: i.Intent) -> None:
        """Everything but the yes and the cancelling, which commit by themselves."""
        match intent:
            case i.Work():
                await self._work(turn)
            case i.Yes():
                await self._no_quote(turn)
            case i.Kept():
                turn.say(Say.KEPT)
            case i.Unpicked(pick=pick):
                turn.say(Say.NO_SUCH_CHOICE, pick=pick) if pick else turn.say(Say.NOTHING_TO_CHOOSE)
            case i.Dropped(what=what, none=none):
                turn.say(Say.NOTHING_TO_DROP) if none else turn.say(Say.DROPPED, what=what)
            case i.CancelNo():
                turn.say(Say.CANCEL_KEPT)
                turn.state = replace(turn.state, asks="")
            case i.Talk(topic=topic):
                turn.say(_TALK.get(topic, Say.SMALLTALK))
            case _:
                await self._about_orders(turn, intent)

    async def _about_orders(self, turn: Turn, intent: i.Intent) -> None:
        orders = AfterSale(self.store, self.catalogue)
        match intent:
            case i.Unchangeable(which=which):
                await orders.unchangeable(turn, which)
            case i.CancelAsked(which=which, reason=reason):
                await orders.ask_cancel(turn, which, reason)
            case i.Tracked(which=which):
                await orders.track(turn, which)
            case i.Again(which=which, where=where):
                if await orders.again(turn, which, where):
                    await self._work(turn)
            case i.WalletAsked(topic=topic):
                await orders.wallet(turn, topic)
            case _:
                raise Bug(f"nothing answers {intent}")

    async def _work(self, turn: Turn) -> None:
        await self._drafting().work(turn)
        waiting = turn.state.drafts[1:]
        fresh = [each for each in waiting if each.what and not each.options and not each.picked]
        for draft in fresh:
            turn.say(Say.LATER, what=draft.what)

    def _drafting(self) -> Drafting:
        return Drafting(self.catalogue, self.providers, self.places, self.ids)

    async def _no_quote(self, turn: Turn) -> None:
        """A yes, and no live quote: the draft is priced anew, or there is nothing to agree to."""
        if turn.state.draft is not None:
            await self._requote(turn, Code.QUOTE_EXPIRED)
            return
        order = await AfterSale(self.store, self.catalogue).latest(turn)
        if order is None or turn.now - order.created_at > JUST_NOW:
            turn.say(Say.NOTHING_TO_CONFIRM)
        elif order.state is OrderState.FAILED:
            _tell_failed(turn, order)
            await self._offer_again(turn, order)
        else:
            turn.say(Say.ALREADY_ORDERED, order=order.order_id)
            turn.phrases += order_phrases(order)
            turn.blocks.append(order_block(order))

    async def _requote(self, turn: Turn, code: Code) -> None:
        turn.say(code)
        await self._drafting().work(turn)
        if turn.quote is not None:
            turn.phrases.pop()
            turn.say(Say.ASK_YES_AGAIN)

    def _keep_quote(self, turn: Turn) -> None:
        """What was said did not touch the quote on the table: it stays, and is mentioned."""
        state, before = turn.state, turn.before
        if turn.quote is not None or before is None or state.quote_id != before.quote_id:
            return
        if not before.live(turn.now):
            return
        self._drafting().show_quote(turn, before)
        turn.say(Say.ASK_YES)
        turn.state = replace(state, asks=state.asks or "confirm", listed=False)

    async def _write(self, turn: Turn, command: Command | None) -> Json:
        """The one commit of a plain turn; seats that were given up are given back after it."""
        answer = turn.answer()
        remember = (command.remember(answer),) if command is not None else ()
        await self.store.commit(Changes("turn.said", turn.person.user_id, (*turn.writes(self.ids), *remember)))
        if turn.before is not None and (hold := turn.dropped_hold()) is not None:
            await give_back(self.providers, hold, turn.before.provider_id)
        return answer

    async def _let_go(self, turn: Turn) -> None:
        """The turn came to nothing: seats that it had held go back."""
        if turn.quote is not None and (hold := turn.new_hold()) is not None:
            await give_back(self.providers, hold, turn.quote.provider_id)

    # the yes

    async def _pressed(self, turn: Turn, command: Command, said: "_Said") -> Json:
        """A button: the quote on the table, or one of an earlier conversation."""
        turn.text = ""
        before = turn.before
        if before is not None and before.quote_id == said.quote_id and turn.state.quote_id == said.quote_id:
            if said.digest != before.digest:
                raise Refused(Code.DIGEST_MISMATCH)
            return await self._yes(turn, command, before)
        order = await self.till.confirm(turn.person, said.quote_id, said.digest, command.key, body=command.digest)
        self._tell_ordered(turn, order)
        answer = turn.answer()
        await self.store.finish_answer(command.user_id, command.key, answer)
        return answer

    async def _yes(self, turn: Turn, command: Command, quote: Quote) -> Json:
        """Order what is on the table; when its time is over, price it anew and ask again."""
        asked = turn.state
        if not quote.live(turn.now):
            return await self._expired(turn, command, Code.QUOTE_EXPIRED)
        turn.state = replace(
            asked.without_draft(), ordered=asked.draft, order_id=order_id_of(quote.quote_id), listed=False
        )
        turn.say(Say.ORDERING, what=what_of(quote), pay_fen=quote.pay.fen, order=turn.state.order_id)
        extra = (turn.conversation(), turn.record(), turn.said(self.ids))
        try:
            order = await self.till.confirm(
                turn.person, quote.quote_id, quote.digest, command.key, extra, body=command.digest
            )
        except Refused as refused:
            if refused.code not in _REQUOTED:
                raise
            turn.phrases.clear()
            turn.state = asked
            return await self._expired(turn, command, refused.code)
        return await self._ordered(turn, command, order)

    async def _expired(self, turn: Turn, command: Command, code: Code) -> Json:
        await self._requote(turn, code)
        return await self._write(turn, command)

    async def _ordered(self, turn: Turn, command: Command, order: Order) -> Json:
        """Tell what became of the yes; what is still open comes next, in a commit of its own."""
        turn.phrases.clear()
        self._tell_ordered(turn, order)
        failed = order.state is OrderState.FAILED
        if failed or turn.state.drafts:
            await self._go_on(turn, order, failed)
        answer = turn.answer()
        await self.store.finish_answer(command.user_id, command.key, answer)
        return answer

    def _tell_ordered(self, turn: Turn, order: Order) -> None:
        turn.orders.append(order)
        facts: dict[str, str | int] = {"what": what_of(order.quote), "order": order.order_id}
        match order.state:
            case OrderState.FAILED:
                _tell_failed(turn, order)
            case OrderState.PLACING:
                turn.say(Say.ORDERING, pay_fen=order.quote.pay.fen, **facts)
                if order.step is Step.CHECKOUT:
                    turn.say(Say.NOT_PAID_YET)
            case _:
                turn.say(Say.ORDERED, pay_fen=order.paid.fen, state=order.state.value, **facts)
                if order.codes:
                    turn.say(Say.ORDERED_CODES, codes=" ".join(order.codes))
        turn.blocks.append(order_block(order))

    async def _go_on(self, turn: Turn, order: Order, failed: bool) -> None:
        """Take up the next draft, or offer the one that failed anew. Should someone else be faster, it can wait."""
        context = await self.store.context(turn.person.user_id, turn.conversation_id, "")
        if context is None or context.conversation is None:
            return
        after = begin(context, turn.conversation_id, "", turn.now, self.ids)
        if after.version != turn.version + 1:
            return
        after.turn_id, after.language, after.acts = turn.turn_id, turn.language, turn.acts
        if failed:
            if not order.ended:
                return
            await self._offer_again(after, order)
        elif after.state.draft is not None:
            after.say(Say.NEXT, what=after.state.draft.what)
            await self._work(after)
        writes = (after.conversation(), *after.writes(self.ids)[3:])
        try:
            await self.store.commit(Changes("turn.went_on", turn.person.user_id, writes))
        except Conflict:
            await self._let_go(after)
            return
        turn.state, turn.quote = after.state, after.quote
        turn.phrases += after.phrases
        turn.blocks += after.blocks

    async def _offer_again(self, turn: Turn, order: Order) -> None:
        """The draft of an order that failed, priced anew; what the merchant refused to sell gives way to the others."""
        draft = turn.state.ordered
        if draft is None or order.failure in _SILENT:
            return
        await self._refreshed(order)
        turn.state = replace(turn.state, drafts=(draft, *turn.state.drafts), ordered=None)
        if order.failure in _NOT_SOLD:
            self._drafting().offer_others(turn, draft)
            return
        turn.say(Say.SEATS_MOVED if order.failure is Code.SEATS_UNAVAILABLE else Say.REQUOTED)
        await self._work(turn)

    async def _refreshed(self, order: Order) -> None:
        """Hear anew what the offers of an order cost; a provider that is silent is found out when it is priced."""
        try:
            await self.catalogue.refresh([line.offer_ref for line in order.quote.lines])
        except Unavailable:
            return

    # the no afterwards

    async def _cancel(self, turn: Turn, command: Command) -> Json:
        """Take back the order that was asked about."""
        order_id, reason = turn.state.order_id, turn.state.reason
        turn.state = replace(turn.state, asks="", reason="")
        extra = (turn.conversation(), turn.record(), turn.said(self.ids))
        try:
            order = await self.till.cancel(command.user_id, order_id, reason, command.key, extra, body=command.digest)
        except Refused as refused:
            turn.say(refused.code, **refused.facts)
            return await self._write(turn, command)
        self._tell_cancelled(turn, order)
        self._keep_quote(turn)
        answer = turn.answer()
        await self.store.finish_answer(command.user_id, command.key, answer)
        return answer

    def _tell_cancelled(self, turn: Turn, order: Order) -> None:
        turn.orders.append(order)
        what = what_of(order.quote)
        if order.state in (OrderState.CANCELLED, OrderState.FAILED):
            turn.say(Say.CANCELLED, what=what, refund_fen=order.refunded.fen)
            if order.quote.discounts:
                turn.say(Say.CARD_BACK)
        else:
            turn.say(Say.CANCELLING, what=what)
        turn.blocks.append(order_block(order))

    async def _retold(self, stored: StoredAnswer, context: Context) -> Json:
        """The answer to a command whose process died before it could answer: told from the order as it stands."""
        order = await self.store.order(stored.user_id, stored.order_id) if stored.order_id else None
        if order is None:
            raise Conflict("once")
        turn = begin(context, None, "", self.clock.now(), self.ids)
        turn.phrases += order_phrases(order)
        turn.orders.append(order)
        turn.blocks.append(order_block(order))
        answer = turn.answer()
        await self.store.finish_answer(stored.user_id, stored.key, answer)
        return answer


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence, or a button pressed under a quote."""

    text: str
    conversation_id: str | None
    quote_id: str = ""
    digest: str = ""


def _tell_failed(turn: Turn, order: Order) -> None:
    code = order.failure or Code.PROVIDER_DOWN
    turn.say(code, item=what_of(order.quote), shop=order.quote.merchant_name)
    if code not in _SAYS_NO_CHARGE:
        turn.say(Say.NOT_CHARGED)


def _agreed(turn: Turn) -> Quote | None:
    """The quote that a yes is to: the one that was shown, unless this very sentence changed something."""
    before = turn.before
    return before if before is not None and turn.state.quote_id == before.quote_id and turn.state.draft else None


def _setting(state: Dialogue, text: str) -> Setting:
    """What the understander must know; a short sentence may be a yes or a no even when nothing is open."""
    draft = state.draft
    if draft is None:
        return Setting(asked=state.asks or ("confirm" if len(text) <= ANSWER_MAX else None))
    several = draft.options if len(draft.options) > 1 else ()
    names = [name for each in several for name in (each.title, each.shop) if name]
    return Setting(
        trade=draft.trade,
        options=tuple(dict.fromkeys(names)),
        quote=bool(state.quote_id),
        asked=state.asks or None,
        items=tuple(each.name for each in draft.wanted.items if each.name),
    )
