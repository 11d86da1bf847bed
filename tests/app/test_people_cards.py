"""Cards of newcomers: what campaigns give for coming, and that people come also where nothing is left to give."""

from dataclasses import replace

import pytest
from desks import Desk

from bangwo.adapters.campaigns.shipped import terms_of
from bangwo.adapters.memory import MemoryStore
from bangwo.app.people import People
from bangwo.domain.campaigns.terms import Campaign
from bangwo.domain.place import Point


class Nowhere:
    async def locate(self, text: str) -> Point:
        return Point(0, 0)


def giving(name: str, cards: int) -> Campaign:
    terms = terms_of("new-year")
    return replace(terms, campaign_id=name, caps=replace(terms.caps, campaign_cards=cards))


@pytest.mark.parametrize(
    ("limits", "asked", "given"),
    [
        ({"a": 9}, None, ["a", "a", "a"]),
        ({"a": 2}, None, ["a", "a", ""]),
        ({"a": 2, "b": 9}, None, ["a b", "a b", "b"]),
        ({"a": 9}, 3, ["a a a", "a a a", "a a a"]),
        ({"a": 9}, 0, ["", "", ""]),
        ({"a": 4}, 3, ["a a a", "", ""]),
    ],
)
async def test_newcomers_get_what_is_left(limits: dict[str, int], asked: int | None, given: list[str]) -> None:
    store = MemoryStore([giving(name, cards) for name, cards in limits.items()])
    desk = Desk(store)
    people = People(store, Nowhere(), desk.clock, desk.ids, str)
    got: list[str] = []
    for number in range(3):
        person, new = await people.join(f"1380000000{number}", asked)
        got.append(" ".join(card.campaign_id for card in await store.cards(person.user_id)))
        assert new
        assert (await people.join(person.phone, asked)) == (person, False)
    assert got == given


async def test_the_last_card_is_known_to_be_given(any_desk: Desk) -> None:
    assert await any_desk.store.given_out() == frozenset()
