"""Menus are read from short lines, and catalogues are synced without missing a change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangwo_city.merchant import Catalogue
from bangwo_city.merchant.menu import MenuError, chance, good, option_sets, shop

SETS = option_sets(["group size2 size 杯型 1-1 : *中杯 大杯+3 !超大杯+5", "set tea = size2"])


def test_a_good_is_read_from_its_line():
    tea = good("珍珠奶茶 13.5 tea 杯 #招牌 =波霸奶茶 =milk_tea x40", "s-1", "s", SETS, "份")
    assert (tea.name, tea.price_fen, tea.unit, tea.per_day) == ("珍珠奶茶", 1350, "杯", 40)
    assert (tea.tags, tea.aliases) == (("招牌",), ("波霸奶茶", "milk tea"))
    (size,) = tea.groups
    assert [(each.name, each.price_fen, each.available) for each in size.choices] == [
        ("中杯", 0, True),
        ("大杯", 300, True),
        ("超大杯", 500, False),
    ]
    assert size.default == ("size2.1",)


def test_a_shop_is_read_from_its_line():
    read = shop("s | 某店 | 人民路1号 | 22:00-02:00 | 48 | 3 | 5000 | 30 | 15/40 | 奶茶 甜 | 某")
    assert (read.fee_fen, read.minimum_fen, read.free_over_fen) == (300, 1500, 4000)
    assert [read.open_at(read.opens.replace(hour=hour)) for hour in (21, 22, 23, 1, 2)] == [
        False,
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("line", ["珍珠奶茶 13 nothing", "珍珠奶茶 13 - 杯 份"])
def test_a_wrong_line_is_named(line: str):
    with pytest.raises(MenuError, match="珍珠奶茶"):
        good(line, "s-1", "s", SETS, "份")


@pytest.mark.parametrize(
    "line", ["group a size 杯型 1-1 : 中杯 大杯", "group a size 杯型 1-1 : *中杯+2 大杯", "nonsense a b"]
)
def test_a_group_needs_free_defaults_within_its_bounds(line: str):
    with pytest.raises(MenuError):
        option_sets([line])


def product(name: str, amount: int) -> dict[str, object]:
    return {"title": name, "price_range": {"min": {"amount": amount}}}


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 3)), max_size=40),
    st.integers(0, 40),
    st.integers(1, 4),
)
def test_a_paged_sync_finds_every_change_once(puts: list[tuple[str, int]], early: int, limit: int):
    catalogue = Catalogue()
    for name, amount in puts[:early]:
        catalogue.put(name, product(name, amount))
    since, before = catalogue.revision, dict(puts[:early])
    for name, amount in puts[early:]:
        catalogue.put(name, product(name, amount))
    found: list[str] = []
    after = 0
    while True:
        page = catalogue.search(since=since, after=after, limit=limit)
        found += [entry.product_id for entry in page.entries]
        if page.cursor is None:
            break
        after = int(page.cursor)
    assert len(found) == len(set(found))
    assert {name for name, amount in dict(puts).items() if before.get(name) != amount} <= set(found)
    assert set(found) <= {name for name, _ in puts[early:]}


def test_the_dice_are_fair_and_always_fall_the_same():
    assert chance(1, "a") == chance(1, "a")
    assert chance(1, "a") != chance(2, "a")
    thrown = [chance("x", number) for number in range(1000)]
    assert all(0 <= each < 1 for each in thrown)
    assert 0.45 < sum(thrown) / 1000 < 0.55
