"""The contract of the store: what is written is read, all or nothing, and only where its guards hold."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from store_things import (
    MINUTE,
    NEW_YEAR,
    NOW,
    a_card,
    a_conversation,
    a_person,
    a_quote,
    a_transfer,
    an_answer,
    an_order,
    changes,
    joins,
    new_id,
)

from bangwo.app.books import StoreBooks
from bangwo.app.changes import (
    AddConsent,
    AddFacts,
    AddJournal,
    AddTransfers,
    AddTurn,
    Conversation,
    EndBudgetHold,
    FinishAnswer,
    HoldBudget,
    JournalEntry,
    LinkProviderOrder,
    PutCard,
    PutConversation,
    PutOrder,
    PutPerson,
    PutQuote,
    Remember,
    TurnRecord,
    Write,
)
from bangwo.app.ports import Store
from bangwo.core.clock import LOCAL
from bangwo.core.errors import Bug, Conflict
from bangwo.domain.campaigns.card import CardState
from bangwo.domain.facts import Fact, FactKind
from bangwo.domain.money import Money
from bangwo.domain.order import Consent, Moment, OrderState, Step
from bangwo.domain.quote import QuoteState

CAMPAIGN = NEW_YEAR.campaign_id


class Both(Store, StoreBooks):
    """A store with its books."""


async def test_a_person_is_found_by_id_and_by_phone(store: Both) -> None:
    person = a_person()
    await store.commit(joins(person))
    assert await store.person(person.user_id) == person
    assert await store.person_by_phone(person.phone) == person
    assert await store.person("u_nobody") is None
    assert await store.person_by_phone("nobody") is None


async def test_one_phone_joins_once(store: Both) -> None:
    first = a_person()
    await store.commit(joins(first))
    for second in (a_person(phone=first.phone), replace(first, phone="1")):
        with pytest.raises(Conflict, match="person"):
            await store.commit(joins(second))
    assert await store.person_by_phone(first.phone) == first
    assert await store.person_by_phone("1") is None


async def test_a_person_changes_from_the_version_before(store: Both) -> None:
    person = a_person()
    await store.commit(joins(person))
    renamed = replace(person, name="小王", version=1)
    await store.commit(changes(person.user_id, PutPerson(renamed)))
    with pytest.raises(Conflict, match="person"):
        await store.commit(changes(person.user_id, PutPerson(replace(renamed, name="小张"))))
    assert await store.person(person.user_id) == renamed


async def test_everything_comes_back_as_it_was_written(store: Both) -> None:
    user = new_id("u")
    quote = a_quote(user)
    order = an_order(quote, deliver_at=NOW + MINUTE, codes=("A1",), paid=Money(1500))
    card = a_card(user)
    conversation = a_conversation(user)
    turn = TurnRecord(user, conversation.conversation_id, new_id("t"), "一杯奶茶", "好的", NOW)
    transfer = a_transfer(user, order.order_id)
    consent = Consent(user, order.order_id, quote.quote_id, quote.digest, NOW, "jws")
    entries = (
        JournalEntry(order.order_id, 1, NOW, "charge", "paid"),
        JournalEntry(order.order_id, 2, NOW, "a", "b", "c"),
    )
    answer = an_answer(user, order_id=order.order_id)
    fact = Fact(new_id("f"), user, FactKind.QUOTE_MADE, NOW, quote.quote_id, 5, "food")
    writes = (
        PutQuote(quote, QuoteState.OPEN),
        PutOrder(order),
        PutCard(card),
        PutConversation(conversation),
        AddTurn(turn),
        AddTransfers((transfer,)),
        AddConsent(consent),
        AddJournal(user, entries),
        Remember(answer),
        AddFacts((fact,)),
        LinkProviderOrder("flash", "p1", user, order.order_id),
    )
    await store.commit(changes(user, *writes))
    assert await store.quote(user, quote.quote_id) == (quote, QuoteState.OPEN)
    assert await store.order(user, order.order_id) == order
    assert await store.cards(user) == [card]
    assert await store.conversation(user, conversation.conversation_id) == conversation
    assert await store.turns(user, conversation.conversation_id, 9) == [turn]
    assert await store.transfers(user) == [transfer]
    assert await store.consent(user, order.order_id) == consent
    assert await store.journal(user, order.order_id) == list(entries)
    assert await store.answer(user, answer.key) == answer
    assert await store.find_provider_order("flash", "p1") == (user, order.order_id)
    assert await store.fact_counts() == {FactKind.QUOTE_MADE: 1}


async def test_moments_come_back_in_the_deployments_zone(store: Both) -> None:
    user = new_id("u")
    order = an_order(a_quote(user))
    await store.commit(changes(user, PutOrder(order), AddTransfers((a_transfer(user, order.order_id),))))
    kept = await store.order(user, order.order_id)
    assert kept is not None
    moments = (kept.created_at, kept.next_at, kept.quote.expires_at, (await store.transfers(user))[0].at)
    assert [moment and moment.tzinfo for moment in moments] == [LOCAL] * 4


async def test_nobody_sees_what_another_owns(store: Both) -> None:
    user, other = new_id("u"), new_id("u")
    quote = a_quote(user)
    await store.commit(
        changes(user, PutQuote(quote, QuoteState.OPEN), PutOrder(an_order(quote)), PutCard(a_card(user)))
    )
    assert await store.quote(other, quote.quote_id) is None
    assert await store.order(other, an_order(quote).order_id) is None
    assert (await store.orders(other, 9), await store.cards(other)) == ([], [])


async def test_a_write_of_another_person_is_a_bug(store: Both) -> None:
    with pytest.raises(Bug, match="PutCard"):
        await store.commit(changes("u_one", PutCard(a_card("u_two"))))


def _failing(user: str) -> Sequence[tuple[str, Write, Write]]:
    """(the guard's word, a write that is fine once, a write that is refused after it)"""
    quote, conversation, card = a_quote(user), a_conversation(user), a_card(user)
    order = an_order(quote)
    transfers, answer = AddTransfers((a_transfer(user, "o"),)), Remember(an_answer(user))
    consent, entry = AddConsent(Consent(user, "o", "q", "d", NOW, "j")), JournalEntry("o", 1, NOW, "s", "o")
    turn = AddTurn(TurnRecord(user, "v", "t", "a", "b", NOW))
    facts = AddFacts((Fact(new_id("f"), user, FactKind.REFUSED, NOW),))
    hold = HoldBudget(CAMPAIGN, new_id("h"), Money(1))
    put_quote, put_card = PutQuote(quote, QuoteState.OPEN), PutCard(card)
    return (
        ("quote", put_quote, put_quote),
        ("quote", put_quote, PutQuote(quote, QuoteState.DROPPED, expects=QuoteState.ORDERED)),
        ("quote", put_quote, PutQuote(a_quote(user), QuoteState.DROPPED, expects=QuoteState.OPEN)),
        ("order", PutOrder(order), PutOrder(order)),
        ("order", PutOrder(order), PutOrder(replace(order, version=3))),
        ("order", PutOrder(order), PutOrder(an_order(a_quote(user), version=2))),
        ("conversation", PutConversation(conversation), PutConversation(conversation)),
        ("conversation", PutConversation(conversation), PutConversation(replace(conversation, version=3))),
        ("card", put_card, put_card),
        ("card", put_card, PutCard(card.use(), expects=CardState.HELD, expects_for="q")),
        ("card", PutCard(card.hold("q")), PutCard(card.use(), expects=CardState.HELD, expects_for="other")),
        ("card", PutCard(card.hold("q")), PutCard(card.use(), expects=CardState.HELD)),
        ("budget", hold, hold),
        ("budget", hold, HoldBudget("no such campaign", "h", Money(1))),
        ("budget", hold, HoldBudget(CAMPAIGN, "h", NEW_YEAR.budget.total)),
        ("budget", hold, EndBudgetHold(CAMPAIGN, hold.hold_id, "restored")),
        ("budget", hold, EndBudgetHold("no such campaign", hold.hold_id, "used")),
        ("budget", hold, EndBudgetHold(CAMPAIGN, "no such hold", "used")),
        ("transfer", transfers, transfers),
        ("fact", facts, facts),
        ("turn", turn, turn),
        ("consent", consent, consent),
        ("journal", AddJournal(user, (entry,)), AddJournal(user, (entry,))),
        ("once", answer, answer),
    )


@pytest.mark.parametrize("row", range(len(_failing("u"))))
async def test_a_guard_that_fails_undoes_the_whole_commit(store: Both, row: int) -> None:
    user = new_id("u")
    word, fine, refused = _failing(user)[row]
    await store.commit(changes(user, fine))
    before = await _everything(store, user)
    others = (
        PutQuote(a_quote(user), QuoteState.OPEN),
        PutOrder(an_order(a_quote(user))),
        PutCard(a_card(user)),
        PutConversation(a_conversation(user)),
        HoldBudget(CAMPAIGN, new_id("h"), Money(7)),
        AddTransfers((a_transfer(user, "o"),)),
        AddFacts((Fact(new_id("f"), user, FactKind.REFUSED, NOW),)),
        Remember(an_answer(user)),
        LinkProviderOrder("flash", new_id("p"), user, "o"),
        PutPerson(a_person(user_id=user), new=True),
    )
    with pytest.raises(Conflict) as raised:
        await store.commit(changes(user, *others, refused))
    assert raised.value.what == word
    assert await _everything(store, user) == before


async def _everything(store: Both, user: str) -> list[object]:
    return [
        await store.person(user),
        await store.orders(user, 99),
        await store.cards(user),
        await store.transfers(user),
        await store.context(user, None, ""),
        await store.fact_counts(),
        await store.budgets(),
        await store.budget_holds(),
        await store.expired_quotes(NOW + 99 * MINUTE, 99),
    ]


async def test_a_repeated_command_is_told_before_all_else(store: Both) -> None:
    user = new_id("u")
    writes = (PutOrder(an_order(a_quote(user))), PutCard(a_card(user)), Remember(an_answer(user)))
    await store.commit(changes(user, *writes))
    with pytest.raises(Conflict, match="once"):
        await store.commit(changes(user, *writes))


async def test_one_commit_may_free_a_card_and_hold_it_anew(store: Both) -> None:
    user = new_id("u")
    card = a_card(user)
    await store.commit(changes(user, PutCard(card.hold("q1")), HoldBudget(CAMPAIGN, "q1", NEW_YEAR.budget.total)))
    await store.commit(
        changes(
            user,
            PutCard(card, expects=CardState.HELD, expects_for="q1"),
            EndBudgetHold(CAMPAIGN, "q1", "released"),
            PutCard(card.hold("q2"), expects=CardState.GRANTED),
            HoldBudget(CAMPAIGN, "q2", NEW_YEAR.budget.total),
        )
    )
    assert [each.held_for for each in await store.cards(user)] == ["q2"]
    assert [hold.hold_id for hold in await store.open_holds()] == ["q2"]


async def test_an_order_moves_on_and_keeps_its_quote(store: Both) -> None:
    user = new_id("u")
    order = an_order(a_quote(user))
    await store.commit(changes(user, PutOrder(order)))
    moved = replace(
        order,
        version=2,
        state=OrderState.ACCEPTED,
        step=Step.FOLLOW,
        timeline=(*order.timeline, Moment(NOW + MINUTE, OrderState.ACCEPTED)),
        provider_order_id="p1",
        next_at=None,
    )
    await store.commit(changes(user, PutOrder(moved)))
    assert await store.order(user, order.order_id) == moved
    (brief,) = await store.orders_brief()
    assert (brief.quote_id, brief.state, brief.step) == (order.quote.quote_id, OrderState.ACCEPTED, Step.FOLLOW)
    assert (brief.provider_order_id, brief.paid_fen, brief.created_at) == ("p1", 0, NOW)


async def test_a_quote_keeps_what_it_promised(store: Both) -> None:
    user = new_id("u")
    quote = a_quote(user)
    await store.commit(changes(user, PutQuote(quote, QuoteState.OPEN)))
    altered = replace(quote, note="other")
    await store.commit(changes(user, PutQuote(altered, QuoteState.ORDERED, expects=QuoteState.OPEN)))
    assert await store.quote(user, quote.quote_id) == (quote, QuoteState.ORDERED)


async def test_orders_come_latest_first(store: Both) -> None:
    user = new_id("u")
    orders = [an_order(a_quote(user), created_at=NOW + minute * MINUTE) for minute in (2, 0, 1)]
    await store.commit(changes(user, *(PutOrder(order) for order in orders)))
    assert await store.orders(user, 2) == [orders[0], orders[2]]


async def test_conversations_come_latest_first_with_what_was_said_first(store: Both) -> None:
    user = new_id("u")
    kept = [Conversation(user, f"v{minute}", {}, minute == 2, NOW + minute * MINUTE, 1) for minute in (1, 3, 2)]
    said = [("v3", "t1", ""), ("v3", "t3", "后"), ("v3", "t2", "先"), ("v2", "t4", "一")]
    turns = [TurnRecord(user, talk, turn, text, "答", NOW + int(turn[1:]) * MINUTE) for talk, turn, text in said]
    await store.commit(changes(user, *map(PutConversation, kept), *map(AddTurn, turns)))
    found = await store.conversations(user, 2)
    assert [(each.conversation_id, each.first) for each in found] == [("v3", "先"), ("v2", "一")]
    assert await store.conversations(new_id("u"), 2) == []


async def test_turns_are_the_latest_in_the_order_they_were_said(store: Both) -> None:
    user = new_id("u")
    turns = [TurnRecord(user, "v", f"t{minute}", "说", "答", NOW + minute * MINUTE) for minute in (3, 1, 2)]
    await store.commit(changes(user, *(AddTurn(turn) for turn in turns)))
    assert [turn.turn_id for turn in await store.turns(user, "v", 2)] == ["t2", "t3"]
    assert await store.turns(user, "other", 2) == []


async def test_a_context_holds_all_that_a_turn_needs(store: Both) -> None:
    person = a_person()
    user = person.user_id
    quote = a_quote(user)
    closed = a_conversation(user, open=False, updated_at=NOW + 9 * MINUTE)
    older = a_conversation(user, updated_at=NOW)
    latest = a_conversation(user, updated_at=NOW + MINUTE, state={"quote_id": quote.quote_id})
    cards = [a_card(user, granted_at=NOW + minute * MINUTE) for minute in (1, 0)]
    answer = an_answer(user)
    await store.commit(joins(person))
    await store.commit(
        changes(
            user,
            *(PutConversation(each) for each in (closed, older, latest)),
            *(PutCard(card) for card in cards),
            PutQuote(quote, QuoteState.OPEN),
            Remember(answer),
        )
    )
    running = await store.context(user, None, answer.key)
    assert running is not None
    assert (running.person, running.conversation, running.answer) == (person, latest, answer)
    assert (running.quote, running.quote_state) == (quote, QuoteState.OPEN)
    assert running.cards == (cards[1], cards[0])
    named = await store.context(user, closed.conversation_id, "no such key")
    assert named is not None
    assert (named.conversation, named.answer, named.quote, named.quote_state) == (closed, None, None, None)
    unknown = await store.context(user, "no such conversation", "")
    assert unknown is not None
    assert unknown.conversation is None


async def test_a_newcomer_has_an_empty_context_and_a_stranger_none(store: Both) -> None:
    person = a_person()
    await store.commit(joins(person))
    context = await store.context(person.user_id, None, "k")
    assert context is not None
    assert (context.cards, context.conversation, context.answer, context.quote) == ((), None, None, None)
    assert await store.context("u_nobody", None, "k") is None


async def test_an_answer_is_finished_later(store: Both) -> None:
    user = new_id("u")
    answer = an_answer(user, answer=None)
    await store.commit(changes(user, Remember(answer)))
    await store.commit(changes(user, FinishAnswer(user, answer.key, {"reply": "好", "list": (1, 2)})))
    await store.commit(changes(user, FinishAnswer(user, answer.key, {"reply": "told later"})))
    await store.commit(changes(user, FinishAnswer(user, "no such key", {})))
    finished = await store.answer(user, answer.key)
    assert finished == replace(answer, answer={"reply": "好", "list": [1, 2]})


async def test_a_provider_order_is_linked_once(store: Both) -> None:
    await store.commit(changes("u_1", LinkProviderOrder("flash", "p1", "u_1", "o_1")))
    await store.commit(changes("u_1", LinkProviderOrder("flash", "p1", "u_1", "o_2")))
    assert await store.find_provider_order("flash", "p1") == ("u_1", "o_1")
    assert await store.find_provider_order("fresh", "p1") is None


async def test_due_orders_are_claimed_by_one(store: Both) -> None:
    user = new_id("u")
    due = [an_order(a_quote(user), next_at=NOW + minute * MINUTE) for minute in (1, 0, 2)]
    ended = an_order(a_quote(user), next_at=None)
    await store.commit(changes(user, *(PutOrder(order) for order in (*due, ended))))
    now, until = NOW + MINUTE, NOW + 2 * MINUTE
    assert await store.claim_due(now, "a", until, 1) == [due[1]]
    assert await store.claim_due(now, "b", until, 9) == [due[0]]
    assert await store.claim_due(now, "c", until, 9) == []
    assert await store.claim_due(until, "c", until + MINUTE, 9) == [due[1], due[0], due[2]]


async def test_a_write_of_an_order_ends_its_claim(store: Both) -> None:
    user = new_id("u")
    order = an_order(a_quote(user))
    await store.commit(changes(user, PutOrder(order)))
    await store.claim_due(NOW, "a", NOW + 99 * MINUTE, 9)
    later = replace(order, version=2, next_at=NOW + MINUTE)
    await store.commit(changes(user, PutOrder(later)))
    assert await store.claim_due(NOW, "b", NOW + MINUTE, 9) == []
    assert await store.claim_due(NOW + MINUTE, "b", NOW + 2 * MINUTE, 9) == [later]


async def test_open_quotes_expire_oldest_first(store: Both) -> None:
    user = new_id("u")
    quotes = [a_quote(user, expires_at=NOW + minute * MINUTE) for minute in (2, 1, 3, 0)]
    await store.commit(changes(user, *(PutQuote(quote, QuoteState.OPEN) for quote in quotes)))
    await store.commit(changes(user, PutQuote(quotes[3], QuoteState.ORDERED, expects=QuoteState.OPEN)))
    assert await store.expired_quotes(NOW + 2 * MINUTE, 9) == [quotes[1], quotes[0]]
    assert await store.expired_quotes(NOW + 9 * MINUTE, 1) == [quotes[1]]


async def test_the_books_sum_what_was_written(store: Both) -> None:
    user = new_id("u")
    card = a_card(user)
    await store.commit(
        changes(
            user,
            AddTransfers((a_transfer(user, "o1", 30), a_transfer(user, "o1", 12))),
            PutCard(card.hold("q1")),
            HoldBudget(CAMPAIGN, "q1", Money(2500)),
        )
    )
    sums = await store.sums_by_account()
    assert sums == {f"payer:{user}": -42, "escrow:o1": 42}
    assert [(each.card_id, each.state, each.held_for) for each in await store.card_states()] == [
        (card.card_id, CardState.HELD, "q1")
    ]
    (budget,) = [each for each in await store.budgets() if each.campaign_id == CAMPAIGN]
    assert budget.budget_fen - budget.left_fen == 2500
    assert [(hold.hold_id, hold.fen, hold.state) for hold in await store.open_holds()] == [("q1", 2500, "held")]


TEXTS = ("a\u0000b", "\\u0000", "\\\u0000", "\\\\u0000", "🧋", "'; DROP TABLE orders; --", "\x1b[0m", "")


@pytest.mark.parametrize("text", TEXTS)
async def test_any_text_is_just_text(store: Both, text: str) -> None:
    user = new_id("u")
    turn = TurnRecord(user, "v", "t", text, text, NOW)
    conversation = a_conversation(user, state={"said": text})
    await store.commit(changes(user, AddTurn(turn), PutConversation(conversation)))
    (kept,) = await store.turns(user, "v", 1)
    assert kept.text.replace("\ufffd", "\u0000") == text
    found = await store.conversation(user, conversation.conversation_id)
    assert found is not None
    assert found.state == {"said": text}


@pytest.mark.parametrize("text", [*TEXTS, "\ud800"])
async def test_any_text_may_be_asked_for(store: Both, text: str) -> None:
    assert await store.quote("u", text) is None
    assert await store.person_by_phone(text) is None
    assert await store.context(text, text, text) is None


async def test_a_store_that_runs_is_ready(store: Both) -> None:
    assert await store.ready()


async def test_a_hold_of_nothing_is_a_bug(store: Both) -> None:
    for move in (HoldBudget(CAMPAIGN, "h", Money(0)), EndBudgetHold(CAMPAIGN, "h", "lost")):
        with pytest.raises(Bug):
            await store.commit(changes("u", move))
