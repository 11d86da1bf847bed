"""Conversations about shows: many evenings, several zones."""

from dataclasses import replace
from datetime import timedelta

from bangwo.domain.money import Money
from bangwo.domain.offer import Trade
from fakes_city import House, Town, house, merchant, moment, options_of, showing

EVENING = moment("2026-02-12T19:30")
ZONES = (("内场", 88000), ("看台", 28000), ("二层", 48000))


async def stage(evenings: int) -> House:
    """A musical on so many evenings, each in three zones, and one play before it."""
    hall = merchant("大剧院", Trade.SHOW, 2000)
    offers = []
    for ahead in reversed(range(evenings)):
        for number, (zone, fen) in enumerate(ZONES):
            made = showing(hall, "城市之光", EVENING + timedelta(days=ahead))
            offers.append(_zoned(made, zone, fen, number))
    offers.append(_zoned(showing(hall, "茶馆", EVENING - timedelta(days=1)), "池座", 18000, 0))
    return await house("2026-02-10T10:00", cards=0, city=Town([hall], offers))


def _zoned(offer, zone: str, fen: int, number: int):
    ref = f"{offer.ref}/{number}"
    shown = replace(offer.showing, hall=zone)
    return replace(offer, ref=ref, offer_id=ref.removeprefix("town:"), price=Money(fen), showing=shown)


async def test_many_evenings_are_shown_by_date_and_price() -> None:
    home = await stage(8)
    turn = await home.say("买两张《城市之光》的演出票")
    assert (turn["asks"], turn["quote"]) == ("date", None)
    assert [option["at"][8:10] for option in options_of(turn)] == ["12", "13", "14", "15", "16"]
    assert {option["price_fen"] for option in options_of(turn)} == {28000}


async def test_few_evenings_show_their_zones_by_price() -> None:
    home = await stage(2)
    turn = await home.say("买两张《城市之光》的演出票")
    shown = [(option["at"][8:10], option["price_fen"]) for option in options_of(turn)]
    assert shown == [("12", 28000), ("12", 48000), ("12", 88000), ("13", 28000), ("13", 48000)]


async def test_shows_come_in_the_order_of_their_dates() -> None:
    home = await stage(2)
    turn = await home.say("最近有什么演出")
    assert [option["title"] for option in options_of(turn)] == ["《茶馆》", "《城市之光》"]


async def test_a_zone_is_kept_or_said_to_be_missing() -> None:
    home = await stage(1)
    quoted = await home.say("买两张2月12号《城市之光》的演出票，内场")
    assert quoted["quote"]["details"]["hall"] == "内场"
    home = await stage(1)
    asked = await home.say("买两张2月12号《城市之光》的演出票，三层")
    assert (asked["quote"] is None) is ("三层" in asked["reply"])
