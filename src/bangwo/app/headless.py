"""Headless: prices a wish that stands as a conversation would, with nobody there to be asked."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from bangwo.app.drafting import Drafting
from bangwo.app.ports import Context, Providers, Store
from bangwo.app.seats import give_back
from bangwo.app.turn import begin
from bangwo.core.clock import Clock
from bangwo.core.ids import Ids
from bangwo.domain.campaigns.card import Card
from bangwo.domain.offer import GOODS
from bangwo.domain.person import Person
from bangwo.domain.quote import Quote
from bangwo.domain.standing import Standing
from bangwo.language.dialogue.state import Dialogue, Draft
from bangwo.language.replies import IN_QUOTE, Say

_QUIET = IN_QUOTE | {Say.ASK_YES, Say.OTHERS, Say.PREMIERE_ON, Say.COMMA}
"""What may be said beside a quote that is just what was wished; all else is a doubt, and nobody can be asked."""


@dataclass(frozen=True, slots=True)
class Headless:
    """Implements `Pricing` over the drafting of conversations, which is made ready when it is first needed."""

    store: Store
    providers: Providers
    drafting: Callable[[], Awaitable[Drafting]]
    clock: Clock
    ids: Ids

    async def quote(self, standing: Standing, person: Person, cards: Sequence[Card]) -> Quote | None:
        """An exact quote of just what was agreed to, or None."""
        drafting = await self.drafting()
        programme = await self.store.programme()
        context = Context(_at_home(person, standing), tuple(cards), None, None, None, None, programme)
        turn = begin(context, None, "", self.clock.now(), self.ids)
        draft = Draft(standing.wanted, picked=standing.picked, firm=bool(standing.picked))
        turn.state = Dialogue(drafts=(draft,), language=standing.language)
        if standing.picked:
            await drafting.catalogue.refresh(standing.picked)
        await drafting.work(turn)
        quote = turn.quote
        if quote is None:
            return None
        exact = len(turn.state.drafts) == 1 and all(each.code in _QUIET for each in turn.phrases)
        if exact and _as_agreed(quote, standing):
            return quote
        if quote.hold is not None:
            await give_back(self.providers, quote.hold, quote.provider_id)
        return None


def _at_home(person: Person, standing: Standing) -> Person:
    """The person with the address that was agreed to in the first place, whatever the address book says by now."""
    if standing.where is None:
        return person
    others = tuple(each for each in person.addresses if each.label != standing.where.label)
    return replace(person, addresses=(standing.where, *others))


def _as_agreed(quote: Quote, standing: Standing) -> bool:
    if standing.picked and {each.offer_ref for each in quote.lines} != set(standing.picked):
        return False
    if quote.trade in GOODS and quote.where != standing.where:
        return False
    return quote.trade is standing.wanted.trade
