"""Trades in the dialogue: what is asked first, and that no trade is left out on any floor."""

from typing import Any

import pytest

from bangwo.adapters.ucp.trades import WIRES
from bangwo.app.trades import WAYS
from bangwo.core.errors import Code
from bangwo.domain.act import Act, ActKind, People, When
from bangwo.domain.offer import MEASURED, Trade
from bangwo.language.dialogue.clearing import cleared
from bangwo.language.dialogue.state import Asks, Draft
from bangwo.language.dialogue.trades import missing

DAY = "2026-02-14"


def draft(trade: Trade, /, **slots: Any) -> Draft:
    return Draft(Act(**{"act": ActKind.ORDER, **slots}, trade=trade))


def asked(of: Draft) -> str | None:
    question = missing(of)
    return question.asks if question else None


def test_every_measured_trade_has_its_line_on_every_floor() -> None:
    assert WIRES.keys() == WAYS.keys() == MEASURED
    assert all(missing(draft(trade)) is not None for trade in MEASURED)  # nothing can be had of nothing


@pytest.mark.parametrize("trade", [Trade.FLIGHT, Trade.TRAIN])
@pytest.mark.parametrize(
    ("slots", "asks"),
    [
        ({}, Asks.TO),
        ({"from_": "上海"}, Asks.TO),
        ({"to": "北京"}, Asks.FROM),
        ({"from_": "上海", "to": "北京"}, Asks.DATE),
        ({"from_": "上海", "to": "北京", "date": DAY}, None),
        ({"from_": "上海", "to": "北京", "time": When(at=f"{DAY}T08:00")}, None),
    ],
)
def test_journeys(trade: Trade, slots: dict[str, Any], asks: str | None) -> None:
    assert asked(draft(trade, **slots)) == asks


@pytest.mark.parametrize(
    ("trade", "slots", "asks"),
    [
        (Trade.HOTEL, {}, Asks.CITY),
        (Trade.HOTEL, {"date": DAY}, Asks.CITY),
        (Trade.HOTEL, {"near": "西湖"}, Asks.DATE),
        (Trade.HOTEL, {"name": "全季"}, Asks.DATE),
        (Trade.HOTEL, {"city": "杭州", "date": DAY}, None),
        (Trade.ATTRACTION, {}, Asks.NAME),
        (Trade.ATTRACTION, {"name": "故宫"}, Asks.DATE),
        (Trade.ATTRACTION, {"name": "故宫", "date": DAY}, Asks.COUNT),
        (Trade.ATTRACTION, {"name": "故宫", "date": DAY, "count": 2}, None),
        (Trade.ATTRACTION, {"name": "故宫", "date": DAY, "people": People(adult=2)}, None),
        (Trade.RIDE, {}, Asks.TO),
        (Trade.RIDE, {"to": "火车站"}, Asks.FROM),
        (Trade.RIDE, {"to": "火车站", "from_": "公司"}, None),
    ],
)
def test_stays_sights_and_rides(trade: Trade, slots: dict[str, Any], asks: str | None) -> None:
    assert asked(draft(trade, **slots)) == asks


def test_who_only_looks_is_not_asked_how_many() -> None:
    assert asked(draft(Trade.ATTRACTION, act=ActKind.SEARCH, city="北京", date=DAY)) is None


@pytest.mark.parametrize(
    ("code", "place", "gone"),
    [
        (Code.DATE_PAST, "", "date"),
        (Code.DATE_TOO_FAR, "", "date"),
        (Code.CLOSED_THAT_DAY, "", "date"),
        (Code.PLACE_UNKNOWN, "火星", "from_"),
        (Code.PLACE_UNKNOWN, "北京", "to"),
        (Code.ROUTE_UNKNOWN, "", "to"),
    ],
)
def test_what_was_refused_is_asked_for_again_and_nothing_else(code: Code, place: str, gone: str) -> None:
    before = draft(Trade.FLIGHT, from_="火星", to="北京", date=DAY, count=2)
    after = cleared(before, code, place).wanted
    for name in ("from_", "to", "date", "count"):
        kept = None if name == gone else getattr(before.wanted, name)
        assert getattr(after, name) == kept
