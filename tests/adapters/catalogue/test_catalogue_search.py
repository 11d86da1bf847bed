"""What is found for what was said."""

from datetime import timedelta
from itertools import pairwise

import pytest
from shelf_things import (
    COFFEE,
    DAY,
    FAR,
    FILMS,
    FOOD,
    GLORIES,
    HERE,
    KITCHEN,
    MARKET,
    STAR,
    TEA,
    TEA_FAR,
    index_of,
    offer,
    shop,
)

from bangwo.adapters.catalogue.index import CatalogueIndex
from bangwo.app.ports import Query
from bangwo.domain.offer import Trade
from bangwo.language.lexicon import Entry


@pytest.fixture
async def index() -> CatalogueIndex:
    """The small catalogue."""
    return await index_of()


def names(index: CatalogueIndex, query: Query) -> list[str]:
    """What is found, each name once, in order."""
    return list(dict.fromkeys(hit.offer.name for hit in index.search(query)))


FOUND: list[tuple[Trade, str, list[str]]] = [
    # exact first, then kinds of it and what is tagged so, by what sells, then what has the words
    (Trade.FOOD, "奶茶", ["奶茶", "珍珠奶茶", "黑糖奶茶(大)", "四季奶青", "奶茶布丁"]),
    (Trade.FOOD, "珍珠奶茶", ["珍珠奶茶"]),
    (Trade.FOOD, "波霸奶茶", ["珍珠奶茶"]),
    (Trade.FOOD, "黑糖奶茶", ["黑糖奶茶(大)"]),
    (Trade.FOOD, "拿铁", ["拿铁", "生椰拿铁"]),
    (Trade.FOOD, "美式", ["美式咖啡"]),
    (Trade.FOOD, "咖啡", ["美式咖啡"]),
    (Trade.FOOD, "西红柿炒蛋", ["番茄炒蛋"]),
    (Trade.FOOD, "牛肉面", ["红烧牛肉面"]),
    (Trade.FOOD, "面", ["红烧牛肉面"]),
    (Trade.GROCERY, "牛奶", ["牛奶", "纯牛奶 250ml*12", "牛奶糖"]),
    (Trade.GROCERY, "纯牛奶", ["纯牛奶 250ml*12"]),
    (Trade.GROCERY, "鸡蛋", ["鲜鸡蛋 30枚", "土鸡蛋(10枚)", "鹌鹑蛋", "鸡蛋干"]),
    (Trade.GROCERY, "苹果", ["红富士苹果 约500g"]),
    (Trade.GROCERY, "纸巾", ["抽纸3层"]),
    (Trade.GROCERY, "可乐", ["可乐"]),
    # English
    (Trade.FOOD, "latte", ["拿铁", "生椰拿铁"]),
    (Trade.FOOD, "Bubble Tea", ["珍珠奶茶", "奶茶", "黑糖奶茶(大)", "四季奶青", "奶茶布丁"]),
    (Trade.FOOD, "americano", ["美式咖啡"]),
    (Trade.GROCERY, "eggs", ["鲜鸡蛋 30枚", "土鸡蛋(10枚)", "鹌鹑蛋", "鸡蛋干"]),
    (Trade.GROCERY, "milk", ["牛奶", "纯牛奶 250ml*12", "牛奶糖"]),
    # what only resembles it comes when nothing better does
    (Trade.GROCERY, "鲜牛奶", ["牛奶"]),
    # nothing
    (Trade.FOOD, "佛跳墙", []),
    (Trade.FOOD, "牛奶糖", []),
    (Trade.FOOD, "🍵", []),
    (Trade.HOTEL, "奶茶", []),
]


@pytest.mark.parametrize(("trade", "said", "found"), FOUND, ids=[f"{trade}-{said}" for trade, said, _ in FOUND])
def test_what_is_said_is_found(index: CatalogueIndex, trade: Trade, said: str, found: list[str]):
    assert names(index, Query(trade, said))[: len(found) or None] == found


@pytest.mark.parametrize(
    ("said", "name", "least", "most"),
    [
        ("奶茶", "奶茶", 100, 100),
        ("黑糖奶茶", "黑糖奶茶(大)", 95, 99),
        ("波霸奶茶", "珍珠奶茶", 95, 99),
        ("奶茶", "珍珠奶茶", 80, 94),
        ("奶茶", "四季奶青", 80, 94),
        ("奶茶", "奶茶布丁", 50, 79),
        ("香草生椰拿铁", "生椰拿铁", 20, 49),
    ],
)
def test_how_well_it_fits(index: CatalogueIndex, said: str, name: str, least: int, most: int):
    (fit,) = {hit.fit for hit in index.search(Query(Trade.FOOD, said)) if hit.offer.name == name}
    assert least <= fit <= most


@pytest.mark.parametrize(
    ("said", "shops"),
    [
        ("鹿鸣茶事(青年路店)", {TEA}),
        ("鹿鸣茶事青年路店", {TEA}),
        ("鹿鸣茶事", {TEA, TEA_FAR}),
        ("鹿鸣", {TEA, TEA_FAR}),
        ("山隅", {COFFEE}),
        ("老街面馆的", {KITCHEN}),
        ("瑞幸", set()),
        ("星巴克", set()),
        ("每日鲜", set()),  # of another trade
        ("店", set()),
        ("'; DROP TABLE offers; --", set()),
    ],
)
def test_shops_by_what_they_are_called(index: CatalogueIndex, said: str, shops: set[object]):
    assert {hit.merchant for hit in index.search(Query(Trade.FOOD, shop=said))} == shops


def test_within_a_shop(index: CatalogueIndex):
    assert names(index, Query(Trade.FOOD, "奶茶", shop="老街面馆")) == ["奶茶布丁"]
    assert names(index, Query(Trade.FOOD, "珍珠奶茶", shop="山隅咖啡")) == []
    assert names(index, Query(Trade.FOOD, shop="山隅咖啡")) == ["生椰拿铁", "拿铁", "美式咖啡"]
    assert [hit.fit for hit in index.search(Query(Trade.FOOD, "拿铁", shop="山隅咖啡"))] == [100, 88]


def test_tags_keep_what_has_all_of_them(index: CatalogueIndex):
    assert names(index, Query(Trade.FOOD, tags=("清淡",))) == ["四季奶青", "番茄炒蛋"]
    assert names(index, Query(Trade.FOOD, "奶茶", tags=("清淡",))) == ["四季奶青"]
    assert names(index, Query(Trade.FOOD, tags=("清淡", "奶茶"))) == ["四季奶青"]
    assert names(index, Query(Trade.FOOD, tags=("辣",))) == []


def test_who_delivers_there_comes_first(index: CatalogueIndex):
    for near, first in ((HERE, TEA), (FAR, TEA_FAR)):
        hits = index.search(Query(Trade.FOOD, "珍珠奶茶", near=near))
        assert [hit.merchant for hit in hits] == [first, TEA_FAR if first is TEA else TEA]
    assert index.search(Query(Trade.FOOD, "珍珠奶茶"))[0].merchant is TEA_FAR  # sells more


def test_no_more_than_asked_for(index: CatalogueIndex):
    assert len(index.search(Query(Trade.FOOD, limit=3))) == 3
    assert len(index.search(Query(Trade.FOOD, near=HERE, limit=3))) == 3
    assert index.search(Query(Trade.FOOD, limit=0)) == ()


@pytest.mark.parametrize(
    ("query", "starts"),
    [
        (Query(Trade.MOVIE, "惊蛰无声"), [FILMS[1], FILMS[0], FILMS[2]]),
        (Query(Trade.MOVIE, "《惊蛰无声》", from_=DAY, to=DAY + timedelta(days=1)), [FILMS[1], FILMS[0]]),
        (Query(Trade.MOVIE, "惊蛰", from_=DAY + timedelta(hours=20)), [FILMS[0], FILMS[2]]),
        (Query(Trade.MOVIE, "惊蛰无声", to=DAY + timedelta(hours=20)), [FILMS[1]]),
        (Query(Trade.MOVIE, "惊蛰无生"), [FILMS[1], FILMS[0], FILMS[2]]),
        (Query(Trade.MOVIE, "春山"), [FILMS[3], FILMS[4]]),
        (Query(Trade.MOVIE, "惊蛰无声", shop="星汇"), [FILMS[2]]),
        (Query(Trade.MOVIE, shop="大光明", from_=DAY + timedelta(hours=15)), [FILMS[0], FILMS[4]]),
        (Query(Trade.MOVIE, from_=DAY, to=DAY + timedelta(hours=20)), [FILMS[1], FILMS[3]]),
        (Query(Trade.MOVIE, "不存在的电影"), []),
        (Query(Trade.MOVIE, "惊蛰无声", shop="万达"), []),
        (Query(Trade.MOVIE, "惊蛰无声", from_=DAY + timedelta(days=30)), []),
        (Query(Trade.SHOW, "惊蛰无声"), []),
    ],
)
def test_showings_by_title_and_time(index: CatalogueIndex, query: Query, starts: list[object]):
    assert [hit.offer for hit in index.search(query)] == starts


def test_titles_and_their_premieres(index: CatalogueIndex):
    assert index.titles() == {"惊蛰无声": DAY, "春山": None, "春山2:归来": None}


def test_the_better_fit_is_never_behind(index: CatalogueIndex):
    for said in ("奶茶", "面", "蛋", "拿铁", "茶", "水"):
        for near in (None, HERE):
            fits = [hit.fit for hit in index.search(Query(Trade.FOOD, said, near=near))]
            assert all(better >= worse for better, worse in pairwise(fits))


def test_by_ref_and_by_merchant(index: CatalogueIndex):
    assert index.offer(FOOD[0].ref) == FOOD[0]
    assert index.offer("p:nothing") is None
    assert index.merchant("p", TEA.merchant_id) == TEA
    assert index.merchant("q", TEA.merchant_id) is None
    assert set(index.merchants(Trade.MOVIE)) == {GLORIES, STAR}


def test_names_for_those_who_listen(index: CatalogueIndex):
    entries = set(index.entries())
    assert {
        Entry("珍珠奶茶", "item", Trade.FOOD),
        Entry("波霸奶茶", "item", Trade.FOOD),
        Entry("鲜鸡蛋", "item", Trade.GROCERY),
        Entry("鹿鸣茶事", "shop", Trade.FOOD),
        Entry("鹿鸣", "shop", Trade.FOOD),
        Entry("星汇影城", "venue", Trade.MOVIE),
        Entry("惊蛰无声", "title", Trade.MOVIE),
    } <= entries


async def test_names_of_hotels_sights_and_carriers_are_no_shops_and_no_common_words():
    index = await index_of(
        offers=[],
        merchants=[
            shop("听荷民宿", Trade.HOTEL, aliases=("民宿", "桔子")),
            shop("摩天轮", Trade.ATTRACTION, aliases=("游船", "101", "动物园")),
            shop("奥凯航空", Trade.FLIGHT, aliases=("BK",)),
            shop("中国铁路", Trade.TRAIN),
            shop("云行打车", Trade.RIDE, aliases=("打车",)),
        ],
    )
    assert set(index.entries()) == {
        Entry("听荷民宿", "hotel", Trade.HOTEL),
        Entry("摩天轮", "sight", Trade.ATTRACTION),
        Entry("奥凯航空", "carrier", Trade.FLIGHT),
        Entry("中国铁路", "carrier", Trade.TRAIN),
    }


async def test_a_name_that_says_nothing_hides_no_other():
    index = await index_of(
        offers=[offer("🍵🍵", COFFEE), offer("拿铁", COFFEE), offer("a" * 5000, COFFEE), offer("", MARKET)]
    )
    assert names(index, Query(Trade.FOOD, "拿铁")) == ["拿铁"]
    assert names(index, Query(Trade.FOOD, "x" * 5000)) == []


@pytest.mark.parametrize("said", ['"', "奶茶 AND", "(((", "grams:奶茶", "*", "\x00", "奶\u200b茶", "%", "\ud800"])
def test_what_is_said_is_only_text(index: CatalogueIndex, said: str):
    index.search(Query(Trade.FOOD, said))
    index.search(Query(Trade.MOVIE, said, shop=said, tags=(said,)))
