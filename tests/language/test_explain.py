"""Explain: every layer tells what it made of a sentence; and how much of a long text is read."""

from language_cases import NOW

from bangwo.domain.offer import Trade
from bangwo.language.explain import confidence, explained
from bangwo.language.gates import begins, firsts, needed
from bangwo.language.lexicon import Lexicon
from bangwo.language.understand import READ_MAX, understand


def test_every_layer_tells_what_it_found():
    found = explained("帮我點两杯大杯少塘奶茶，再打个车去虹桥", NOW, Lexicon.basic())
    layers = {each.name: each.found for each in found}
    assert layers["normalised"] == ("帮我点两杯大杯少塘奶茶,再打个车去虹桥",)
    assert layers["heard"] == ("帮我点两杯大杯少糖奶茶,再打个车去虹桥",)
    assert "奶茶: item food" in layers["names"]
    assert [each.split(" (")[0] for each in layers["acts"]] == ["order food", "order ride"]
    assert len(layers["slots"]) == 2


def test_confidence_is_the_lead_over_the_next_trade():
    assert confidence({Trade.FOOD: 3.0, Trade.GROCERY: 1.0}) == 0.75
    assert confidence({}) == 0


def test_a_long_text_is_read_up_to_a_clause():
    orders = "来一碗牛肉面，" * (READ_MAX // 7)
    assert understand(orders + "三杯拿铁", NOW, Lexicon.basic())[0].items[0].name == "牛肉面"


def test_the_words_that_a_pattern_needs():
    assert needed("(?:春联|对联)上") == {"春联上", "对联上"}
    assert needed("来[一两]?杯|点餐") == {"来杯", "来一杯", "来两杯", "点餐"}
    assert needed("天气.*雨") == {"天气"}
    assert needed("a*") is None
    assert firsts("(?:今|明)天|[0-3]点") == {"今", "明", "0", "1", "2", "3"}
    assert firsts("不?") is None
    assert begins("不?") == {"不"}
