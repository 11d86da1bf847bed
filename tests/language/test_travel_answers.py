"""Travel and rides: answers to what is asked of them, and what is changed in them, from the words to the draft."""

import pytest
from language_cases import EARS, NOW, acts

from bangwo.domain.act import Act, ActKind, act_json
from bangwo.domain.offer import Trade
from bangwo.language.dialogue import intents as i
from bangwo.language.dialogue.hear import hear
from bangwo.language.dialogue.state import Dialogue, Draft, Option
from bangwo.language.setting import Setting
from bangwo.language.understand import understand

WANTED = {
    Trade.RIDE: Act(act=ActKind.ORDER, trade=Trade.RIDE),
    Trade.FLIGHT: Act(act=ActKind.ORDER, trade=Trade.FLIGHT, from_="成都", to="上海", date="2026-02-20"),
    Trade.TRAIN: Act(act=ActKind.ORDER, trade=Trade.TRAIN, from_="成都", to="上海", date="2026-02-20"),
    Trade.HOTEL: Act(act=ActKind.ORDER, trade=Trade.HOTEL, near="西湖"),
    Trade.ATTRACTION: Act(act=ActKind.ORDER, trade=Trade.ATTRACTION, date="2026-02-20"),
}
HOTELS = (
    Option("a", "湖边酒店 大床房", "湖边酒店", 50000, offers=("a",), name="湖边酒店", rating=49),
    Option("b", "山下酒店 双床房", "山下酒店", 40000, offers=("b",), name="山下酒店", rating=47),
)


def changed(trade, asked, said, options=()):
    """The slots that a sentence changes in a draft of a trade."""
    before = WANTED[trade]
    setting = Setting(trade=trade, asked=asked, options=tuple(each.title for each in options))
    state = Dialogue((Draft(before, options=options),), asks=asked, listed=bool(options))
    heard = hear(state, understand(said, NOW, EARS, setting), said, NOW)
    assert len(heard.state.drafts) == 1
    assert heard.state.draft is not None
    was, now = act_json(before), act_json(heard.state.draft.wanted)
    return {name: value for name, value in now.items() if was.get(name) != value}


@pytest.mark.parametrize("trade", [Trade.RIDE, Trade.FLIGHT, Trade.TRAIN])
@pytest.mark.parametrize("asked", ["from", "to"])
@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("北京", "北京"),
        ("我在家", "家"),
        ("家里", "家"),
        ("公司", "公司"),
        ("虹桥火车站", "虹桥火车站"),
        ("杭州西湖边", "杭州西湖边"),
    ],
)
def test_a_bare_place_is_the_one_that_was_asked_for(trade, asked, said, place):
    assert changed(trade, asked, said) == {asked: place}


@pytest.mark.parametrize("asked", ["from", "to"])
def test_words_may_name_the_other_end_of_the_way(asked):
    assert changed(Trade.RIDE, asked, "从公司走") == {"from": "公司"}


@pytest.mark.parametrize("trade", [Trade.RIDE, Trade.TRAIN, Trade.HOTEL, Trade.ATTRACTION])
@pytest.mark.parametrize("asked", ["from", "to", "city"])
@pytest.mark.parametrize(("said", "date"), [("后天", "2026-02-08"), ("明天", "2026-02-07"), ("就明天吧", "2026-02-07")])
def test_a_day_is_no_place(trade, asked, said, date):
    assert changed(trade, asked, said) == {"date": date}


def test_part_of_a_day_is_no_place():
    when = {"from": "2026-02-07T06:00", "to": "2026-02-07T09:00"}
    assert changed(Trade.RIDE, "from", "明天早上") == {"time": when}


@pytest.mark.parametrize("trade", [Trade.HOTEL, Trade.ATTRACTION])
@pytest.mark.parametrize(
    ("said", "slots"),
    [("北京", {"city": "北京"}), ("杭州西湖边", {"city": "杭州", "near": "西湖"}), ("在云湖", {"city": "云湖"})],
)
def test_in_which_city(trade, said, slots):
    assert slots.items() <= {**act_json(WANTED[trade]), **changed(trade, "city", said)}.items()


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("周日住两晚", {"date": "2026-02-08", "nights": 2}),
        ("后天", {"date": "2026-02-08"}),
        ("两晚", {"nights": 2}),
        ("住两晚", {"nights": 2}),
        ("2月14号入住,住两晚", {"date": "2026-02-14", "nights": 2}),
    ],
)
def test_which_day_and_how_long(said, slots):
    assert changed(Trade.HOTEL, "date", said) == slots


@pytest.mark.parametrize(
    ("trade", "said", "slots"),
    [
        (Trade.HOTEL, "改成两间", {"rooms": 2}),
        (Trade.HOTEL, "换成双床", {"room_type": "twin"}),
        (Trade.HOTEL, "改到后天", {"date": "2026-02-08"}),
        (Trade.HOTEL, "便宜一点的", {"sort": "cheapest"}),
        (Trade.HOTEL, "离火车站近一点的", {"near": "火车站"}),
        (Trade.HOTEL, "早一点的", {}),
        (Trade.HOTEL, "两个大人一个小孩", {"people": {"adult": 2, "child": 1}}),
        (Trade.TRAIN, "要靠窗的", {"seats": {"side": "window"}}),
        (Trade.TRAIN, "换商务座", {"cabin": "business"}),
        (Trade.TRAIN, "早一点的", {"sort": "earliest"}),
        (Trade.TRAIN, "换晚一点的", {"sort": "latest"}),
        (Trade.TRAIN, "早一点的,要靠窗的", {"sort": "earliest", "seats": {"side": "window"}}),
        (Trade.TRAIN, "改成两张", {"count": 2}),
        (Trade.FLIGHT, "两个大人一个小孩", {"people": {"adult": 2, "child": 1}}),
        (Trade.FLIGHT, "要直飞的", {"nonstop": True}),
        (Trade.FLIGHT, "换商务舱", {"cabin": "business"}),
        (Trade.FLIGHT, "改成去广州", {"to": "广州"}),
        (Trade.FLIGHT, "晚一点的", {"sort": "latest"}),
        (Trade.RIDE, "换商务车", {"car": "business"}),
        (Trade.RIDE, "便宜一点的", {"sort": "cheapest"}),
        (Trade.RIDE, "坐得下六个人的", {}),
    ],
)
def test_what_is_changed(trade, said, slots):
    assert changed(trade, "confirm", said) == slots


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("大床房一间,最便宜的那家", {"sort": "cheapest", "rooms": 1, "room_type": "double"}),
        ("最便宜的", {"sort": "cheapest"}),
        ("离火车站近一点的", {"near": "火车站"}),
    ],
)
def test_the_cheapest_is_that_of_all_and_not_of_those_shown(said, slots):
    assert changed(Trade.HOTEL, "choice", said, HOTELS) == slots


def test_the_best_of_those_shown_is_looked_for_anew_and_taken():
    draft = Draft(WANTED[Trade.HOTEL], options=HOTELS, browsing=True)
    state = Dialogue((draft,), asks="choice", listed=True)
    heard = hear(state, (Act(act=ActKind.CHOOSE, sort="cheapest"),), "最便宜的", NOW)
    assert heard.intents == (i.Work(),)
    assert heard.state.draft is not None
    assert (heard.state.draft.options, heard.state.draft.picked, heard.state.draft.browsing) == ((), (), False)


def test_of_a_list_that_is_sorted_so_already_the_best_is_chosen():
    wanted = Act(act=ActKind.ORDER, trade=Trade.HOTEL, near="西湖", sort="cheapest")
    state = Dialogue((Draft(wanted, options=HOTELS),), asks="choice", listed=True)
    heard = hear(state, (Act(act=ActKind.CHOOSE, sort="cheapest"),), "最便宜的", NOW)
    assert heard.state.draft is not None
    assert heard.state.draft.picked == ("b",)


@pytest.mark.parametrize(
    ("said", "to"),
    [
        ("姑娘啊我要去火车站接我老姐妹你给叫个车吧我不会弄这个手机", "火车站"),
        ("打车去浦东机场，手机快没电了你快点", "浦东机场"),
    ],
)
def test_a_place_that_is_known_is_meant_before_what_is_none(said, to):
    assert acts(said) == [{"act": "order", "trade": "ride", "to": to}]


def test_what_was_taken_back_is_not_meant():
    (found,) = acts("明天去北京不对去天津的高铁票")
    assert found["to"] == "天津"
