"""Rates and rooms: the same for the same seed and night, summing to the price, and never more rooms than there are."""

from collections import Counter
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bangwo_city.clock import local
from bangwo_city.durable import Batch
from bangwo_city.travel.allotments import Allotments
from bangwo_city.travel.desk import Line, Offer
from bangwo_city.travel.feasts import feast
from bangwo_city.travel.stays import PLANS, Stays, rates
from bangwo_city.travel.stays.hotels import Hotel, Room, hotels

NOW = local(datetime(2026, 2, 10, 12))
TODAY = NOW.date()
ALL = sorted(hotels().values(), key=lambda hotel: hotel.hotel_id)
rooms = st.sampled_from(ALL).flatmap(lambda hotel: st.tuples(st.just(hotel), st.sampled_from(hotel.chain.rooms)))


def product(hotel: Hotel, room: Room, plan: str, day: date, nights: int) -> str:
    return f"{hotel.hotel_id}_{room.word}_{plan}_{day:%Y%m%d}_{nights}"


def offer(product_id: str, seed: int = 1) -> Offer:
    found = Stays(seed, Allotments()).offer(product_id, NOW)
    assert found is not None
    return found


def the(name: str) -> Hotel:
    return next(hotel for hotel in ALL if hotel.name == name)


@given(rooms, st.sampled_from(PLANS), st.integers(0, 150), st.integers(1, 30))
def test_the_nights_sum_to_the_price_and_are_the_same_in_every_stay(
    which: tuple[Hotel, Room], plan: rates.Plan, ahead: int, nights: int
):
    first = TODAY + timedelta(days=ahead)
    stay = offer(product(*which, plan.plan_id, first, nights))
    assert stay.price_fen == sum(stay.details["nightly"])
    assert all(fen > 0 and fen % 100 == 0 for fen in stay.details["nightly"])
    singly = [offer(product(*which, plan.plan_id, first + timedelta(days=each), 1)) for each in range(nights)]
    assert list(stay.details["nightly"]) == [each.price_fen for each in singly]
    assert stay.left == min(each.left for each in singly)
    assert stay.left <= which[1].count


@given(rooms, st.integers(0, 170))
def test_another_seed_is_another_city_and_the_same_one_the_same(which: tuple[Hotel, Room], ahead: int):
    day = TODAY + timedelta(days=ahead)
    assert offer(product(*which, "f", day, 5)) == offer(product(*which, "f", day, 5))
    months = [offer(product(*which, "f", TODAY + timedelta(days=each), 30), seed=2) for each in (0, 30, 60)]
    assert [each.details["nightly"] for each in months] != [
        offer(product(*which, "f", TODAY + timedelta(days=each), 30)).details["nightly"] for each in (0, 30, 60)
    ]


@given(rooms, st.integers(0, 170))
def test_breakfast_costs_more_and_what_is_not_given_back_less(which: tuple[Hotel, Room], ahead: int):
    day = TODAY + timedelta(days=ahead)
    free, breakfast, fixed = (offer(product(*which, plan.plan_id, day, 1)) for plan in PLANS)
    assert fixed.price_fen < free.price_fen < breakfast.price_fen
    assert [each.details["breakfast"] for each in (free, breakfast, fixed)] == [False, True, False]
    assert free.left == breakfast.left == fixed.left


def test_prices_follow_the_season_the_week_and_the_new_year():
    sanya, harbin = the("三亚湾万豪酒店"), the("哈尔滨中央大街亚朵酒店")

    def mean(hotel: Hotel, first: date, days: int = 28) -> int:
        nights = rates.nights(1, hotel, first, days)
        return sum(night.yuan for night in nights) // days

    assert mean(sanya, date(2026, 1, 5)) > mean(sanya, date(2026, 7, 1)) * 3 // 2
    assert mean(harbin, date(2026, 1, 5)) > mean(harbin, date(2026, 5, 6)) * 3 // 2
    assert mean(sanya, date(2026, 2, 17), 7) > mean(sanya, date(2026, 2, 2), 7) * 4 // 3
    for hotel in [hotel for hotel in ALL if hotel.town.weekend >= 110][::20]:
        weeks = rates.nights(1, hotel, date(2026, 3, 2), 28)
        weekend = [night.yuan for night in weeks if night.day.weekday() in (4, 5)]
        others = [night.yuan for night in weeks if night.day.weekday() not in (4, 5)]
        dearer = sum(weekend) * len(others) * 100 // (sum(others) * len(weekend))
        assert abs(dearer - hotel.town.weekend) <= 7


def test_some_nights_are_sold_out_most_are_not_and_more_are_in_the_new_year():
    def full(first: date, days: int) -> float:
        found: Counter[bool] = Counter()
        for hotel in ALL[::7]:
            stay = rates.nights(1, hotel, first, days)
            for room in hotel.chain.rooms:
                found.update(left == 0 for left in rates.limits(hotel, room, stay))
        return found[True] / found.total()

    plain, new_year = full(date(2026, 3, 2), 14), full(date(2026, 2, 17), 7)
    assert 0 < plain < 0.12
    assert plain * 2 < new_year < 0.6


def test_feasts_follow_the_moon():
    assert [feast(date(2026, 2, day)) for day in (15, 16, 17, 23, 24)] == [0, 100, 100, 100, 40]
    assert feast(date(2027, 2, 6)) == feast(date(2030, 2, 3)) == 100
    assert feast(date(2026, 9, 25)) == 50
    assert feast(date(2026, 10, 1)) == 100
    assert feast(date(2026, 3, 11)) == 0


def test_giving_back_is_free_then_costs_the_first_night_then_is_over():
    hotel = the("全季酒店(杭州西湖店)")
    room = hotel.chain.rooms[0]
    stay = offer(product(hotel, room, "f", date(2026, 2, 20), 2))
    free, late = stay.rule.steps
    assert (free.until, free.fee_percent) == (local(datetime(2026, 2, 19, 18)), 0)
    assert late.until == local(datetime(2026, 2, 20, 14))
    first = stay.details["nightly"][0]
    assert 0 <= first - stay.price_fen * late.fee_percent // 100 <= stay.price_fen // 100
    (only,) = offer(product(hotel, room, "n", date(2026, 2, 20), 2)).rule.steps
    assert (only.until, only.fee_percent) == (late.until, 100)


def test_a_stay_is_ready_at_two_and_over_at_noon():
    hotel = ALL[0]
    stay = offer(product(hotel, hotel.chain.rooms[0], "f", date(2026, 2, 20), 3))
    course = Stays(1, Allotments()).course(Line(0, stay, 1), [""], "or_1", NOW)
    assert course.ready_at == local(datetime(2026, 2, 20, 14))
    assert course.ends_at == local(datetime(2026, 2, 23, 12))
    assert course.rule == stay.rule


class Front(RuleBasedStateMachine):
    """One small house, asked by many at once for nights that overlap."""

    HOTEL = the("听雨山房")

    def __init__(self) -> None:
        super().__init__()
        self.book = Allotments()
        self.desk = Stays(1, self.book)
        self.sold: dict[str, tuple[Room, date, int, int]] = {}
        self.number = 0

    @rule(
        room=st.sampled_from(HOTEL.chain.rooms),
        plan=st.sampled_from(PLANS),
        ahead=st.integers(0, 6),
        nights=st.integers(1, 5),
        quantity=st.integers(1, 3),
    )
    def book_some(self, room: Room, plan: rates.Plan, ahead: int, nights: int, quantity: int) -> None:
        day = TODAY + timedelta(days=ahead)
        product_id = product(self.HOTEL, room, plan.plan_id, day, nights)
        found = self.desk.offer(product_id, NOW)
        assert found is not None
        allotment = self.desk.allot([Line(0, found, quantity)], (), NOW)
        assert (allotment is not None) == (quantity <= found.left)
        if allotment is None:
            return
        batch, self.number = Batch(), self.number + 1
        lines = ((product_id, quantity),)
        hold = self.book.hold(lines, allotment.claims, until=NOW + timedelta(minutes=5), now=NOW, batch=batch)
        assert hold is not None
        self.book.book(hold, f"or_{self.number}", batch)
        self.sold[f"or_{self.number}"] = room, day, nights, quantity

    @rule(data=st.data())
    def give_back(self, data: st.DataObject) -> None:
        if self.sold:
            order_id = data.draw(st.sampled_from(sorted(self.sold)))
            del self.sold[order_id]
            booking = self.book.booking(order_id)
            assert booking is not None
            self.book.give_back(order_id, booking.lines, Batch())

    @invariant()
    def no_night_is_oversold(self) -> None:
        taken: Counter[tuple[str, date]] = Counter()
        for room, day, nights, quantity in self.sold.values():
            for offset in range(nights):
                taken[room.word, day + timedelta(days=offset)] += quantity
        for room in self.HOTEL.chain.rooms:
            stay = rates.nights(1, self.HOTEL, TODAY, 12)
            for night, limit in zip(stay, rates.limits(self.HOTEL, room, stay), strict=True):
                assert taken[room.word, night.day] <= limit <= room.count
                single = self.desk.offer(product(self.HOTEL, room, "f", night.day, 1), NOW)
                assert single is not None
                assert single.left == limit - taken[room.word, night.day]


TestFront = Front.TestCase
TestFront.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


def test_lines_of_one_order_share_the_rooms_of_a_night():
    hotel = the("听雨山房")
    desk = Stays(1, Allotments())
    room = hotel.chain.rooms[0]
    day = next(
        TODAY + timedelta(days=ahead)
        for ahead in range(100)
        if offer(product(hotel, room, "f", TODAY + timedelta(days=ahead), 1)).left >= 2
    )
    plain, breakfast = (offer(product(hotel, room, plan, day, 1)) for plan in "fb")
    most = plain.left
    assert desk.allot([Line(0, plain, most - 1), Line(1, breakfast, 1)], (), NOW) is not None
    assert desk.allot([Line(0, plain, most), Line(1, breakfast, 1)], (), NOW) is None
