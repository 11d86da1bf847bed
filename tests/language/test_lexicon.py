"""Lexicon: names found by text and by sound."""

import pytest
from language_cases import acts

from bangwo.domain.offer import Trade
from bangwo.language.lexicon import Entry, Lexicon


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("珍珠耐茶少塘", "珍珠奶茶少糖"),
        ("不要胡罗卜", "不要胡萝卜"),
        ("三斤排古", "三斤排骨"),
        ("合马的三文于刺身", "盒马的三文鱼刺身"),
        ("附进哪里有停车厂", "附近哪里有停车场"),
        ("去夏门的机漂", "去厦门的机票"),
        ("一碗云吞面", "一碗云吞面"),
        ("我和同事一起", "我和同事一起"),
    ],
)
def test_hears(heard, meant):
    assert Lexicon.basic().hear(heard) == meant


def test_the_longest_name_wins_and_english_names_are_whole_words():
    found = [term.entries[0].name for term in Lexicon.basic().terms("无糖可乐, price of rice")]
    assert found == ["无糖可乐", "rice"]


def test_more_entries_make_a_new_lexicon():
    basic = Lexicon.basic()
    more = basic.with_entries(
        [Entry("云端漫步", "title", Trade.MOVIE), Entry("漫步", "title", Trade.MOVIE, "云端漫步")]
    )
    assert len(more) == len(basic) + 2
    assert acts("明天晚上的漫步来两张票", lexicon=more)[0]["title"] == "云端漫步"
    assert not basic.get("云端漫步")


@pytest.mark.parametrize("said", ["牛肉面", "来一碗牛肉面", "来一碗陇上人家牛肉面"])
def test_a_dish_inside_a_shop_name_stays_a_dish(said):
    more = Lexicon.basic().with_entries(
        [Entry("陇上人家牛肉面", "shop", Trade.FOOD), Entry("牛肉面", "shop", Trade.FOOD, "陇上人家牛肉面")]
    )
    assert acts(said, lexicon=more)[0]["items"][0]["name"] == "牛肉面"
