"""Finding a room: by city, by name or chain, near a place; what cannot be asked for is refused by its code."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangwo_city.clock import local
from bangwo_city.geography import CENTRE, LANDMARKS
from bangwo_city.merchant.reading import Invalid
from bangwo_city.travel.allotments import Allotments
from bangwo_city.travel.brands import brands
from bangwo_city.travel.desk import Offer
from bangwo_city.travel.gazetteer import towns
from bangwo_city.travel.stays import OFFERS_MAX, Stays
from bangwo_city.travel.stays.asking import ROOM_TYPES
from bangwo_city.travel.stays.hotels import chains, hotels

NOW = local(datetime(2026, 2, 10, 12))
STAY = {"check_in": "2026-02-13", "nights": 2}


def find(**asked: Any) -> list[Offer]:
    return list(Stays(1, Allotments()).find({**STAY, **asked}, NOW))


def named(offers: list[Offer]) -> list[str]:
    """The hotels, each once, in the order shown."""
    return list(dict.fromkeys(offer.details["hotel"] for offer in offers))


def refused(**asked: Any) -> tuple[str, int]:
    with pytest.raises(Invalid) as refusal:
        find(**asked)
    return refusal.value.code, refusal.value.status


def test_there_are_hotels_enough_in_every_town():
    by_town = Counter(each.town.name for each in hotels().values())
    assert len(hotels()) >= 300
    assert set(by_town) == set(towns())
    assert len(towns()) >= 40
    assert min(by_town.values()) >= 2
    assert by_town["云湖"] >= 20


def test_every_town_has_landmarks_of_its_own():
    for town in towns().values():
        assert len(town.landmarks) >= 2, town.name
        assert all(town.point.metres_to(mark.point) < 350_000 for mark in town.landmarks.values()), town.name
    assert next(iter(towns())) == "云湖"
    assert towns()["云湖"].point == CENTRE


def test_the_home_town_is_where_its_map_says():
    home = towns()["云湖"]
    assert {name for name in home.landmarks if name not in LANDMARKS} == {"云湖"}
    assert all(LANDMARKS[name].metres_to(home.landmarks[name].point) < 20 for name in LANDMARKS.keys() & home.landmarks)


def test_every_hotel_is_whole_and_lies_by_its_landmark():
    for each in hotels().values():
        assert each.name and each.address
        assert 2 <= each.chain.stars <= 5
        assert each.brand in brands().values()
        assert each.chain.name in chains()
        assert each.landmark.point.metres_to(each.point) <= 1_200
        assert {room.word for room in each.chain.rooms} <= set(ROOM_TYPES)
        assert 42 <= each.rating <= 49
        assert 50 <= each.yuan <= 8000, each.name
    names = Counter((each.town.name, each.name) for each in hotels().values())
    assert [name for name, count in names.items() if count > 1] == []


def test_hotels_are_merchants_with_city_brand_and_stars():
    merchants = {each["id"]: each for each in Stays(1, Allotments()).merchants()}
    (ji,) = [each for each in merchants.values() if each["name"] == "全季酒店(杭州西湖店)"]
    assert (ji["trade"], ji["city"], ji["brand"], ji["stars"]) == ("hotel", "杭州", "华住", 3)
    assert {"全季西湖店", "全季"} <= set(ji["aliases"])


@pytest.mark.parametrize("city", ["杭州", "杭州市", "hangzhou", "Hangzhou"])
def test_a_city_is_found_however_it_is_called(city: str):
    offers = find(city=city)
    assert {offer.details["city"] for offer in offers} == {"杭州"}
    assert named(offers) == named(find(city="杭州"))


def test_in_a_city_every_hotel_shows_its_usual_room_before_any_shows_a_second():
    offers = find(city="北京")
    assert len(offers) == OFFERS_MAX
    beijing = sum(each.town.name == "北京" for each in hotels().values())
    free = [offer for offer in offers if offer.left]
    first = [offer.merchant_id for offer in free[: len({each.merchant_id for each in free})]]
    assert len(set(first)) == len(first) > beijing * 0.8
    ratings = [offer.details["rating"] for offer in free[: len(first) // 2]]
    assert ratings == sorted(ratings, reverse=True)


@pytest.mark.parametrize(
    ("asked", "city"),
    [
        ({"near": "西湖边", "city": "杭州"}, "杭州"),
        ({"near": "西湖边上"}, "杭州"),
        ({"near": "杭州西湖"}, "杭州"),
        ({"near": "West Lake"}, "杭州"),
        ({"near": "外滩"}, "上海"),
        ({"near": "the Bund"}, "上海"),
        ({"near": "春熙路附近"}, "成都"),
        ({"near": "黄山脚下"}, "黄山"),
        ({"near": "尖沙咀"}, "香港"),
        ({"near": "火车站"}, "云湖"),
        ({"near": "火车站", "city": "台南"}, "台南"),
        ({"near": "协和医院跟前"}, "北京"),
        ({"near": "万景汇"}, "云湖"),
        ({"city": "云湖", "near": "文三路18号"}, "云湖"),
        ({"near": {"lat": 30.246, "lon": 120.15}}, "杭州"),
        ({"city": "千岛湖"}, "杭州"),
    ],
)
def test_near_a_place_the_nearest_come_first(asked: dict[str, Any], city: str):
    offers = find(**asked, room_type="double")
    assert {offer.details["city"] for offer in offers} == {city}
    free = [offer for offer in offers if offer.left]
    hotels_shown = list(dict.fromkeys(offer.merchant_id for offer in free))
    distances = [
        next(each.details["distance_m"] for each in free if each.merchant_id == shown) for shown in hotels_shown
    ]
    assert distances == sorted(distances)
    assert distances[0] < 1_500
    assert distances[-1] <= 5_000


def test_a_landmark_of_one_name_is_that_of_the_city_that_was_said():
    assert find(near="人民广场")[0].details["city"] == "云湖"
    assert find(near="人民广场", city="上海")[0].details["city"] == "上海"
    assert find(near="西湖", city="惠州")[0].details["city"] == "惠州"


@pytest.mark.parametrize(
    ("asked", "hotel"),
    [
        ({"text": "听雨山房"}, "听雨山房"),
        ({"text": "拾光客栈"}, "拾光客栈"),
        ({"text": "云栖小院"}, "云栖小院"),
        ({"text": "全季西溪店"}, "全季酒店(杭州西溪店)"),
        ({"text": "全季酒店金融街店"}, "全季酒店(北京金融街店)"),
        ({"text": "人民广场的全季", "city": "上海"}, "全季酒店(上海人民广场店)"),
        ({"text": "王府景全季", "city": "北京"}, "全季酒店(北京王府井店)"),
        ({"text": "香格里拉", "city": "杭州"}, "杭州西湖香格里拉"),
        ({"text": "Shangri-La", "city": "青岛"}, "青岛五四广场香格里拉"),
        ({"text": "亚朵", "near": "春熙路"}, "成都春熙路亚朵酒店"),
        ({"text": "听鱼山房"}, "听雨山房"),
    ],
)
def test_a_hotel_is_found_by_its_name_or_chain(asked: dict[str, Any], hotel: str):
    assert named(find(**asked))[0] == hotel


def test_a_chain_in_a_city_is_all_its_houses_and_no_others():
    shown = named(find(text="亚朵", city="上海"))
    assert len(shown) >= 5
    assert all("亚朵" in name for name in shown)


def test_what_nothing_is_called_finds_nothing():
    assert find(text="不存在的酒店名字啊", city="上海") == []
    assert find(merchant_id="h00000000") == []


@pytest.mark.parametrize("room_type", ROOM_TYPES)
def test_only_rooms_of_the_type_are_shown(room_type: str):
    offers = find(city="云湖", room_type=room_type)
    assert offers
    assert {offer.details["room_type"] for offer in offers} == {room_type}


def test_rooms_hold_the_guests():
    assert all(offer.details["guests_max"] >= 3 for offer in find(city="成都", guests=3))
    assert all(offer.details["guests_max"] * 2 >= 5 for offer in find(city="成都", guests=5, rooms=2))
    assert refused(city="成都", guests=9) == ("too_many_guests", 422)
    assert refused(city="成都", guests=3, room_type="double") == ("too_many_guests", 422)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"city": "火星"}, "place_unknown"),
        ({"near": "火星基地"}, "place_unknown"),
        ({"city": "杭州", "near": "奥林匹斯山"}, "place_unknown"),
        ({"city": "杭州", "check_in": "2026-02-09"}, "date_past"),
        ({"city": "杭州", "check_in": "2026-12-01"}, "date_too_far"),
        ({"city": "杭州", "check_in": "2026-08-08", "nights": 5}, "date_too_far"),
        ({"city": "杭州", "nights": 0}, "date_order"),
        ({"city": "杭州", "nights": -3}, "date_order"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_by_its_code(asked: dict[str, Any], code: str):
    assert refused(**asked) == (code, 422)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"city": 7},
        {"city": "x" * 101},
        {"near": ["西湖"]},
        {"near": {"lat": 91, "lon": 0}},
        {"near": {"lat": True, "lon": 0}},
        {"city": "杭州", "check_in": None},
        {"city": "杭州", "check_in": "明天"},
        {"city": "杭州", "check_in": 20260213},
        {"city": "杭州", "nights": 31},
        {"city": "杭州", "nights": "2"},
        {"city": "杭州", "nights": True},
        {"city": "杭州", "rooms": 0},
        {"city": "杭州", "guests": 100},
        {"city": "杭州", "room_type": "palace"},
    ],
)
def test_a_filter_that_makes_no_sense_is_invalid(asked: dict[str, Any]):
    assert refused(**asked) == ("invalid", 400)


texts = st.text(max_size=120) | st.sampled_from(
    ["'; DROP TABLE hotels;--", "<b>西湖</b>", "全季\u0000", "😀" * 20, "()[]*+"]
)


@given(texts, texts, texts)
def test_any_text_is_just_text(city: str, near: str, text: str):
    try:
        offers = find(city=city, near=near, text=text)
    except Invalid as refusal:
        assert refusal.code in {"place_unknown", "invalid", "too_many_guests"}
    else:
        assert len(offers) <= OFFERS_MAX


@given(st.text(max_size=40) | st.from_regex(r"h[0-9a-f]{8}_double_f_2026\d{4}_\d{1,2}", fullmatch=True))
def test_a_product_id_may_be_any_text(product_id: str):
    assert Stays(1, Allotments()).offer(product_id, NOW) is None


def test_a_room_is_on_sale_from_today_until_half_a_year_ahead():
    desk = Stays(1, Allotments())
    stem = find(city="杭州")[0].product_id.rsplit("_", 2)[0]

    def on_sale(day: date, nights: int) -> bool:
        return desk.offer(f"{stem}_{day:%Y%m%d}_{nights}", NOW) is not None

    assert on_sale(date(2026, 2, 10), 1)
    assert not on_sale(date(2026, 2, 9), 1)
    last = NOW.date() + timedelta(days=180)
    assert on_sale(last - timedelta(days=1), 1)
    assert not on_sale(last - timedelta(days=1), 2)
    assert desk.offer(f"{stem}_20260210_0", NOW) is None
    assert desk.offer(f"{stem}_20260210_01", NOW) is None
    assert desk.offer(f"{stem}_20260230_1", NOW) is None
