"""Invites: a code of one's own, friends who come by it, and the cards that campaigns give for them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from bangwo.app.changes import AddFacts, AddInvitation, Changes, PutInviteCode, Write
from bangwo.app.once import Command
from bangwo.app.ports import Store
from bangwo.app.promote import given, profile_of
from bangwo.core.clock import Clock
from bangwo.core.errors import Code, Conflict, Refused
from bangwo.core.ids import Ids
from bangwo.core.json import Json
from bangwo.domain.campaigns.card import Card
from bangwo.domain.campaigns.granting import Event, granted
from bangwo.domain.campaigns.programme import NONE, Programme
from bangwo.domain.campaigns.terms import Trigger
from bangwo.domain.facts import Fact, FactKind
from bangwo.domain.invitation import Invitation, Invited, masked
from bangwo.domain.person import Person

CODE_LENGTH = 10
"""Fifty random bits: with refusals limited, no code is found by trying."""
SHOWN_MAX = 100
TRIES_MAX = 50
"""Each try that fails means that somebody else's was written: more than one person's cards, for which they race."""
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Invite:
    """What a person sees of their invitations. `cards`: those that it brought; `by`: by whom they came, masked."""

    code: str
    link: str
    count: int
    latest: tuple[Invitation, ...]
    cards: int
    by: str | None

    @property
    def json(self) -> dict[str, Json]:
        """As the HTTP contract and the block fix it."""
        return {
            "link": self.link,
            "code": self.code,
            "count": self.count,
            "accepted": [{"who": each.who, "at": each.at.isoformat()} for each in self.latest],
            "cards": self.cards,
            "invited_by": self.by,
        }


@dataclass(frozen=True, slots=True)
class Invites:
    """Gives codes and accepts them, each person's acceptance once. `public_url`: where links lead."""

    store: Store
    clock: Clock
    ids: Ids
    public_url: str

    async def mine(self, user_id: str) -> Invite:
        """How a person's invitations stand; the first look makes the code."""
        for _ in range(TRIES_MAX):
            invited = await self.store.invited(user_id, SHOWN_MAX)
            if invited.code:
                return await self._seen(user_id, invited)
            code = self.ids("i", self.clock.now())[-CODE_LENGTH:]
            try:
                await self.store.commit(Changes("invite.made", user_id, (PutInviteCode(user_id, code),)))
            except Conflict:
                continue  # it was looked at twice at once
        raise Conflict("invite_code")

    async def accept(self, command: Command, code: str) -> Invite:
        """Accept an invitation for good; what the invited person now sees.

        Refused: invite_unknown, invite_own, invite_taken, invite_circle, invite_not_new, idempotency_mismatch.
        """
        programme = await self.store.programme()
        for _ in range(TRIES_MAX):
            if await self._accepted(command):
                return await self.mine(command.user_id)
            person, inviter = await self._pair(command.user_id, code.lower())
            writes = await self._writes(command, person, inviter, programme)
            try:
                await self.store.commit(Changes("invite.accepted", inviter.user_id, writes))
            except Conflict as conflict:
                if conflict.what == "budget":  # a last card is given: friends count all the same
                    rest = programme.without(await self.store.given_out())
                    programme = NONE if rest == programme else rest
                continue  # or a card of that number was given meanwhile, or this was accepted: look again
            return await self.mine(command.user_id)
        raise Conflict("card")

    async def _accepted(self, command: Command) -> bool:
        """Whether this very command was done before; Refused where another was."""
        by = (await self.store.invited(command.user_id, 0)).by
        if by is None:
            return False
        if by.key != command.key:
            raise Refused(Code.INVITE_TAKEN)
        if by.digest != command.digest:
            raise Refused(Code.IDEMPOTENCY_MISMATCH)
        return True

    async def _pair(self, user_id: str, code: str) -> tuple[Person, Person]:
        """Who accepts, and whose code it is, once both are known to fit."""
        person = await self.store.person(user_id)
        if person is None:
            raise Refused(Code.UNAUTHENTICATED)
        inviter_id = await self.store.inviter(code)
        inviter = None if inviter_id is None else await self.store.person(inviter_id)
        if inviter is None:
            raise Refused(Code.INVITE_UNKNOWN)
        if inviter.user_id == user_id:
            raise Refused(Code.INVITE_OWN)
        if _age(inviter) > _age(person):  # from older to newer only: a circle cannot close
            raise Refused(Code.INVITE_CIRCLE)
        if person.returned or await self.store.orders(user_id, 1):
            raise Refused(Code.INVITE_NOT_NEW)
        return person, inviter

    async def _writes(
        self, command: Command, person: Person, inviter: Person, programme: Programme
    ) -> tuple[Write, ...]:
        now = self.clock.now()
        cards = await self.store.cards(inviter.user_id)
        before = await self.store.invited(inviter.user_id, SHOWN_MAX)
        lately = sum(now - each.at < _HOUR for each in before.latest)
        known = replace(profile_of(inviter, now), invited=before.count + 1, risk={"invited_last_hour": lately + 1})
        who = masked(person.name, person.phone)
        invitation = Invitation(inviter.user_id, person.user_id, now, who, command.key, command.digest)
        fact = Fact(self.ids("f", now), inviter.user_id, FactKind.INVITATION_ACCEPTED, now, person.user_id)
        found = granted(Event(Trigger.INVITATION, person.user_id, now), known, cards, programme)
        return AddInvitation(invitation), AddFacts((fact,)), *given(inviter.user_id, found, now, self.ids)

    async def _seen(self, user_id: str, invited: Invited) -> Invite:
        by = None if invited.by is None else await self.store.person(invited.by.user_id)
        return Invite(
            code=invited.code,
            link=f"{self.public_url}/i/{invited.code}",
            count=invited.count,
            latest=invited.latest,
            cards=_brought(await self.store.cards(user_id)),
            by=None if by is None else masked(by.name, by.phone),
        )


def _age(person: Person) -> tuple[object, ...]:
    return person.created_at, person.user_id


def _brought(cards: Iterable[Card]) -> int:
    return sum(card.grant.startswith(f"{Trigger.INVITATION}:") for card in cards)
