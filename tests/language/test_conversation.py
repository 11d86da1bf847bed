"""Conversation: what answers mean while something is on the table."""
# ruff: noqa: E501

import pytest
from language_cases import acts

from bangwo.domain.offer import Trade
from bangwo.language.setting import Setting

LIST = Setting(trade=Trade.FOOD, items=("珍珠奶茶",), options=("珍珠奶茶", "黑糖奶茶"), asked="choice")
QUOTE = Setting(trade=Trade.FOOD, items=("美式",), quote=True, asked="confirm")
FILMS = Setting(trade=Trade.MOVIE, options=("惊蛰无声", "飞驰人生3", "镖人"), asked="choice")
STAY = Setting(trade=Trade.HOTEL, asked="date")
WHERE = Setting(trade=Trade.FOOD, items=("奶茶",), asked="address")
RIDE = Setting(trade=Trade.RIDE, asked="from")
CANCEL = Setting(asked="confirm_cancel")

NOODLES = Setting(trade=Trade.FOOD, items=("牛肉面",), options=("陇上人家牛肉面", "兰州牛肉面"), asked="choice")

YES = ["确认", "好的", "行", "买吧", "付款吧", "行行行,就叫这个吧", "Confirm", "確認", "确认确认", "对", "可以", "ok"]
NO = ["算了", "不要了", "取消", "不买了", "no, cancel"]
TABLE = [
    (LIST, "就第一个", [{"act": "choose", "index": 1}]),
    (LIST, "第二个,送到公司", [{"act": "choose", "index": 2}, {"act": "amend", "where": "公司"}]),
    (LIST, "最便宜的", [{"act": "choose", "sort": "cheapest"}]),
    (LIST, "那家近的", [{"act": "choose", "sort": "nearest"}]),
    (FILMS, "飞驰人生", [{"act": "choose", "pick": "飞驰人生3"}]),
    (FILMS, "第一部,要最早的那一场", [{"act": "choose", "index": 1}, {"act": "amend", "sort": "earliest"}]),
    (FILMS, "一张,第三排", [{"act": "amend", "count": 1, "seats": {"row": 3}}]),
    (LIST, "少糖去冰", [{"act": "amend", "items": [{"name": "珍珠奶茶", "options": ["少糖", "去冰"]}], "replaces": "珍珠奶茶"}]),
    (QUOTE, "不对,两杯就够了", [{"act": "amend", "items": [{"name": "美式", "qty": 2, "unit": "杯"}], "replaces": "美式"}]),
    (QUOTE, "两杯", [{"act": "amend", "items": [{"name": "美式", "qty": 2, "unit": "杯"}], "replaces": "美式"}]),
    (QUOTE, "换成大杯", [{"act": "amend", "items": [{"name": "美式", "options": ["大杯"]}], "replaces": "美式"}]),
    (QUOTE, "再加一杯拿铁", [{"act": "amend", "items": [{"name": "拿铁", "qty": 1, "unit": "杯"}]}]),
    (QUOTE, "备注多放冰块", [{"act": "amend", "note": "多放冰块"}]),
    (QUOTE, "刚才那单取消掉", [{"act": "cancel", "which": "last"}]),
    (QUOTE, "明天天气怎么样", [{"act": "chat", "topic": "weather"}]),
    (STAY, "2月14号入住,住两晚", [{"act": "amend", "date": "2026-02-14", "nights": 2}]),
    (STAY, "大床房一间,最便宜的那家", [{"act": "amend", "sort": "cheapest", "rooms": 1, "room_type": "double"}]),
    (WHERE, "送到青年路77号2单元", [{"act": "amend", "where": "青年路77号2单元"}]),
    (WHERE, "青年路77号", [{"act": "amend", "where": "青年路77号"}]),
    (RIDE, "我现在在公司呢,从公司走,马上就走", [{"act": "amend", "from": "公司"}]),
    (CANCEL, "对,取消", [{"act": "confirm"}]),
]  # fmt: skip


@pytest.mark.parametrize("said", YES)
def test_yes(said):
    assert acts(said, setting=QUOTE) == [{"act": "confirm"}]


@pytest.mark.parametrize("said", NO)
def test_no(said):
    assert acts(said, setting=QUOTE) == [{"act": "deny"}]


@pytest.mark.parametrize(("setting", "said", "expected"), TABLE)
def test_answers(setting, said, expected):
    assert acts(said, setting=setting) == expected


def test_without_a_setting_there_are_no_answers():
    assert acts("确认")[0]["act"] == "chat"


@pytest.mark.parametrize("said", ["来两杯拿铁", "帮我点两杯拿铁", "我要两杯拿铁"])
def test_another_thing_is_an_order_of_its_own(said):
    assert acts(said, setting=NOODLES) == [
        {"act": "order", "trade": "food", "items": [{"name": "拿铁", "qty": 2, "unit": "杯"}]}
    ]


@pytest.mark.parametrize("said", ["12排5座的惊蛰无声首映日20:00一张", "惊蛰无声两张最后一排", "G7次高铁明天北京到上海"])
def test_what_only_another_trade_has_is_a_request_of_its_own(said):
    (found,) = acts(said, setting=NOODLES)
    assert found["act"] in ("order", "search")
    assert found["trade"] in ("movie", "train")


@pytest.mark.parametrize("said", ["再来一杯拿铁", "加一份薯条", "来两份", "不要香菜", "我要少辣的"])
def test_one_more_or_a_detail_amends_the_draft(said):
    assert [each["act"] for each in acts(said, setting=NOODLES)] == ["amend"]


def test_a_full_request_inside_a_conversation_is_a_request():
    (one,) = acts("再帮我看看明天的电影", setting=QUOTE)
    assert (one["act"], one["trade"]) == ("search", "movie")
