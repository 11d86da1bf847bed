"""Working: brings the drafts of a turn further, keeps the quote on the table, and writes the turn."""

from dataclasses import dataclass, replace

from bangwo.app.changes import Changes
from bangwo.app.drafting import Drafting
from bangwo.app.goods import same_shop
from bangwo.app.once import Command
from bangwo.app.ports import Catalogue, Market, Places, Providers, Store
from bangwo.app.ranking import FIT_THING
from bangwo.app.seats import give_back
from bangwo.app.turn import Turn
from bangwo.core.errors import Code
from bangwo.core.ids import Ids
from bangwo.core.json import Json
from bangwo.domain.offer import GOODS, Offer
from bangwo.language.dialogue.state import Draft
from bangwo.language.replies import Say


@dataclass(frozen=True, slots=True)
class Working:
    """All that a turn needs which orders nothing."""

    store: Store
    catalogue: Catalogue
    providers: Providers
    places: Places
    market: Market
    ids: Ids

    @property
    def drafting(self) -> Drafting:
        """What works on the first draft."""
        return Drafting(self.catalogue, self.providers, self.places, self.market, self.ids)

    async def work(self, turn: Turn) -> None:
        """Bring the first draft further, and say of those that this turn put behind it that they wait."""
        await self.drafting.work(turn)
        for draft in turn.state.drafts[1:]:
            if not draft.aside and draft not in turn.known_drafts:
                turn.say(Say.LATER, what=turn.name_of(draft))
        self._tell_aside(turn)

    async def take_up(self, turn: Turn) -> None:
        """Go on with what waited until the draft before it was done."""
        if turn.state.draft is not None:
            self.announce(turn)
            await self.work(turn)

    def announce(self, turn: Turn) -> None:
        """Say what comes next, if anything waited."""
        draft = turn.state.draft
        if draft is None:
            return
        turn.say(Say.RESUMED if draft.aside else Say.NEXT, what=turn.name_of(draft))
        if draft.aside:
            turn.state = turn.state.with_draft(replace(draft, aside=False, offered=True))

    def join(self, turn: Turn) -> None:
        """One more thing that the shop of the draft put aside sells: it is added there, and that is said."""
        if len(turn.state.drafts) < 2:
            return
        fresh, before, *rest = turn.state.drafts
        more = self._sold_there(fresh, before) if before.aside else ()
        if not more:
            turn.interrupted = True
            return
        items = (*before.wanted.items, *fresh.wanted.items)
        joined = replace(before.with_items(items, (*before.picked, *(each.ref for each in more))), aside=False)
        turn.state = replace(turn.state, drafts=(joined, *rest))
        shop = self.catalogue.merchant(more[0].provider_id, more[0].merchant_id)
        turn.say(Say.JOINED, what=fresh.what, shop=shop.name if shop else "")

    def _sold_there(self, fresh: Draft, before: Draft) -> tuple[Offer, ...]:
        """The very things that were asked for, at the shop that was picked before; none unless it has them all."""
        wanted = fresh.wanted
        other = (wanted.shop, wanted.where, wanted.time, wanted.budget, wanted.sort, *wanted.tags)
        anchor = self.catalogue.offer(before.picked[0]) if before.picked else None
        if anchor is None or fresh.trade is not before.trade or fresh.trade not in GOODS or any(other):
            return ()
        found = [same_shop(self.catalogue, before, item, anchor, FIT_THING) for item in wanted.items]
        sold = tuple(each for each in found if each is not None)
        return sold if len(sold) == len(wanted.items) else ()

    def _tell_aside(self, turn: Turn) -> None:
        """A draft is put aside once; the next time it is forgotten."""
        first, *rest = turn.state.drafts or (None,)
        if first is not None and first.aside:  # what came in between could not be done
            turn.state = turn.state.with_draft(replace(first, aside=False))
        if not turn.interrupted:
            return
        kept = [each for each in rest if not (each.aside and each.offered)]
        if kept and kept[0].aside:
            turn.say(Say.ASIDE, what=turn.name_of(kept[0]))
        turn.state = replace(turn.state, drafts=(*turn.state.drafts[:1], *kept))

    async def requote(self, turn: Turn, code: Code) -> None:
        """Say that the quote is over, price the draft anew, and ask again."""
        turn.say(code)
        await self.drafting.work(turn)
        if turn.quote is not None:
            turn.say(Say.ASK_YES_AGAIN)
            turn.unsay(Say.ASK_YES)

    def keep_quote(self, turn: Turn) -> None:
        """What was said did not touch the quote on the table: it stays, and is mentioned."""
        state, before = turn.state, turn.before
        if turn.quote is not None or before is None or state.quote_id != before.quote_id:
            return
        if not before.live(turn.now):
            return
        self.drafting.show_quote(turn, before)
        turn.say(Say.ASK_YES)
        turn.state = replace(state, asks=state.asks or "confirm", listed=False)

    async def write(self, turn: Turn, command: Command | None) -> Json:
        """The one commit of a plain turn; seats that were given up are given back after it."""
        answer = turn.answer()
        remember = (command.remember(answer),) if command is not None else ()
        await self.store.commit(Changes("turn.said", turn.person.user_id, (*turn.writes(self.ids), *remember)))
        if turn.before is not None and (hold := turn.dropped_hold()) is not None:
            await give_back(self.providers, hold, turn.before.provider_id)
        return answer

    async def let_go(self, turn: Turn) -> None:
        """The turn came to nothing: seats that it had held go back."""
        if turn.quote is not None and (hold := turn.new_hold()) is not None:
            await give_back(self.providers, hold, turn.quote.provider_id)
