"""Converse: one sentence in, one answer out, written once."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import cast
from zlib import crc32

from bangwo.app.aftersale import JUST_NOW, AfterSale
from bangwo.app.assent import Assent, tell_failed
from bangwo.app.cases import Cases
from bangwo.app.changes import StoredAnswer
from bangwo.app.checkout import Till
from bangwo.app.companion import LocalCompanion
from bangwo.app.gathering import Gathering
from bangwo.app.groups import Groups
from bangwo.app.hotline import Hotline
from bangwo.app.invites import Invites
from bangwo.app.listening import Listening, spoken
from bangwo.app.once import Command, body_digest, finished
from bangwo.app.ports import Catalogue, Companion, Context, Market, Places, Providers, Store
from bangwo.app.reasons import Reasons
from bangwo.app.reserving import Reserving
from bangwo.app.telling import order_block, order_phrases
from bangwo.app.turn import Tell, Turn, begin, silent
from bangwo.app.withdrawal import Withdrawal
from bangwo.app.working import Working
from bangwo.core.clock import Clock
from bangwo.core.errors import Bug, Code, Conflict, Refused
from bangwo.core.ids import Ids
from bangwo.core.json import Json
from bangwo.domain.act import TEXT_MAX, ActKind, act_json
from bangwo.domain.order import OrderState
from bangwo.domain.quote import Quote
from bangwo.language.dialogue import intents as i
from bangwo.language.dialogue.answers import bare
from bangwo.language.dialogue.hear import Heard
from bangwo.language.replies import Say, language_of, phrase
from bangwo.language.smalltalk import Talk
from bangwo.language.understand import Ears

TRIES_MAX = 4
NEW = "new"
"""In place of a conversation's id: whatever is open is left alone, and a new one begins."""


@dataclass(frozen=True, slots=True)
class Converse:
    """Understands a sentence, does what it asks, and answers. `ears` know the words of the present catalogue."""

    store: Store
    catalogue: Catalogue
    providers: Providers
    places: Places
    market: Market
    till: Till
    clock: Clock
    ids: Ids
    ears: Callable[[], Ears]
    invites: Invites
    cases: Cases
    groups: Groups
    companion: Companion = field(default_factory=LocalCompanion)

    async def say(self, user_id: str, text: str, conversation_id: str | None, key: str, tell: Tell = silent) -> Json:
        """The Turn that answers a sentence; the stored one when the key was used for it before."""
        said = text.strip()
        if not said:
            raise Refused(Code.TEXT_EMPTY)
        if len(said) > TEXT_MAX:
            raise Refused(Code.TEXT_TOO_LONG, most=TEXT_MAX)
        command = Command(user_id, key, body_digest({"say": said, "in": conversation_id}))
        return await self._answer(command, _Said(said, conversation_id), tell)

    async def confirm(self, user_id: str, quote_id: str, digest: str, key: str, tell: Tell = silent) -> Json:
        """The Turn that answers a pressed button: a yes to that quote and digest."""
        command = Command(user_id, key, body_digest({"confirm": quote_id, "digest": digest}))
        return await self._answer(command, _Said("", None, quote_id, digest), tell)

    async def _answer(self, command: Command, said: "_Said", tell: Tell) -> Json:
        without_card = False
        for attempt in range(TRIES_MAX):
            context = await self._context(command, said)
            if stored := command.check(context.answer):
                return stored.answer if stored.answer is not None else await self._retold(stored, context)
            turn = begin(context, said.conversation_id, said.text, self.clock.now(), self.ids)
            turn.without_card, turn.tell = without_card, tell
            try:
                return await self._take(turn, command, said)
            except Conflict as conflict:
                await self._working.let_go(turn)
                without_card = conflict.what == "budget"
                if attempt == TRIES_MAX - 1:
                    raise
        raise Conflict("conversation")

    async def _context(self, command: Command, said: "_Said") -> Context:
        context = await self.store.context(command.user_id, said.conversation_id, command.key)
        if context is None:
            raise Refused(Code.UNAUTHENTICATED)
        if said.conversation_id not in (None, NEW) and context.conversation is None and context.answer is None:
            raise Refused(Code.NOT_FOUND, what=said.conversation_id)
        return context

    async def _take(self, turn: Turn, command: Command, said: "_Said") -> Json:
        if said.quote_id and turn.state.group_id and await self._gathering.done(turn):
            return await self._working.write(turn, command)  # others have added something: see the yes below
        if said.quote_id:
            return await self._assent.pressed(turn, command, said.quote_id, said.digest)
        turn.language = language_of(turn.text, turn.language)
        listening, words = Listening(self.catalogue, self.ears), spoken(turn.text, turn.state, turn.now)
        turn.acts = listening.acts(turn, words)
        if turn.rested and (words.put or not bare(turn.acts, turn.state.draft)):
            turn.begin_anew(self.ids)
            turn.acts = listening.acts(turn, words)
        elif turn.rested and turn.before is not None and not any(each.act is ActKind.CONFIRM for each in turn.acts):
            turn.say(Code.QUOTE_EXPIRED)
        turn.tell("understood", {"acts": [act_json(each) for each in turn.acts]})
        limited = self._reserving.take_limit(turn)
        heard = Heard(turn.state, (i.Work(),)) if limited else listening.heard(turn, words)
        turn.state = heard.state
        for intent in heard.intents:
            match intent:
                case i.Yes() if turn.state.group_id and await self._gathering.done(turn):
                    pass  # others have added something: that is another price, and takes a yes of its own
                case i.Yes() if _agreed(turn) is not None:
                    return await self._assent.yes(turn, command, cast(Quote, turn.before))
                case i.CancelYes():
                    return await Withdrawal(self.till, self._working).cancel(turn, command)
                case _:
                    await self._do(turn, intent)
        if turn.state.deferral is not None and (words.put or i.Work() in heard.intents):
            await self._reserving.propose(turn)
        self._working.keep_quote(turn)
        return await self._working.write(turn, command)

    @property
    def _working(self) -> Working:
        return Working(self.store, self.catalogue, self.providers, self.places, self.market, self.ids)

    @property
    def _reserving(self) -> Reserving:
        return Reserving(self.cases.store, self._working, self.till.signer, self.ids)

    @property
    def _gathering(self) -> Gathering:
        return Gathering(self.groups, self._working)

    @property
    def _assent(self) -> Assent:
        return Assent(self.till, self._working)

    async def _do(self, turn: Turn, intent: i.Intent) -> None:
        """Everything but the yes and the cancelling, which commit by themselves."""
        match intent:
            case i.Work():
                await self._working.work(turn)
            case i.Yes():
                await self._no_quote(turn)
            case i.NoOther() if await self._working.drafting.other_shop(turn):
                await self._working.work(turn)
            case i.Kept() | i.Shown() | i.NoOther():
                _tell_kept(turn, intent)
            case i.Unpicked(pick=pick):
                turn.say(Say.NO_SUCH_CHOICE, pick=pick) if pick else turn.say(Say.NOTHING_TO_CHOOSE)
            case i.Dropped(what=what, none=none):
                turn.say(Say.NOTHING_TO_DROP) if none else turn.say(Say.DROPPED, what=what)
                self._working.announce(turn)
            case i.Unheld(what=what):
                turn.say(Say.UNHELD, what=what)
            case i.Other():
                self._working.join(turn)
            case i.Later(what=what):
                turn.say(Say.LATER, what=what)
            case i.CancelNo():
                turn.say(Say.CANCEL_KEPT)
                turn.state = replace(turn.state, asks="")
            case i.Talk(topic=topic):
                await self._talk(turn, topic)
            case _:
                await self._about_orders(turn, intent)

    async def _talk(self, turn: Turn, topic: str) -> None:
        """Answer what wants nothing bought; what is open stays as it is."""
        seed = crc32(turn.conversation_id.encode()) + turn.version
        told = await self.companion.answer(Talk(topic, turn.text, turn.language, turn.now, seed))
        answer = phrase(Say.TOLD, told=told) if told else phrase(Say.SMALLTALK)
        if answer not in turn.phrases:
            turn.phrases.append(answer)
        draft = turn.state.draft
        if draft is not None and draft in turn.known_drafts and not turn.state.quote_id:
            turn.unsay(Say.STILL_OPEN)
            turn.say(Say.STILL_OPEN, what=turn.name_of(draft))

    async def _about_orders(self, turn: Turn, intent: i.Intent) -> None:
        orders = AfterSale(self.store, self.catalogue, self.till)
        match intent:
            case i.Unchangeable(which=which):
                await orders.unchangeable(turn, which)
            case i.CancelAsked(which=which, reason=reason):
                await orders.ask_cancel(turn, which, reason)
            case i.Tracked(which=which):
                await orders.track(turn, which)
            case i.Again(which=which, where=where):
                if await orders.again(turn, which, where):
                    await self._working.work(turn)
            case i.WhyAsked(cards=cards):
                await self._tell_why(turn, orders, cards)
            case i.SameShop(which=which):
                if await orders.same_shop(turn, which):
                    await self._working.work(turn)
            case i.WalletAsked(topic="invite"):
                invite = await self.invites.mine(turn.person.user_id)
                turn.say(Say.INVITE, link=invite.link, code=invite.code, count=invite.count, cards=invite.cards)
                turn.blocks.append({"kind": "invite", **invite.json})
            case i.WalletAsked(topic=topic):
                await orders.wallet(turn, topic)
            case _:
                await self._about_what_stands(turn, intent, orders)

    async def _about_what_stands(self, turn: Turn, intent: i.Intent, orders: AfterSale) -> None:
        match intent:
            case i.GroupBegun():
                await self._gathering.begin(turn)
            case i.GroupAsked():
                await self._gathering.ask(turn)
            case i.GroupDone():
                if not await self._gathering.done(turn):
                    turn.say(Say.GROUP_NONE)
            case i.StandingYes():
                await self._reserving.agreed(turn)
            case i.StandingAsked():
                await self._reserving.listed(turn)
            case i.StandingDropped(which=which):
                await self._reserving.dropped(turn, which)
            case i.HumanWanted():
                if not await Hotline(self.cases, orders).answer(turn, intent):
                    await self._talk(turn, "other")
            case _:
                raise Bug(f"nothing answers {intent}")

    async def _tell_why(self, turn: Turn, orders: AfterSale, cards: bool) -> None:
        """Why the quote on the table, or the order that was made last, is what it is."""
        latest = None if turn.before is not None else await orders.latest(turn)
        quote = turn.before or (latest.quote if latest is not None else None)
        if quote is None:
            turn.say(Say.E_NOTHING)
            return
        reasons = Reasons(self.store, self.catalogue)
        choice = reasons.choice(quote, turn.person, turn.cards, turn.programme)
        told = reasons.card_phrases if cards else reasons.phrases
        turn.phrases += told(quote, choice, turn.language)

    async def _no_quote(self, turn: Turn) -> None:
        """A yes, and no live quote: the draft is priced anew, or there is nothing to agree to."""
        if turn.state.draft is not None:
            await self._working.requote(turn, Code.QUOTE_EXPIRED)
            return
        order = await AfterSale(self.store, self.catalogue, self.till).latest(turn)
        if order is None or turn.now - order.created_at > JUST_NOW:
            turn.say(Say.NOTHING_TO_CONFIRM)
        elif order.state is OrderState.FAILED:
            tell_failed(turn, order)
            await self._assent.offer_again(turn, order)
        else:
            turn.say(Say.ALREADY_ORDERED, order=order.order_id)
            turn.phrases += order_phrases(order)
            turn.blocks.append(order_block(order))

    async def _retold(self, stored: StoredAnswer, context: Context) -> Json:
        """The answer to a command whose process died before it could answer: told from the order as it stands."""
        order = await self.store.order(stored.user_id, stored.order_id) if stored.order_id else None
        if order is None:
            raise Conflict("once")
        turn = begin(replace(context, memos=()), None, "", self.clock.now(), self.ids)
        turn.phrases += order_phrases(order)
        turn.orders.append(order)
        turn.blocks.append(order_block(order))
        return await finished(self.store, Command(stored.user_id, stored.key, stored.digest), turn.answer())


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence, or a button pressed under a quote."""

    text: str
    conversation_id: str | None
    quote_id: str = ""
    digest: str = ""


def _tell_kept(turn: Turn, intent: i.Kept | i.Shown | i.NoOther) -> None:
    """Why nothing changes; the quote on the table is told whenever it stays."""
    match intent:
        case i.Kept(sort=sort):
            turn.say(Say.BEST_ALREADY, sort=sort) if sort else turn.say(Say.KEPT)
        case i.NoOther(count=count):
            turn.say(Say.NO_OTHER, count=count)
        case i.Shown():
            pass


def _agreed(turn: Turn) -> Quote | None:
    """The quote that a yes is to: the one that was shown, unless this very sentence changed something."""
    before = turn.before
    return before if before is not None and turn.state.quote_id == before.quote_id and turn.state.draft else None
