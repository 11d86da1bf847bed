"""Things to store: the smallest whole ones of every kind, for tests of the store."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

from bangwo.adapters.campaigns.shipped import terms_of
from bangwo.app.changes import Changes, Conversation, PutPerson, StoredAnswer, Write
from bangwo.core.clock import LOCAL
from bangwo.domain.act import Act, ActKind, Budget, Item
from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.case import Case, CaseKind
from bangwo.domain.ledger import Transfer, escrow, payer
from bangwo.domain.money import Money
from bangwo.domain.offer import Hold, Seat, Trade
from bangwo.domain.order import Moment, Order, OrderState, Step
from bangwo.domain.person import Person
from bangwo.domain.place import Address, Point
from bangwo.domain.quote import QUOTE_LIFE, Discount, Fee, Line, Quote, order_id_of
from bangwo.domain.standing import Standing, Trigger

NOW = datetime(2026, 2, 10, 10, 0, 0, 123456, tzinfo=LOCAL)
NEW_YEAR = terms_of("new-year")
MINUTE = timedelta(minutes=1)


def new_id(prefix: str) -> str:
    return f"{prefix}_{uuid4().hex[:12]}"


def changes(user_id: str, *writes: Write) -> Changes:
    return Changes("test", user_id, writes)


def a_person(**fields: object) -> Person:
    address = Address("公司", "人民路1号", Point(31.2, 121.5), "小李", "13800000000")
    person = Person(new_id("u"), "1" + str(uuid4().int)[:10], NOW, name="小李", addresses=(address,))
    return replace(person, **fields)


def a_quote(user_id: str, **fields: object) -> Quote:
    quote = Quote(
        quote_id=new_id("q"),
        user_id=user_id,
        trade=Trade.FOOD,
        provider_id="flash",
        merchant_id="m1",
        merchant_name="一家茶",
        lines=(Line("flash:o1", "o1", "奶茶", 2, "杯", Money(1800), ("少糖", "去冰"), ("c1", "c2")),),
        fees=(Fee("delivery", Money(400)),),
        discounts=(Discount("新年免单卡", Money(2500), NEW_YEAR.campaign_id, "c_1"),),
        where=Address("公司", "人民路1号", Point(31.2, 121.5)),
        note="多放\u0000糖 🧋",
        refs=("flash:o1",),
        created_at=NOW,
        expires_at=NOW + QUOTE_LIFE,
        starts_at=NOW + MINUTE,
        hold=Hold("h1", "flash:o1", (Seat(12, 8), Seat(12, 9)), NOW + QUOTE_LIFE),
    )
    return replace(quote, **fields)


def an_order(quote: Quote, **fields: object) -> Order:
    order = Order(
        order_id=order_id_of(quote.quote_id),
        user_id=quote.user_id,
        quote=quote,
        state=OrderState.PLACING,
        step=Step.CHECKOUT,
        timeline=(Moment(NOW, OrderState.PLACING),),
        created_at=NOW,
        version=1,
        next_at=NOW,
    )
    return replace(order, **fields)


def a_card(user_id: str, **fields: object) -> Card:
    expires_at = NOW + NEW_YEAR.cards[0].life
    card = Card(new_id("c"), user_id, NEW_YEAR.campaign_id, CardState.GRANTED, Money(2500), NOW, expires_at)
    return replace(card, **fields)


def a_case(user_id: str, **fields: object) -> Case:
    case = Case(new_id("k"), user_id, CaseKind.DISPUTE, NOW, "坏了", order_id="o_1", version=1)
    return replace(case, **fields)


def a_standing(user_id: str, **fields: object) -> Standing:
    wanted = Act(act=ActKind.ORDER, trade=Trade.FOOD, items=(Item("奶茶", 1.0, "杯", ("少糖",)),), budget=Budget(max=9))
    where = Address("家", "人民路1号", Point(31.2, 121.5))
    wish = Standing(
        new_id("s"),
        user_id,
        wanted,
        "奶茶",
        Trigger.PRICE,
        Money(9),
        NOW + 9 * MINUTE,
        NOW,
        "en",
        where=where,
        version=1,
    )
    return replace(wish, **fields)


def a_conversation(user_id: str, **fields: object) -> Conversation:
    state = {"draft": {"items": ["奶茶"], "qty": 1.5}, "quote_id": ""}
    conversation = Conversation(user_id, new_id("v"), state, open=True, updated_at=NOW, version=1)
    return replace(conversation, **fields)


def a_transfer(user_id: str, order_id: str, fen: int = 100, **fields: object) -> Transfer:
    transfer = Transfer(new_id("t"), order_id, "charge", payer(user_id), escrow(order_id), Money(fen), NOW)
    return replace(transfer, **fields)


def an_answer(user_id: str, **fields: object) -> StoredAnswer:
    return replace(StoredAnswer(user_id, new_id("k"), "d1", {"reply": "好", "a": 1.0}), **fields)


def joins(person: Person) -> Changes:
    return changes(person.user_id, PutPerson(person, new=True))
