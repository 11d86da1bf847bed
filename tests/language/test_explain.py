"""Explain: every layer tells what it made of a sentence; and how much of a long text is read."""

from language_cases import EARS, NOW

from bangwo.language.explain import explained
from bangwo.language.gates import needed
from bangwo.language.understand import READ_MAX, understand


def test_every_layer_tells_what_it_found():
    found = explained("帮我點两杯大杯少塘奶茶，再打个车去虹桥机场", NOW, EARS)
    layers = {each.name: each.found for each in found}
    assert layers["normalised"] == ("帮我点两杯大杯少塘奶茶,再打个车去虹桥机场",)
    assert layers["heard"] == ("帮我点两杯大杯少糖奶茶,再打个车去虹桥机场",)
    assert "奶茶: item food" in layers["names"]
    assert {"大杯: opt", "虹桥机场: to"} <= set(layers["tags"])
    assert [each.split(" (")[0] for each in layers["acts"]] == ["order.food", "order.ride"]
    assert len(layers["slots"]) == 2
    assert '"name": "奶茶"' in layers["slots"][0]


def test_a_text_of_nothing_has_no_layers_to_tell():
    assert [each.name for each in explained("\u200b", NOW, EARS)] == ["normalised"]


def test_a_long_text_is_read_up_to_a_clause():
    orders = "来一碗牛肉面，" * (READ_MAX // 7)
    assert understand(orders + "三杯拿铁", NOW, EARS)[0].items[0].name == "牛肉面"


def test_the_words_that_a_pattern_needs():
    assert needed("(?:春联|对联)上") == {"春联上", "对联上"}
    assert needed("来[一两]?杯|点餐") == {"来杯", "来一杯", "来两杯", "点餐"}
    assert needed("天气.*雨") == {"天气"}
    assert needed("a*") is None
