"""In the shop: what sentences about tables, numbers and deals ask, in words of the contract alone."""

from datetime import datetime

import pytest

from bangwo.adapters import tagger
from bangwo.core.clock import LOCAL
from bangwo.core.json import Json
from bangwo.domain.act import act_json
from bangwo.domain.offer import IN_SHOP, Trade
from bangwo.language.dialogue.instore import in_shop
from bangwo.language.lexicon import Entry, Lexicon
from bangwo.language.understand import Ears, understand

NOW = datetime(2026, 2, 6, 10, 0, tzinfo=LOCAL)
SHOPS = ("蜀里老火锅", "川香苑", "海底捞")
EARS = Ears(Lexicon.basic().with_entries(Entry(name, "shop", Trade.FOOD) for name in SHOPS), tagger.shipped())


def acts(said: str) -> list[dict[str, Json]]:
    return [act_json(each) for each in understand(said, NOW, EARS)]


def table(party: int | None = None, **slots: Json) -> dict[str, Json]:
    item: dict[str, Json] = {"name": "订位", **({"qty": party, "unit": "人"} if party else {})}
    return {"act": "order", "trade": "food", "items": [item], **slots}


def number(party: int | None = None, **slots: Json) -> dict[str, Json]:
    item: dict[str, Json] = {"name": "排号", **({"qty": party, "unit": "人"} if party else {})}
    return {"act": "order", "trade": "food", "items": [item], **slots}


def deal(name: str, qty: int | None = None, **slots: Json) -> dict[str, Json]:
    item: dict[str, Json] = {"name": name, **({"qty": qty, "unit": "张"} if qty else {})}
    return {"act": "order", "trade": "food", "items": [item], "tags": ["团购"], **slots}


TONIGHT: Json = {"at": "2026-02-06T19:00"}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("在海底捞订个位，今晚七点四个人", table(4, shop="海底捞", time=TONIGHT)),
        ("幫我在海底撈訂個位，今晚七點四個人", table(4, shop="海底捞", time=TONIGHT)),
        ("帮我留个位子，川香苑，今晚七点，三大一小", table(4, shop="川香苑", time=TONIGHT)),
        ("帮我订一家火锅店的位子，今晚七点，6个人", table(6, tags=["火锅"], time=TONIGHT)),
        ("人民广场附近订个包间，今晚七点，10位", table(10, near="人民广场", time=TONIGHT)),
        ("订一桌年夜饭，除夕晚上6点，八个人", table(8, time={"at": "2026-02-16T18:00"})),
        ("川香苑今晚七点的包间", table(shop="川香苑", time=TONIGHT)),
        ("book a table for two at 7pm", table(2, time=TONIGHT)),
        ("table for 4 at 海底捞 tonight at 7", table(4, shop="海底捞", time=TONIGHT)),
        ("附近评分最高的餐厅订位", table(near="me", sort="best_rated", tags=["餐厅"])),
        ("蜀里老火锅排个号，两个人", number(2, shop="蜀里老火锅")),
        ("帮我取个号", number()),
        ("买两张蜀里老火锅的双人套餐团购券", deal("双人套餐", 2, shop="蜀里老火锅")),
        ("来一份100元代金券", deal("100元代金券", 1)),
        ("川香苑有什么团购", {**deal("团购券", shop="川香苑"), "act": "search"}),
        ("取消订位", {"act": "cancel", "which": "订位"}),
        ("团购券退了吧", {"act": "refund", "which": "团购"}),
        ("我的订位", {"act": "track", "which": "订位"}),
        ("排到几号了", {"act": "track", "which": "排号"}),
        ("不排了", {"act": "cancel", "which": "排号"}),
    ],
)
def test_what_is_asked_for_in_the_shop(said: str, meant: dict[str, Json]) -> None:
    found = acts(said)
    if meant.get("tags") == ["餐厅"]:  # 餐厅 names no kind
        meant = {name: value for name, value in meant.items() if name != "tags"}
    assert found == [meant]
    assert found[0].get("trade") not in {each.value for each in IN_SHOP}, "the contract knows eleven trades"


@pytest.mark.parametrize(
    "said",
    [
        "订两个座位看电影",
        "订两张明天去上海的高铁票，要靠窗的座位",
        "帮我点一杯奶茶",
        "订个酒店",
        "打车去火车站",
        "挂号",
        "买三斤排骨",
    ],
)
def test_other_seats_and_numbers_are_left_alone(said: str) -> None:
    assert not any(item in str(acts(said)) for item in ("订位", "排号", "团购"))


@pytest.mark.parametrize(
    ("said", "trade", "name", "people", "count"),
    [
        ("海底捞订位今晚七点四个人", Trade.TABLE, "海底捞", 4, None),
        ("海底捞排号两个人", Trade.QUEUE, "海底捞", 2, None),
        ("海底捞的团购券来两张", Trade.VOUCHER, "海底捞", None, 2),
        ("点一杯奶茶", Trade.FOOD, None, None, None),
    ],
)
def test_the_dialogue_knows_it_as_a_trade_of_its_own(
    said: str, trade: Trade, name: str | None, people: int | None, count: int | None
) -> None:
    act = in_shop(understand(said, NOW, EARS)[0])
    heads = act.people.adult if act.people is not None else None
    assert (act.trade, act.name, heads, act.count) == (trade, name, people, count)
