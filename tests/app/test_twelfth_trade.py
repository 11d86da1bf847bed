"""A trade is added by one file on each floor and one line in each registry: here laundry, of its own program."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.connected import connect
from app.laundry import question
from app.laundry.program import LaundryProgram, washing
from app.laundry.way import Laundry
from app.laundry.wire import WIRE
from bangwo.adapters.outbound import Outbound
from bangwo.adapters.ucp.market import UcpMarket
from bangwo.adapters.ucp.trades import WIRES
from bangwo.app.checkout import Till
from bangwo.app.saga import Saga
from bangwo.app.trades import WAYS
from bangwo.domain.offer import MEASURED, Trade
from bangwo.language.dialogue.trades import MISSING
from bangwo.language.lexicon import Entry
from bangwo.language.replies import sentence
from bangwo.language.replies.table import TRADES
from fakes_city import ADDRESSES, FakeSigner, House, Town, moment

LAUNDRY = Trade.added("laundry")
WORDS = ("洗衣", "洗衣服", "干洗", "laundry")


@pytest.fixture
def trade(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registries' lines, for the time of a test."""
    monkeypatch.setitem(WIRES, LAUNDRY, WIRE)
    monkeypatch.setitem(MISSING, LAUNDRY, question.missing)
    monkeypatch.setitem(WAYS, LAUNDRY, Laundry())
    monkeypatch.setitem(TRADES, "laundry", ("洗衣", "laundry"))
    MEASURED.add(LAUNDRY)


@pytest.fixture
async def laundry(trade: None) -> AsyncIterator[tuple[House, LaundryProgram]]:
    """A house that is connected with the laundry and knows the words."""
    outbound = Outbound()
    try:
        async with washing() as (program, url):
            connected = connect(outbound, {"laundry": url}, lambda name: f"http://127.0.0.1:9/{name}")
            home = House(moment("2026-02-10T10:00"), Town([], []), 7)
            saga = Saga(home.store, connected.providers, home.payments, home.clock, home.ids)
            home.till = Till(home.store, saga, FakeSigner(), home.clock, home.ids)
            market = UcpMarket(connected.endpoints, home.index.merchant)
            home.converse = replace(home.converse, providers=connected.providers, market=market, till=home.till)
            await home.open(0, ADDRESSES.items())
            home.lexicon = home.lexicon.with_entries([Entry(word, "trade", LAUNDRY) for word in WORDS])
            yield home, program
    finally:
        MEASURED.discard(LAUNDRY)
        await outbound.close()


async def test_a_wash_is_ordered(laundry: tuple[House, LaundryProgram]):
    home, program = laundry
    asked = await home.say("我想洗衣服，两件")
    assert asked["acts"][0]["trade"] == "laundry"
    assert (asked["asks"], asked["reply"]) == ("date", sentence("ask_day", {}, "zh-Hans"))
    quote = (await home.say("明天"))["quote"]
    assert (quote["trade"], quote["pay_fen"]) == ("laundry", 2 * 1500)
    assert quote["details"] == {"shop": "白云洗衣", "manner": "水洗", "date": "2026-02-11", "pieces": 2}
    (order,) = (await home.say("确认"))["orders"]
    assert (order["state"], order["paid_fen"], order["details"]["manner"]) == ("accepted", 3000, "水洗")
    assert [each["line_items"][0]["quantity"] for each in program.orders.values()] == [2]


async def test_all_in_one_sentence(laundry: tuple[House, LaundryProgram]):
    home, _ = laundry
    quote = (await home.say("后天上门干洗三件衬衫"))["quote"]
    assert (quote["trade"], quote["details"]["date"], quote["lines"][0]["qty"]) == ("laundry", "2026-02-12", 3)


async def test_food_stays_food(laundry: tuple[House, LaundryProgram]):
    home, _ = laundry
    assert (await home.say("帮我点一杯奶茶"))["acts"][0]["trade"] == "food"


def test_a_word_that_was_never_added_is_no_trade():
    assert Trade("laundry") is LAUNDRY is Trade.added("laundry")
    with pytest.raises(ValueError):
        Trade("massage")
