"""The market over UCP: what the city's programs sell, read, held and refused."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from adapters.connected import Connected, connect
from bangwo.adapters.outbound import Outbound
from bangwo.adapters.ucp.market import UcpMarket
from bangwo.app.ports import Piece
from bangwo.app.trades.way import by_kind
from bangwo.core.errors import Code, Refused, Unavailable
from bangwo.core.json import Json
from bangwo.domain.act import People
from bangwo.domain.offer import MEASURED, Trade
from bangwo.domain.trades import Admission, Journey, Ride, Stay, Table, Voucher
from fakes_city import moment
from programs import NOW, Urls

POINTS: Mapping[str, Json] = {
    "from": {"lat": 29.6212, "lon": 119.2828, "text": "这里"},
    "to": {"lat": 29.5825, "lon": 119.3197, "text": "那里"},
}
ASKED: Mapping[Trade, Mapping[str, Json]] = {
    Trade.FLIGHT: {"kind": "flight", "from": "广州", "to": "成都", "date": "2026-03-03"},
    Trade.TRAIN: {"kind": "train", "from": "广州", "to": "长沙", "date": "2026-03-03"},
    Trade.HOTEL: {"city": "成都", "check_in": "2026-03-03", "nights": 2, "rooms": 1},
    Trade.ATTRACTION: {"text": "故宫", "date": "2026-03-03"},
    Trade.RIDE: POINTS,
    Trade.TABLE: {"kind": "table", "text": "火锅", "party": 4, "at": "2026-02-12T15:00:00+08:00"},
    Trade.QUEUE: {"kind": "queue", "text": "墨梨咖啡", "party": 2},
    Trade.VOUCHER: {"text": "火锅"},
}
READ = {
    Trade.FLIGHT: Journey,
    Trade.TRAIN: Journey,
    Trade.HOTEL: Stay,
    Trade.ATTRACTION: Admission,
    Trade.RIDE: Ride,
    Trade.TABLE: Table,
    Trade.QUEUE: Table,
    Trade.VOUCHER: Voucher,
}
UNTIL = moment(NOW) + timedelta(minutes=10)


@dataclass(frozen=True)
class Stalls:
    """The market, and the providers behind it."""

    market: UcpMarket
    connected: Connected


@pytest.fixture
async def stalls(trading: Urls) -> AsyncIterator[Stalls]:
    outbound = Outbound()
    connected = connect(outbound, trading, lambda name: f"http://127.0.0.1:9/{name}")
    yield Stalls(UcpMarket(connected.endpoints, lambda provider_id, merchant_id: None), connected)
    await outbound.close()


def test_every_measured_trade_is_asked_for_here() -> None:
    assert ASKED.keys() == READ.keys() == MEASURED


@pytest.mark.parametrize("trade", sorted(MEASURED))
async def test_what_is_found_is_found_again_by_its_ref(stalls: Stalls, trade: Trade) -> None:
    assert await stalls.market.serves(trade)
    found = await stalls.market.find(trade, ASKED[trade])
    assert found
    assert len({each.ref for each in found}) == len(found)
    for each in found:
        assert each.measured is not None
        assert (each.trade, each.stock) == (trade, each.measured.left)
        assert isinstance(each.measured.of, READ[trade])
        assert each.price.fen >= each.measured.member.fen >= 0
    first = next(each for each in found if each.stock)
    (again,) = await stalls.market.offers([first.ref, "travel:nothing", "nobody:x"])
    assert first.measured is not None and again.measured is not None
    assert (again.ref, again.trade, again.price) == (first.ref, first.trade, first.price)
    assert again.measured.of == first.measured.of
    assert stalls.market.merchant(first).name


@pytest.mark.parametrize(
    ("trade", "wrong", "code"),
    [
        (Trade.FLIGHT, {"from": "火星"}, Code.PLACE_UNKNOWN),
        (Trade.FLIGHT, {"from": "成都"}, Code.ROUTE_UNKNOWN),
        (Trade.TRAIN, {"date": "2026-02-01"}, Code.DATE_PAST),
        (Trade.FLIGHT, {"date": "2026-12-01"}, Code.DATE_TOO_FAR),
        (Trade.HOTEL, {"nights": 0}, Code.DATE_ORDER),
        (Trade.HOTEL, {"guests": 11}, Code.TOO_MANY_GUESTS),
        (Trade.ATTRACTION, {"date": "2026-03-02"}, Code.CLOSED_THAT_DAY),
        (Trade.RIDE, {"to": POINTS["from"]}, Code.ROUTE_UNKNOWN),
        (Trade.RIDE, {"pickup_at": "2026-02-09T10:00:00+08:00"}, Code.DATE_PAST),
    ],
)
async def test_what_cannot_be_had_has_its_reason(
    stalls: Stalls, trade: Trade, wrong: Mapping[str, Json], code: Code
) -> None:
    with pytest.raises(Refused) as refused:
        await stalls.market.find(trade, {**ASKED[trade], **wrong})
    assert refused.value.code is code


async def test_a_child_alone_is_refused_and_with_somebody_is_not(stalls: Stalls) -> None:
    (found, *_) = await stalls.market.find(Trade.ATTRACTION, ASKED[Trade.ATTRACTION])
    provider = stalls.connected.providers[found.provider_id]
    with pytest.raises(Refused) as refused:
        await provider.hold_pieces(by_kind(found, People(child=1), 1), (), "child alone", UNTIL)
    assert refused.value.code is Code.CHILD_ALONE
    family = by_kind(found, People(adult=2, child=1), 1)
    hold = await provider.hold_pieces(family, (), "family", UNTIL)
    assert hold.expires_at <= UNTIL
    assert hold.member.fen <= sum(each.offer.price.fen * each.qty for each in family)


async def test_more_than_are_left_are_not_held_and_what_is_given_back_is_left_again(stalls: Stalls) -> None:
    found = await stalls.market.find(Trade.HOTEL, ASKED[Trade.HOTEL])
    scarce = min((each for each in found if each.stock), key=lambda each: each.stock or 0)
    provider, left = stalls.connected.providers[scarce.provider_id], scarce.stock or 0
    with pytest.raises(Refused) as refused:
        await provider.hold_pieces([Piece(scarce, left + 1)], (), "too many", UNTIL)
    assert refused.value.code is Code.SOLD_OUT
    hold = await provider.hold_pieces([Piece(scarce, left)], (), "the last", UNTIL)
    (none,) = await stalls.market.offers([scarce.ref])
    assert none.stock == 0
    await provider.release_seats(hold)
    (again,) = await stalls.market.offers([scarce.ref])
    assert again.stock == left


async def test_who_cannot_be_reached_sells_nothing() -> None:
    outbound = Outbound()
    connected = connect(outbound, {"travel": "http://127.0.0.1:9"}, lambda name: f"http://127.0.0.1:9/{name}")
    market = UcpMarket(connected.endpoints, lambda provider_id, merchant_id: None)
    assert not await market.serves(Trade.FLIGHT)
    with pytest.raises(Unavailable):
        await market.find(Trade.FLIGHT, ASKED[Trade.FLIGHT])
    await outbound.close()


async def test_one_that_is_down_does_not_hide_what_another_sells(trading: Urls) -> None:
    outbound = Outbound()
    urls = {"gone": "http://127.0.0.1:9", **trading}
    connected = connect(outbound, urls, lambda name: f"http://127.0.0.1:9/{name}")
    market = UcpMarket(connected.endpoints, lambda provider_id, merchant_id: None)
    found = await market.find(Trade.FLIGHT, ASKED[Trade.FLIGHT])
    assert {each.provider_id for each in found} == {"travel"}
    refs = [replace(each, ref=f"gone:{each.offer_id}").ref for each in found[:1]]
    with pytest.raises(Unavailable):
        await market.offers(refs)
    await outbound.close()
