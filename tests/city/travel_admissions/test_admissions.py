"""Admissions: what there is to see, when, what it costs whom, and never more tickets than there is room for."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangwo_city.clock import local
from bangwo_city.durable import Batch
from bangwo_city.merchant.reading import Invalid
from bangwo_city.travel.admissions import LAST_ENTRY, Admissions
from bangwo_city.travel.admissions.sights import KINDS, Sight, sights
from bangwo_city.travel.allotments import Allotments
from bangwo_city.travel.brands import brands
from bangwo_city.travel.desk import Line, Offer
from bangwo_city.travel.feasts import is_holiday

NOW = local(datetime(2026, 2, 10, 12))
TODAY = NOW.date()
ALL = sorted(sights().values(), key=lambda sight: sight.sight_id)
THURSDAY, MONDAY, NEW_YEAR = "2026-02-12", "2026-03-02", "2026-02-17"
tickets = st.sampled_from(ALL).flatmap(lambda sight: st.tuples(st.just(sight), st.integers(0, len(sight.tickets) - 1)))


def find(*, now: datetime = NOW, **asked: Any) -> list[Offer]:
    return list(Admissions(1, Allotments()).find({"date": THURSDAY, **asked}, now))


def titles(offers: list[Offer]) -> list[str]:
    return list(dict.fromkeys(offer.details["title"] for offer in offers))


def refused(*, now: datetime = NOW, **asked: Any) -> tuple[str, int]:
    with pytest.raises(Invalid) as refusal:
        find(now=now, **asked)
    return refusal.value.code, refusal.value.status


def offer(sight: Sight, index: int, day: date, kind: str = "adult", *, now: datetime = NOW) -> Offer | None:
    return Admissions(1, Allotments()).offer(f"{sight.sight_id}_{index}_{day:%Y%m%d}_{kind}", now)


def the(name: str) -> Sight:
    return next(sight for sight in ALL if sight.name == name)


def test_there_are_sights_enough_some_of_them_free():
    assert len(ALL) >= 150
    assert len({sight.town.name for sight in ALL}) >= 40
    assert sum(all(ticket.yuan == 0 for ticket in sight.tickets) for sight in ALL) >= 15
    assert sum(sight.town.name == "云湖" for sight in ALL) >= 8
    assert sum(any(ticket.night for ticket in sight.tickets) for sight in ALL) >= 25
    assert sum(bool(sight.closed) for sight in ALL) >= 20


def test_every_sight_is_whole():
    for sight in ALL:
        assert sight.town.point.metres_to(sight.point) < 400_000, sight.name
        assert sight.opens < sight.closes
        assert sight.tickets
        assert sight.brand in brands().values()
        assert sight.closed in ("", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
        assert 42 <= sight.rating <= 49
        names = [ticket.name for ticket in sight.tickets]
        assert len(set(names)) == len(names)
        for ticket in sight.tickets:
            assert [kind for kind, _ in ticket.kinds] == list(KINDS[1:])
            assert ticket.night is None or ticket.night[0] < ticket.night[1]
    assert len({(sight.town.name, sight.name) for sight in ALL}) == len(ALL)


@pytest.mark.parametrize(
    ("text", "sight"),
    [
        ("故宫", "故宫博物院"),
        ("故宫博物院", "故宫博物院"),
        ("沈阳故宫", "沈阳故宫"),
        ("上海迪士尼", "上海迪士尼乐园"),
        ("Shanghai Disneyland", "上海迪士尼乐园"),
        ("兵马俑", "秦始皇帝陵博物院"),
        ("兵马勇", "秦始皇帝陵博物院"),
        ("西湖游船", "西湖游船"),
        ("张家界玻璃栈道", "张家界大峡谷玻璃桥"),
        ("红山动物园", "红山森林动物园"),
        ("动物园", "云湖动物园"),
        ("the Badaling Great Wall", "八达岭长城"),
        ("上海博物馆东馆", "上海博物馆东馆"),
        ("长隆野生动物世界", "长隆野生动物世界"),
        ("方特欢乐世界", "郑州方特欢乐世界"),
    ],
)
def test_a_sight_is_found_by_its_names(text: str, sight: str):
    found = find(text=text)
    assert sight in titles(found)
    if text != "方特欢乐世界":  # there are three of them
        assert titles(found)[0] == sight


def test_a_city_shows_each_sight_once_before_any_second_ticket():
    offers = find(city="北京")
    assert {each.details["city"] for each in offers} == {"北京"}
    first = [each.merchant_id for each in offers[: len(titles(offers))]]
    assert len(set(first)) == len(first) >= 12
    assert find(city="上海", text="迪士尼")[0].details["title"] == "上海迪士尼乐园"
    assert find(city="香港", text="迪士尼")[0].details["title"] == "香港迪士尼乐园"


def test_near_a_place_the_nearest_comes_first():
    shown = titles(find(near="西湖边"))
    assert shown[0] == "西湖游船"
    assert {"雷峰塔", "灵隐寺"} <= set(shown[:4])
    assert titles(find(city="乌镇"))[0] == "乌镇西栅"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"city": "火星"}, "place_unknown"),
        ({"near": "火星基地"}, "place_unknown"),
        ({"city": "北京", "date": "2026-02-09"}, "date_past"),
        ({"city": "北京", "date": "2026-08-11"}, "date_too_far"),
        ({"text": "故宫", "date": MONDAY}, "closed_that_day"),
        ({"text": "哈尔滨冰雪大世界", "date": "2026-07-01"}, "closed_that_day"),
    ],
)
def test_what_cannot_be_visited_is_refused_by_its_code(asked: dict[str, Any], code: str):
    assert refused(**asked) == (code, 422)


@pytest.mark.parametrize(
    "asked", [{}, {"city": 1}, {"text": "x" * 101}, {"text": "故宫", "date": "明天"}, {"near": {}}]
)
def test_a_filter_that_makes_no_sense_is_invalid(asked: dict[str, Any]):
    near = {"near": {"lat": "x"}} if asked.get("near") == {} else {}
    assert refused(**{**asked, **near}) == ("invalid", 400)


def test_museums_rest_on_mondays_but_not_on_holidays():
    palace = the("故宫博物院")
    assert offer(palace, 0, date(2026, 3, 2)) is None
    assert offer(palace, 0, date(2026, 3, 3)) is not None
    monday = next(
        day for day in (TODAY + timedelta(days=n) for n in range(90)) if day.weekday() == 0 and is_holiday(day)
    )
    assert offer(palace, 0, monday) is not None
    assert "国家博物馆" not in titles(find(city="北京", date=MONDAY))


def test_nobody_is_sold_a_ticket_who_comes_too_late():
    palace = the("故宫博物院")
    at = local(datetime.combine(date(2026, 2, 12), palace.closes)) - LAST_ENTRY
    assert offer(palace, 0, at.date(), now=at - timedelta(minutes=1)) is not None
    assert offer(palace, 0, at.date(), now=at) is None
    assert refused(text="故宫博物院", now=at) == ("closed_that_day", 422)


@given(tickets, st.integers(0, 180), st.sampled_from(KINDS))
def test_prices_and_rooms_are_the_same_whenever_one_asks(which: tuple[Sight, int], ahead: int, kind: str):
    day = TODAY + timedelta(days=ahead)
    found = offer(*which, day, kind)
    assert found == offer(*which, day, kind)
    if found is None:
        return
    kinds = found.details["kinds"]
    assert found.price_fen == kinds[kind]["price"]
    assert kinds[kind]["product_id"] == found.product_id
    assert all(0 <= each["price"] <= kinds["adult"]["price"] for each in kinds.values())
    assert found.price_fen % 100 == 0
    assert 0 <= found.left <= which[0].per_day
    assert found.rule.steps[-1].until == local(datetime.combine(day, time()))


def test_prices_follow_the_season_the_week_and_the_feasts():
    def price(name: str, day: date) -> int:
        found = offer(the(name), 0, day)
        assert found is not None
        return found.price_fen

    assert (price("故宫博物院", date(2026, 3, 31)), price("故宫博物院", date(2026, 4, 1))) == (4000, 6000)
    disney = [price("上海迪士尼乐园", day) for day in (date(2026, 3, 4), date(2026, 3, 7), date(2026, 2, 17))]
    assert disney == [47500, 65900, 79900]


def test_who_pays_what():
    kinds = find(text="故宫博物院", date="2026-04-14")[0].details["kinds"]
    assert {kind: each["price"] for kind, each in kinds.items()} == {
        "adult": 6000,
        "child": 0,
        "senior": 3000,
        "student": 2000,
    }
    assert "student" not in find(text="上海迪士尼乐园")[0].details["kinds"]


def test_a_child_has_a_party_unless_it_may_come_alone():
    disney = offer(the("上海迪士尼乐园"), 0, TODAY, "child", now=local(datetime(2026, 2, 10, 9)))
    lama = offer(the("雍和宫"), 0, TODAY, "child")
    assert disney is not None and lama is not None
    assert (disney.kind, lama.kind) == ("child", "")
    grown = offer(the("上海迪士尼乐园"), 1, TODAY)
    assert grown is not None
    assert grown.party == disney.party


def test_all_tickets_of_a_day_share_its_visitors_and_those_of_a_night_have_their_own():
    book = Allotments()
    desk = Admissions(1, book)
    park = the("大唐芙蓉园")
    day, night = (desk.offer(f"{park.sight_id}_{index}_20260305_adult", NOW) for index in (0, 1))
    child = desk.offer(f"{park.sight_id}_0_20260305_child", NOW)
    assert day is not None and night is not None and child is not None
    lines = [Line(0, day, 60), Line(1, child, 39)]
    allotment = desk.allot(lines, ("together",), NOW)
    assert allotment is not None
    assert allotment.unmet == ("together",)
    sold = ((day.product_id, 60), (child.product_id, 39))
    assert book.hold(sold, allotment.claims, until=NOW + timedelta(minutes=5), now=NOW, batch=Batch())
    after = [desk.offer(each.product_id, NOW) for each in (day, child, night)]
    assert [each.left for each in after if each] == [day.left - 99, day.left - 99, night.left]


def test_no_day_takes_more_than_it_has():
    book = Allotments()
    desk = Admissions(1, book)
    tower = the("望湖塔")
    first = desk.offer(f"{tower.sight_id}_0_20260305_adult", NOW)
    assert first is not None
    sold = 0
    while True:
        allotment = desk.allot([Line(0, first, 99)], (), NOW)
        if allotment is None:
            break
        assert book.hold(
            ((first.product_id, 99),), allotment.claims, until=NOW + timedelta(minutes=9), now=NOW, batch=Batch()
        )
        sold += 99
    left = desk.offer(first.product_id, NOW)
    assert left is not None
    assert left.left == first.left - sold < 99
    assert sold <= tower.per_day


def test_some_days_are_full_in_the_new_year_and_hardly_any_in_march():
    def full(day: date) -> int:
        found = (offer(sight, 0, day) for sight in ALL)
        return Counter(each is not None and each.left == 0 for each in found)[True]

    assert full(date(2026, 3, 11)) == 0
    assert sum(full(date(2026, 2, day)) for day in range(17, 22)) > 0


def test_a_visit_is_ready_when_the_gates_open_and_over_when_they_close():
    park = the("大唐芙蓉园")
    night = offer(park, 1, date(2026, 3, 5))
    assert night is not None
    course = Admissions(1, Allotments()).course(Line(0, night, 1), [""], "or_1", NOW)
    assert course.ready_at == local(datetime(2026, 3, 5, 17))
    assert course.ends_at == local(datetime(2026, 3, 5, 22))


@given(st.text(max_size=60) | st.from_regex(r"a[0-9a-f]{8}_\d_2026\d{4}_(adult|child)", fullmatch=True))
def test_a_product_id_may_be_any_text(product_id: str):
    assert Admissions(1, Allotments()).offer(product_id, NOW) is None


@given(st.text(max_size=120), st.text(max_size=120))
def test_any_text_is_just_text(city: str, text: str):
    try:
        find(city=city, text=text)
    except Invalid as refusal:
        assert refusal.code in {"place_unknown", "invalid", "closed_that_day"}
