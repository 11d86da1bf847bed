"""The timetable, fares and cabins: plausible, the same for the same seed, and seats that suit."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangwo_city.clock import local
from bangwo_city.durable import Batch
from bangwo_city.travel.allotments import Allotments, Claim
from bangwo_city.travel.brands import brands
from bangwo_city.travel.cities import cities
from bangwo_city.travel.journeys import Journeys, fares, trips
from bangwo_city.travel.journeys.cabins import fleet
from bangwo_city.travel.journeys.timetable import services
from bangwo_city.travel.seller import Seller

NOW = local(datetime(2026, 2, 10, 10))
city_ids = st.sampled_from(sorted(cities()))
kinds = st.sampled_from(["flight", "train"])


@given(kinds, city_ids, city_ids)
def test_services_are_plausible(kind: str, start: str, end: str):
    found = services(1, kind, start, end)
    assert len({each.service_id for each in found}) == len(found)
    for each in found:
        assert 0 <= each.departs < 24 * 60
        assert each.minutes / 60 * (850 if kind == "flight" else 300) / max(each.km, 1) > 0.6
        stops = (each.start.airports, each.end.airports)
        if kind == "train":
            stops = (each.start.stations, each.end.stations)
            assert {each.start.country, each.end.country} == {"CN"}
        assert each.origin in stops[0]
        assert each.goal in stops[1]


@given(kinds, city_ids, city_ids, st.integers(0, 60), st.integers(0, 23))
def test_what_is_found_is_a_function_of_seed_and_moment(kind: str, start: str, end: str, ahead: int, hour: int):
    now = NOW + timedelta(hours=hour)
    asked = {"kind": kind, "from": cities()[start].name, "to": cities()[end].name}
    asked["date"] = (now.date() + timedelta(days=ahead)).isoformat()
    if not services(1, kind, start, end):
        return
    one, other = Journeys(1, Allotments()).find(asked, now), Journeys(1, Allotments()).find(asked, now)
    assert one[:] == other[:]
    for offer in one[:5]:
        assert offer.price_fen > 0
        assert offer.left >= 0
        assert Journeys(1, Allotments()).offer(offer.product_id, now) == offer
        assert datetime.fromisoformat(offer.details["departs_at"]) > now + timedelta(minutes=20)


def test_another_seed_is_another_timetable():
    assert [each.number for each in services(1, "train", "bjs", "sha")] != [
        each.number for each in services(2, "train", "bjs", "sha")
    ]


@given(kinds, st.integers(0, 60), st.integers(0, 20))
def test_others_buy_more_and_more(kind: str, ahead: int, pick: int):
    found = services(1, kind, "sha", "yhu") if kind == "train" else services(1, kind, "bjs", "yhu")
    service = found[pick % len(found)]
    day = NOW.date() + timedelta(days=ahead)
    for cabin in service.cabins:
        sold = [fares.bought(1, service, cabin, day, hours) for hours in range(60 * 24, -1, -24)]
        assert sold == sorted(sold)
        assert 0 <= sold[0] <= sold[-1] <= cabin.size


def test_the_new_year_is_crowded_and_dear():
    desk = Journeys(1, Allotments())

    def found(day: str) -> tuple[int, float]:
        offers = desk.find({"kind": "flight", "from": "北京", "to": "云湖", "date": day, "cabin": "economy"}, NOW)
        return sum(not each.left for each in offers), sum(each.price_fen for each in offers) / len(offers)

    eve, spring = found("2026-02-16"), found("2026-03-11")
    assert eve[0] > 0 == spring[0]
    assert eve[1] > 1.3 * spring[1]


def test_a_student_and_a_child_pay_less():
    train = next(each for each in services(1, "train", "bjs", "sha") if each.number[0] == "G")
    paid = fares.fare_fen(1, train, train.cabins[0], date(2026, 3, 10), NOW.date())
    assert paid["child"] < paid["student"] < paid["adult"]
    assert "student" not in fares.fare_fen(1, train, train.cabins[2], date(2026, 3, 10), NOW.date())


def test_prices_move_from_day_to_day():
    flight = services(1, "flight", "yhu", "bjs")[3]
    asked = [
        fares.fare_fen(1, flight, flight.cabins[0], date(2026, 3, 20), NOW.date() + timedelta(days=n))["adult"]
        for n in range(38)
    ]
    assert len(set(asked)) > 5
    assert asked[-1] > min(asked)


@pytest.mark.parametrize("vehicle", sorted(fleet()))
@given(data=st.data())
def test_seats_are_free_different_and_as_many_as_asked(vehicle: str, data: st.DataObject):
    for cabin in fleet()[vehicle]:
        free = data.draw(st.integers(0, cabin.all)) & cabin.all
        count = data.draw(st.integers(1, 9))
        wishes = data.draw(st.lists(st.sampled_from(["window", "aisle", "together", "lower", "front"]), unique=True))
        chosen = cabin.choose(free, count, wishes)
        if not cabin.names:
            assert chosen == ((), tuple(wishes))
            continue
        assert (chosen is None) == (free.bit_count() < count)
        if chosen is not None:
            units, unmet = chosen
            assert len(set(units)) == count
            assert all(free >> unit & 1 for unit in units)
            assert set(unmet) <= set(wishes)


@pytest.mark.parametrize(
    ("vehicle", "cabin", "count", "wishes", "places", "unmet"),
    [
        ("narrow", 0, 1, ["window"], ["31A"], ()),
        ("narrow", 0, 1, ["aisle"], ["31C"], ()),
        ("narrow", 0, 2, ["aisle", "together"], ["31B", "31C"], ()),
        ("narrow", 0, 1, ["window", "aisle"], ["31A"], ("aisle",)),
        ("narrow", 0, 1, ["lower"], ["31A"], ("lower",)),
        ("G", 0, 1, ["window"], ["03车01A"], ()),
        ("slow", 1, 2, ["lower", "together"], ["05车01号下铺", "05车02号下铺"], ()),
        ("slow", 1, 3, ["lower"], ["05车01号下铺", "05车02号下铺", "05车03号下铺"], ()),
        ("slow", 1, 3, ["lower", "together"], ["05车01号下铺", "05车01号中铺", "05车02号下铺"], ("lower",)),
        ("slow", 1, 1, ["upper"], ["05车01号上铺"], ()),
        ("slow", 2, 1, ["window"], ["08车01号下铺"], ("window",)),
    ],
)
def test_wishes_are_met_as_well_as_can_be(
    vehicle: str, cabin: int, count: int, wishes: list[str], places: list[str], unmet: tuple[str, ...]
):
    choice = fleet()[vehicle][cabin]
    chosen = choice.choose(choice.all, count, wishes)
    assert chosen is not None
    assert ([choice.names[unit] for unit in chosen[0]], chosen[1]) == (places, unmet)


def test_two_who_sit_in_two_rows_are_not_together():
    cabin = fleet()["narrow"][0]
    chosen = cabin.choose(1 << 5 | 1 << 6, 2, ["together"])  # 31F and 32A
    assert chosen == ((5, 6), ("together",))


def test_a_change_of_time_comes_before_the_departure():
    days = [NOW.date() + timedelta(days=n) for n in range(60)]
    made = [trips.trip(1, each, day) for day in days for each in services(1, "flight", "yhu", "bjs")]
    changed = [each for each in made if each is not None and each.change is not None]
    assert 0.02 < len(changed) / len(made) < 0.15
    for each in changed:
        assert each.change is not None
        assert each.change.at < each.departs(each.change.at)
        rule = trips.rule_in_the_end(each, "economy", each.change.at - timedelta(hours=1))
        assert rule.steps[-1].fee_percent == 0


def test_an_empty_budget_pays_no_member_price():
    book = Allotments()
    seller = Seller([Journeys(1, book)], book)
    asked = {"kind": "flight", "from": "云湖", "to": "北京", "date": "2026-03-10", "cabin": "economy"}
    product = seller.find("org.bangwo.journey", asked, NOW)[0]
    brand = next(each for each in brands().values() if each.name == product["org.bangwo.member"]["brand"])
    purse, off = brand.purse(NOW.date()), product["org.bangwo.member"]["off"]
    until = NOW + timedelta(minutes=20)
    rest = Claim(0, purse, brand.budget_fen - off, brand.budget_fen)
    assert book.hold((("spent", 1),), [rest], until=until, now=NOW, batch=Batch())
    line = ((product["id"], 1),)
    first = seller.keep(line, (), until=until, now=NOW, batch=Batch())
    second = seller.keep(line, (), until=until, now=NOW, batch=Batch())
    offs = [sum(claim.count for claim in each.claims if claim.pool == purse) for each in (first, second)]
    assert offs == [off, 0]
    assert book.taken(purse, NOW) == brand.budget_fen
    assert "org.bangwo.member" not in seller.find("org.bangwo.journey", asked, NOW)[0]
    assert book.taken(purse, until) == 0  # what was held comes back
