"""Reserving: says back what is to wait, asks for what is missing, and takes the signed yes to it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bangwo.app.changes import AddFacts, PutStanding
from bangwo.app.desk import CaseStore
from bangwo.app.ports import Signer
from bangwo.app.standing_shapes import standing_json
from bangwo.app.telling import place_text, spoken_time
from bangwo.app.turn import Turn
from bangwo.app.working import Working
from bangwo.core.clock import LOCAL
from bangwo.core.errors import Code
from bangwo.core.ids import Ids
from bangwo.domain.facts import Fact, FactKind
from bangwo.domain.money import Money
from bangwo.domain.offer import GOODS
from bangwo.domain.standing import GRACE, LIFE, OPEN, STANDING_MAX, Standing, StandingState, Trigger
from bangwo.language.dialogue.amend import day_of
from bangwo.language.dialogue.decide import tickets
from bangwo.language.dialogue.deferral import limit_said
from bangwo.language.dialogue.state import SEATED, Asks, Deferral, Draft
from bangwo.language.replies import Say, phrase

READ_MAX = 50


@dataclass(frozen=True, slots=True)
class Reserving:
    """The conversation's side of what stands."""

    store: CaseStore
    working: Working
    signer: Signer
    ids: Ids

    async def propose(self, turn: Turn) -> None:
        """After a turn whose draft is to wait: say it back and ask for the yes, or for what is missing."""
        put_off, draft = turn.state.deferral, turn.state.draft
        if put_off is None:
            return
        if draft is None:
            turn.state = replace(turn.state, deferral=None)
            turn.phrases.clear()
            turn.say(Code.STANDING_NOTHING)
            return
        at = _at(put_off)
        if at is not None and at <= turn.now:
            turn.state = replace(turn.state, deferral=None)
            turn.say(Code.DATE_PAST)
            return
        if turn.state.asks in (Asks.ADDRESS, Asks.ITEMS, Asks.COUNT):
            return  # that comes first
        if self._to_be_had(turn, put_off):
            turn.state = replace(turn.state, deferral=None)
            turn.phrases.insert(0, phrase(Say.STANDING_NOW))
            return
        if draft.trade in SEATED and not tickets(draft):
            turn.say(Say.ASK_COUNT)
            turn.state = replace(turn.state, asks=Asks.COUNT.value)
            return
        most = self._most(turn, draft, put_off)
        await self._off_the_table(turn, draft)
        turn.state = replace(turn.state, deferral=replace(put_off, most_fen=most))
        if not most:
            turn.say(Say.STANDING_LIMIT, what=turn.name_of(draft))
            turn.state = replace(turn.state, asks=Asks.LIMIT.value)
            return
        self._say_back(turn, self._standing(turn, draft, replace(put_off, most_fen=most)))
        turn.state = replace(turn.state, asks=Asks.CONFIRM.value)

    async def agreed(self, turn: Turn) -> None:
        """The yes: it stands from now on, signed."""
        put_off, draft = turn.state.deferral, turn.state.draft
        if put_off is None or draft is None:
            turn.say(Say.NOTHING_TO_CONFIRM)
            return
        waiting = [each for each in await self.store.standings(turn.person.user_id, READ_MAX) if each.state in OPEN]
        if len(waiting) >= STANDING_MAX:
            turn.say(Code.TOO_MANY_STANDING, most=STANDING_MAX)
            return
        if (at := _at(put_off)) is not None and at <= turn.now:
            turn.say(Code.DATE_PAST)
            return
        wished = self._standing(turn, draft, put_off)
        signed = replace(wished, jws=self.signer.sign(wished.promised))
        made = Fact(self.ids("f", turn.now), signed.user_id, FactKind.STANDING_MADE, turn.now, signed.standing_id)
        turn.also += (PutStanding(signed), AddFacts((made,)))
        turn.state = turn.state.without_draft()
        turn.say(Say.STANDING_MADE, what=signed.what)
        turn.blocks.append({"kind": "standing", "standing": [standing_json(signed)]})

    async def listed(self, turn: Turn) -> None:
        """What waits."""
        waiting = await self._waiting(turn)
        if not waiting:
            turn.say(Say.STANDING_NONE)
            return
        turn.say(Say.STANDING_LIST, count=len(waiting))
        for each in waiting:
            self._say_one(turn, each)
        turn.blocks.append({"kind": "standing", "standing": [standing_json(each) for each in waiting]})

    async def dropped(self, turn: Turn, which: str) -> None:
        """Want one no more: the one that is named, or the only one."""
        waiting = [each for each in await self._waiting(turn) if each.state is StandingState.WAITING]
        meant = [each for each in waiting if which in each.what] if which else waiting
        if not waiting:
            turn.say(Say.STANDING_NONE)
        elif len(meant) != 1:
            turn.say(Say.STANDING_WHICH, count=len(waiting))
            for each in waiting:
                self._say_one(turn, each)
            turn.blocks.append({"kind": "standing", "standing": [standing_json(each) for each in waiting]})
        else:
            turn.also += (PutStanding(meant[0].cancelled()),)
            turn.say(Say.STANDING_DROPPED, what=meant[0].what)

    def take_limit(self, turn: Turn) -> bool:
        """Take a sum that was asked for; whether one was said."""
        put_off = turn.state.deferral
        if put_off is None or turn.state.asks != Asks.LIMIT:
            return False
        most = limit_said(turn.text, turn.now)
        if most:
            turn.state = replace(turn.state, deferral=replace(put_off, most_fen=most), asks="")
        return bool(most)

    async def _waiting(self, turn: Turn) -> list[Standing]:
        return [each for each in await self.store.standings(turn.person.user_id, READ_MAX) if each.state in OPEN]

    def _to_be_had(self, turn: Turn, put_off: Deferral) -> bool:
        """Whether there is nothing to wait for: it is on the table, and within the limit."""
        quote = turn.quote
        if quote is None or put_off.trigger == Trigger.AT:
            return False
        return not put_off.most_fen or quote.gross.fen <= put_off.most_fen

    def _most(self, turn: Turn, draft: Draft, put_off: Deferral) -> int:
        """What was said, or for a moment what it costs now."""
        budget = draft.wanted.budget
        said = put_off.most_fen or (budget.max if budget and budget.max and budget.per is None else 0) or 0
        return said or (turn.quote.gross.fen if turn.quote is not None else 0)

    async def _off_the_table(self, turn: Turn, draft: Draft) -> None:
        """The quote that this turn made is none to agree to: it was to see what can be had."""
        quote = turn.quote
        picked = draft.picked or (tuple(line.offer_ref for line in quote.lines) if quote is not None else ())
        if quote is not None:
            await self.working.let_go(turn)
        elif not picked and draft.trade in GOODS and draft.options:
            picked = tuple(each for each in draft.options[0].offers if each)
        turn.quote, turn.blocks = None, []
        turn.phrases.clear()
        wanted = replace(draft.wanted, coupon=draft.wanted.coupon or False)
        if draft.trade in SEATED and day_of(wanted) is None:  # nobody can be asked which day: the first there is
            wanted = replace(wanted, sort=wanted.sort or "earliest")
        kept = replace(draft, wanted=wanted, picked=picked, firm=bool(picked), browsing=False, options=())
        turn.state = replace(turn.state.with_draft(kept), quote_id="", listed=False)

    def _standing(self, turn: Turn, draft: Draft, put_off: Deferral) -> Standing:
        at, trigger = _at(put_off), Trigger(put_off.trigger)
        where = turn.person.address(draft.wanted.where or "") or next(iter(turn.person.addresses), None)
        if where is not None:
            where = replace(where, contact=draft.contact or where.contact, phone=draft.phone or where.phone)
        budget = replace(draft.wanted.budget, max=None, about=None, min=None) if draft.wanted.budget else None
        offers = [self.working.catalogue.offer(ref) for ref in draft.picked]
        named = "、".join(dict.fromkeys(each.name for each in offers if each is not None)) or turn.name_of(draft)
        first = next((each for each in offers if each is not None), None)
        shop = self.working.catalogue.merchant(first.provider_id, first.merchant_id) if first is not None else None
        return Standing(
            standing_id=self.ids("s", turn.now),
            user_id=turn.person.user_id,
            wanted=replace(draft.wanted, budget=budget, time=None if trigger is Trigger.AT else draft.wanted.time),
            what=f"{shop.name} {named}" if shop is not None and draft.trade in GOODS else named,
            trigger=trigger,
            most=Money(put_off.most_fen),
            until=at + GRACE if at is not None else turn.now + LIFE,
            made_at=turn.now,
            language=turn.language,
            picked=draft.picked,
            where=where if draft.trade in GOODS else None,
            at=at,
            version=1,
            next_at=at or turn.now,
        )

    def _say_back(self, turn: Turn, wished: Standing) -> None:
        self._say_one(turn, wished)
        if wished.where is not None:
            turn.say(Say.Q_WHERE, where=place_text(wished.where, turn.language))
        turn.say(Say.STANDING_TERMS, until=spoken_time(wished.until))
        turn.say(Say.ASK_STANDING)
        turn.blocks.append({"kind": "standing", "standing": [standing_json(wished)]})

    def _say_one(self, turn: Turn, each: Standing) -> None:
        said = {Trigger.AT: Say.STANDING_AT, Trigger.PRICE: Say.STANDING_PRICE, Trigger.STOCK: Say.STANDING_STOCK}
        when = {"when": spoken_time(each.at)} if each.at is not None else {}
        turn.say(said[each.trigger], what=_quantified(each), most_fen=each.most.fen, **when)


def _quantified(standing: Standing) -> str:
    items = standing.wanted.items
    count = standing.wanted.count or (int(items[0].qty) if len(items) == 1 and items[0].qty else 0)
    return f"{standing.what} ×{count}" if count > 1 else standing.what


def _at(put_off: Deferral) -> datetime | None:
    return datetime.fromisoformat(put_off.at).replace(tzinfo=LOCAL) if put_off.at else None
