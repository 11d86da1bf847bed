"""Claims: many people want a card at once; what comes while one batch is written makes the next."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bangwo.app.promote import granting
from bangwo.core.errors import Bug, Conflict, Unavailable
from bangwo.core.ids import Ids
from bangwo.domain.campaigns.card import Card
from bangwo.domain.campaigns.granting import Event, Profile, Refusal, Withheld, granted
from bangwo.domain.campaigns.programme import Programme
from bangwo.domain.facts import Fact

BATCH_MAX = 512
AT_ONCE_MAX = 2
"""One batch is read and decided while another is written."""
WAITING_MAX = 50_000
TRIES_MAX = 5


@dataclass(frozen=True, slots=True)
class Claim:
    """A person for whom something happened that may give cards."""

    user_id: str
    event: Event
    profile: Profile


class ClaimStore(Protocol):
    """Keeps cards, and gives many at once."""

    async def programme(self) -> Programme:
        """Every campaign as it now stands."""
        ...

    async def hands(self, user_ids: Sequence[str]) -> Mapping[str, tuple[Card, ...]]:
        """All cards that these people ever had."""
        ...

    async def give(self, campaign_id: str, counted: bool, cards: Sequence[tuple[Card, Fact]]) -> Sequence[str]:
        """Write cards of a campaign with their facts, all at once and durably; with `counted` while any are left.

        For each: `done`, `card` when its id was taken before, `budget` when none was left. Raises Unavailable, Unknown.
        """
        ...


@dataclass(slots=True)
class _Asked:
    claim: Claim
    told: "asyncio.Future[Sequence[Card | Withheld]]"
    got: list[Card | Withheld] = field(default_factory=list[Card | Withheld])
    again: bool = False
    tries: int = 0


@dataclass(slots=True)
class Claims:
    """Answers claims in batches. Repeating a claim gives nothing twice: it is told `already`."""

    store: ClaimStore
    ids: Ids
    _waiting: deque[_Asked] = field(default_factory=deque[_Asked])
    _tasks: set["asyncio.Task[None]"] = field(default_factory=set["asyncio.Task[None]"])

    async def claim(self, claim: Claim) -> Sequence[Card | Withheld]:
        """What a claim gives, and why it gives no more. Raises Unavailable; Unknown: claim again to know."""
        if len(self._waiting) >= WAITING_MAX:
            raise Unavailable("too many wait for cards")
        asked = _Asked(claim, asyncio.get_running_loop().create_future())
        self._waiting.append(asked)
        if len(self._tasks) < AT_ONCE_MAX:
            task = asyncio.create_task(self._serve())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await asked.told

    async def _serve(self) -> None:
        while batch := [self._waiting.popleft() for _ in range(min(BATCH_MAX, len(self._waiting)))]:
            failure: Exception | None = Bug("a claim was not answered")
            try:
                await self._answer(batch)
                failure = None
            except Unavailable as error:
                failure = error
            finally:
                for each in batch:
                    self._tell(each, failure)

    def _tell(self, asked: _Asked, failure: Exception | None) -> None:
        """Answer a claim; one whose card another was first to take comes again with the next batch."""
        if asked.told.done():  # whoever claimed has gone
            return
        if asked.again and asked.tries < TRIES_MAX:
            asked.again, asked.tries = False, asked.tries + 1
            self._waiting.append(asked)
        elif asked.again:
            asked.told.set_exception(Conflict("card"))
        elif failure is not None:
            asked.told.set_exception(failure)
        else:
            asked.told.set_result(tuple(asked.got))

    async def _answer(self, batch: Sequence[_Asked]) -> None:
        programme = await self.store.programme()
        hands = dict(await self.store.hands([each.claim.user_id for each in batch]))
        given: defaultdict[str, list[tuple[_Asked, Card]]] = defaultdict(list)
        counted: dict[str, bool] = {}
        for asked in batch:
            user_id, event = asked.claim.user_id, asked.claim.event
            hand = hands.get(user_id, ())
            for found in granted(event, asked.claim.profile, hand, programme):
                if isinstance(found, Withheld):
                    ours = any(isinstance(each, Card) and each.campaign_id == found.campaign_id for each in asked.got)
                    if not (ours and found.why is Refusal.ALREADY):  # given to this very claim, in an earlier batch
                        asked.got.append(found)
                    continue
                campaign_id = found.run.campaign_id
                counted[campaign_id] = bool(found.run.terms.counts)
                cards = found.cards(user_id, event.now)
                given[campaign_id] += [(asked, card) for card in cards]
                hands[user_id] = (*hands.get(user_id, ()), *cards)
        for campaign_id, cards in given.items():
            await self._give(campaign_id, counted[campaign_id], cards)

    async def _give(self, campaign_id: str, counted: bool, cards: Sequence[tuple[_Asked, Card]]) -> None:
        rows = [(card, granting(card, self.ids)) for _, card in cards]
        for (asked, card), outcome in zip(cards, await self.store.give(campaign_id, counted, rows), strict=True):
            match outcome:
                case "done":
                    asked.got.append(card)
                case "budget":
                    asked.got.append(Withheld(campaign_id, asked.claim.event.trigger, Refusal.CAMPAIGN_CAP))
                case _:
                    asked.again = True
