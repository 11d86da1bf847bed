"""Invitations over both stores: each friend once, each card once, and every cap kept whoever comes at once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from desks import Desk

from bangwo.adapters.campaigns.shipped import terms_of
from bangwo.adapters.memory import MemoryStore
from bangwo.app.invites import Invites
from bangwo.app.once import Command, body_digest
from bangwo.core.errors import Code, Conflict, Refused
from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.facts import FactKind
from bangwo.domain.invitation import masked
from bangwo.domain.money import total
from bangwo.domain.person import Person


def invites_of(desk: Desk) -> Invites:
    return Invites(desk.store, desk.clock, desk.ids, "http://bangwo.test")


def command(person: Person, code: str, key: str = "k") -> Command:
    return Command(person.user_id, key, body_digest(["invite", code]))


async def code_of(desk: Desk, person: Person) -> str:
    return (await invites_of(desk).mine(person.user_id)).code


async def accept(desk: Desk, person: Person, code: str, key: str = "k") -> Code | None:
    """What it is refused with, if it is."""
    try:
        await invites_of(desk).accept(command(person, code, key), code)
    except Refused as refused:
        return refused.code
    return None


async def buyers(desk: Desk, many: int) -> list[Person]:
    """So many people, each a second younger than the one before."""
    people: list[Person] = []
    for _ in range(many):
        desk.clock.advance(timedelta(seconds=1))
        people.append(await desk.buyer())
    return people


async def earned(desk: Desk, person: Person) -> list[Card]:
    return [card for card in await desk.store.cards(person.user_id) if card.grant.startswith("invitation:")]


async def test_a_code_is_made_once_and_stays(any_desk: Desk) -> None:
    anna, bert = await buyers(any_desk, 2)
    seen = await asyncio.gather(*(code_of(any_desk, anna) for _ in range(8)))
    assert len(set(seen)) == 1
    assert await code_of(any_desk, bert) != seen[0]
    assert await any_desk.store.inviter(seen[0]) == anna.user_id
    mine = await invites_of(any_desk).mine(anna.user_id)
    assert (mine.link, mine.count, mine.cards, mine.by) == (f"http://bangwo.test/i/{seen[0]}", 0, 0, None)


async def test_a_friend_brings_the_inviter_one_card_and_both_are_told(any_desk: Desk) -> None:
    anna, bert = await buyers(any_desk, 2)
    hand = await any_desk.store.cards(bert.user_id)
    assert await accept(any_desk, bert, (await code_of(any_desk, anna)).upper()) is None
    seen, his = [await invites_of(any_desk).mine(each.user_id) for each in (anna, bert)]
    assert (seen.count, seen.cards, [each.who for each in seen.latest]) == (1, 1, [masked("", bert.phone)])
    assert (his.count, his.cards, his.by) == (0, 0, masked("", anna.phone))
    assert await any_desk.store.cards(bert.user_id) == hand
    assert bert.phone not in str(seen.json)
    assert [card.grant for card in await earned(any_desk, anna)] == [f"invitation:{bert.user_id}"]


async def test_the_same_key_is_answered_again_and_no_other_is(any_desk: Desk) -> None:
    anna, carl, bert = await buyers(any_desk, 3)
    code, other = await code_of(any_desk, anna), await code_of(any_desk, carl)
    told = [await accept(any_desk, bert, code, key) for key in ("k", "k", "k2")]
    assert told == [None, None, Code.INVITE_TAKEN]
    assert await accept(any_desk, bert, other, "k") is Code.IDEMPOTENCY_MISMATCH
    assert await accept(any_desk, bert, other, "k3") is Code.INVITE_TAKEN
    assert len(await earned(any_desk, anna)) == 1
    assert await earned(any_desk, carl) == []


async def test_who_may_not_come_is_refused(any_desk: Desk) -> None:
    anna, bert, carl = await buyers(any_desk, 3)
    code = await code_of(any_desk, anna)
    assert await accept(any_desk, bert, "nobodys0code") is Code.INVITE_UNKNOWN
    assert await accept(any_desk, anna, code) is Code.INVITE_OWN
    assert await accept(any_desk, bert, code) is None
    assert await accept(any_desk, carl, await code_of(any_desk, bert)) is None
    assert await accept(any_desk, anna, await code_of(any_desk, carl)) is Code.INVITE_CIRCLE
    old = (await buyers(any_desk, 1))[0]
    await any_desk.order(old, await any_desk.quote(old))
    assert await accept(any_desk, old, code) is Code.INVITE_NOT_NEW
    assert len(await earned(any_desk, anna)) == 1


async def test_twenty_at_once_bring_a_card_each(any_desk: Desk) -> None:
    anna, *friends = await buyers(any_desk, 21)
    code = await code_of(any_desk, anna)
    assert set(await asyncio.gather(*(accept(any_desk, each, code) for each in friends))) == {None}
    cards = await earned(any_desk, anna)
    assert {card.grant for card in cards} == {f"invitation:{each.user_id}" for each in friends}
    assert len(cards) == 20
    assert (await invites_of(any_desk).mine(anna.user_id)).count == 20


async def test_one_friend_twenty_times_at_once_brings_one_card(any_desk: Desk) -> None:
    anna, bert = await buyers(any_desk, 2)
    code = await code_of(any_desk, anna)
    same = await asyncio.gather(*(accept(any_desk, bert, code) for _ in range(20)))
    others = await asyncio.gather(*(accept(any_desk, bert, code, f"o{n}") for n in range(5)))
    assert (set(same), set(others)) == ({None}, {Code.INVITE_TAKEN})
    assert len(await earned(any_desk, anna)) == 1


async def test_one_friend_is_brought_by_one_of_many(any_desk: Desk) -> None:
    *hosts, bert = await buyers(any_desk, 6)
    codes = [await code_of(any_desk, each) for each in hosts]
    told = await asyncio.gather(*(accept(any_desk, bert, code, code) for code in codes))
    assert sorted(str(each) for each in told) == sorted(["None", *["invite_taken"] * 4])
    assert sum([len(await earned(any_desk, each)) for each in hosts]) == 1


async def test_no_cap_is_overrun_and_friends_count_all_the_same(any_desk: Desk) -> None:
    anna, *friends = await buyers(any_desk, 28)
    code = await code_of(any_desk, anna)
    assert set(await asyncio.gather(*(accept(any_desk, each, code) for each in friends))) == {None}
    cards = await any_desk.store.cards(anna.user_id)
    assert len(cards) == 21
    assert total(card.max for card in cards).fen == 52_500
    assert (await invites_of(any_desk).mine(anna.user_id)).count == 27


async def test_more_than_thirty_in_an_hour_are_looked_at() -> None:
    terms = terms_of("new-year")
    wide = replace(terms, caps=replace(terms.caps, person_cards=None, person_off=None))
    desk = Desk(MemoryStore([wide]))
    anna, *friends = await buyers(desk, 33)
    code = await code_of(desk, anna)
    for each in friends:
        assert await accept(desk, each, code) is None
    assert sorted(card.state for card in await earned(desk, anna)) == [CardState.FROZEN] * 2 + [CardState.GRANTED] * 30


@pytest.mark.parametrize("left", [1, 3])
async def test_a_pot_gives_its_last_card_and_no_more(left: int) -> None:
    terms = terms_of("new-year")
    few = replace(terms, caps=replace(terms.caps, campaign_cards=left))
    desk = Desk(MemoryStore([few]))
    anna, *friends = await buyers(desk, 6)
    code = await code_of(desk, anna)
    assert set(await asyncio.gather(*(accept(desk, each, code) for each in friends))) == {None}
    assert len(await earned(desk, anna)) == left


async def test_each_acceptance_is_one_fact_and_none_that_fails() -> None:
    store = MemoryStore([terms_of("new-year")])
    desk = Desk(store)
    anna, bert = await buyers(desk, 2)
    code = await code_of(desk, anna)
    await accept(desk, bert, code)
    await accept(desk, bert, code, "again")
    assert (await store.fact_counts())[FactKind.INVITATION_ACCEPTED] == 1


async def test_an_answer_that_got_lost_is_found_again(any_desk: Desk) -> None:
    anna, bert = await buyers(any_desk, 2)
    code, lost = await code_of(any_desk, anna), invites_of(any_desk)
    with pytest.raises(Conflict):
        await replace(lost, store=_Forgetful(any_desk)).accept(command(bert, code), code)  # type: ignore[arg-type]
    assert await accept(any_desk, bert, code) is None
    assert len(await earned(any_desk, anna)) == 1


class _Forgetful:
    """Writes the acceptance and has no eyes for it: every read after it fails."""

    def __init__(self, desk: Desk) -> None:
        self._store = desk.store
        self._written = False

    def __getattr__(self, name: str) -> object:
        if self._written:
            raise Conflict("lost")
        return getattr(self._store, name)

    async def commit(self, changes: object) -> None:
        await self._store.commit(changes)  # type: ignore[arg-type]
        self._written = True
