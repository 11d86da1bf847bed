"""The two stores as twins: whatever is written, both accept or refuse it with the same word, and read the same."""

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_things import (
    MINUTE,
    NEW_YEAR,
    NOW,
    a_card,
    a_case,
    a_conversation,
    a_person,
    a_quote,
    a_standing,
    a_transfer,
    an_order,
    changes,
    new_id,
)

from bangwo.adapters.memory import MemoryStore
from bangwo.adapters.store.postgres import PostgresStore
from bangwo.app.changes import (
    AddMemo,
    AddTransfers,
    DropMemos,
    EndBudgetHold,
    HoldBudget,
    LinkProviderOrder,
    PutCard,
    PutCase,
    PutConversation,
    PutOrder,
    PutPerson,
    PutQuote,
    PutStanding,
    Remember,
    StoredAnswer,
    Write,
)
from bangwo.app.ports import Context
from bangwo.core.errors import Conflict
from bangwo.domain.campaigns.card import CardState
from bangwo.domain.campaigns.programme import NONE
from bangwo.domain.case import CaseState
from bangwo.domain.memo import Memo
from bangwo.domain.money import Money
from bangwo.domain.quote import QuoteState

MARK = "@"  # stands for what tells one example from another
USERS = (f"{MARK}a", f"{MARK}b")
ONE_OF_TWO = st.sampled_from("12")
VERSIONS = st.integers(1, 3)
CARD_STATES = st.sampled_from((CardState.GRANTED, CardState.HELD, CardState.USED))
QUOTE_STATES = st.sampled_from(QuoteState)
HELD_FOR = st.sampled_from(("", "q1", "q2"))
MOMENTS = st.one_of(st.none(), st.integers(0, 3).map(lambda minutes: NOW + minutes * MINUTE))
CAMPAIGN = st.sampled_from((NEW_YEAR.campaign_id, "none"))


ENDS = st.sampled_from(("used", "released", "restored"))
T = TypeVar("T")


@st.composite
def writes(draw: st.DrawFn, user_id: str) -> Write:
    name = draw(ONE_OF_TWO)
    quote = a_quote(user_id, quote_id=f"q_{name}", expires_at=draw(MOMENTS) or NOW)
    match draw(st.integers(0, 13)):
        case 0:
            person = a_person(user_id=user_id, phone=f"{MARK}{name}", version=draw(VERSIONS) - 1)
            return PutPerson(person, new=draw(st.booleans()))
        case 1:
            changed = {"version": draw(VERSIONS), "open": draw(st.booleans()), "state": {"quote_id": "q_1"}}
            return PutConversation(a_conversation(user_id, conversation_id=f"v{name}", **changed))
        case 2:
            return PutQuote(quote, draw(QUOTE_STATES), draw(st.one_of(st.none(), QUOTE_STATES)))
        case 3:
            return PutOrder(an_order(quote, version=draw(VERSIONS), next_at=draw(MOMENTS)))
        case 4:
            card = a_card(user_id, card_id=f"c{name}", state=draw(CARD_STATES), held_for=draw(HELD_FOR))
            return PutCard(card, draw(st.one_of(st.none(), CARD_STATES)), draw(HELD_FOR))
        case 5:
            return HoldBudget(draw(CAMPAIGN), f"h{name}", Money(draw(st.integers(1, 9))))
        case 6:
            return EndBudgetHold(draw(CAMPAIGN), f"h{name}", draw(ENDS))
        case 7:
            return AddTransfers((a_transfer(user_id, "o", transfer_id=f"t{name}"),))
        case 8:
            return LinkProviderOrder("p", f"{MARK}{name}", user_id, "o")
        case 9:
            states = st.sampled_from((CaseState.WAITING, CaseState.TAKEN, CaseState.CLOSED))
            changed = {"version": draw(VERSIONS), "state": draw(states)}
            return PutCase(a_case(user_id, case_id=f"{MARK}k{name}", **changed))
        case 10:
            return AddMemo(Memo(f"m{name}", user_id, NOW, "case_reply", {"number": "A", "ahead": 1}))
        case 11:
            return PutStanding(
                a_standing(user_id, standing_id=f"s{name}", version=draw(VERSIONS), next_at=draw(MOMENTS))
            )
        case 12:
            return DropMemos(user_id, draw(st.sampled_from((("m1",), ("m2",), ("m1", "m2")))))
        case _:
            return Remember(StoredAnswer(user_id, f"k{name}", "d", [name, None]))


COMMITS = st.lists(
    st.sampled_from(USERS).flatmap(lambda user: st.tuples(st.just(user), st.lists(writes(user), max_size=4))),
    max_size=12,
)


def marked(value: T, mark: str) -> T:
    """The same with names of its own, for the database keeps what earlier examples wrote."""
    if type(value) is str:
        return value.replace(MARK, mark)
    if is_dataclass(value) and not isinstance(value, Money):
        return replace(value, **{each.name: marked(getattr(value, each.name), mark) for each in fields(value)})
    return value


async def outcome(store: MemoryStore | PostgresStore, user_id: str, many: list[Write]) -> str:
    try:
        await store.commit(changes(user_id, *many))
    except Conflict as conflict:
        return conflict.what
    return "done"


def without_programme(context: Context | None) -> Context | None:
    """Each store counts the changes of campaigns by itself."""
    return context and replace(context, programme=NONE)


async def seen(store: MemoryStore | PostgresStore, user_id: str, mark: str) -> list[object]:
    return [
        await store.person(user_id),
        await store.person_by_phone(f"{mark}1"),
        without_programme(await store.context(user_id, None, "k1")),
        without_programme(await store.context(user_id, "v2", "k2")),
        await store.orders(user_id, 9),
        [await store.quote(user_id, f"q_{name}") for name in "12"],
        await store.cards(user_id),
        await store.transfers(user_id),
        [await store.answer(user_id, f"k{name}") for name in "12"],
        await store.cases(user_id, 9),
        await store.standings(user_id, 9),
        [await store.case(f"{mark}k{name}") for name in "12"],
        [await store.find_provider_order("p", f"{mark}{name}") for name in "12"],
        sorted((each for each in await store.budget_holds() if each.user_id == user_id), key=lambda each: each.hold_id),
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commits=COMMITS)
async def test_both_stores_do_the_same(postgres_store: PostgresStore, commits: list[tuple[str, list[Write]]]) -> None:
    memory, mark = MemoryStore([NEW_YEAR]), new_id("x")
    for user, many in commits:
        mine = [marked(write, mark) for write in many]
        told = [await outcome(store, marked(user, mark), mine) for store in (memory, postgres_store)]
        assert told[0] == told[1]
    for user in USERS:
        user_id = marked(user, mark)
        assert await seen(memory, user_id, mark) == await seen(postgres_store, user_id, mark)
