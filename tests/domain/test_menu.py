"""Menus: words of a person to choices of an offer."""

from dataclasses import replace

import pytest

from bangwo.domain.menu import Fitted, choices_like, fitted, kind_of
from bangwo.domain.offer import Trade
from fakes_city import COFFEE, SIZE, TEA, group, merchant, offer

SHOP = merchant("茶语", Trade.FOOD, 0)
PEARL = offer(SHOP, "珍珠奶茶", 1500, groups=TEA)
LATTE = offer(SHOP, "拿铁", 1900, groups=COFFEE)
PHONE = offer(
    SHOP,
    "手机",
    300_000,
    "台",
    groups=(group("颜色", "黑色", "白色"), group("容量", "128G", "256G", prices=(0, 50_000))),
)
PHONE = replace(PHONE, groups=tuple(replace(each, kind="variant") for each in PHONE.groups))
HOT = offer(SHOP, "热美式", 1600, groups=(SIZE,))


@pytest.mark.parametrize(
    ("sold", "options", "without", "expected"),
    [
        (PEARL, ["少糖", "去冰"], [], Fitted(("sugar-少糖", "ice-去冰"))),
        (PEARL, ["大杯"], [], Fitted(("size-大杯",))),
        (PEARL, ["大份"], [], Fitted(("size-大杯",))),
        (PEARL, ["冰"], [], Fitted(("ice-正常冰",))),
        (PEARL, ["加椰果"], [], Fitted(("addition-加椰果",))),
        (PEARL, ["椰果"], [], Fitted(("addition-加椰果",))),
        (PEARL, ["加燕麦"], [], Fitted((), ("加燕麦",))),
        (PEARL, ["温"], [], Fitted((), ("温",))),
        (PEARL, ["打包"], [], Fitted((), (), ("打包",))),
        (PEARL, [], ["香菜"], Fitted((), (), ("不要香菜",))),
        (LATTE, ["少糖"], [], Fitted((), ("少糖",))),
        (LATTE, ["热"], [], Fitted(("ice-热",))),
        (HOT, ["热"], [], Fitted()),
        (PHONE, ["白色", "256G"], [], Fitted(("颜色-白色", "容量-256G"))),
        (PHONE, ["白", "256gb"], [], Fitted(("颜色-白色", "容量-256G"))),
        (PHONE, ["紫色"], [], Fitted((), ("紫色",))),
        (PHONE, ["512G"], [], Fitted((), ("512G",))),
        (PHONE, ["包装好"], [], Fitted((), (), ("包装好",))),
    ],
)
def test_wishes_on_a_menu(sold: object, options: list[str], without: list[str], expected: Fitted) -> None:
    assert fitted(sold, options, without) == expected  # type: ignore[arg-type]


def test_what_the_menu_has_instead() -> None:
    assert choices_like(LATTE, "温") == ("冰", "热", "去冰", "少冰")
    assert choices_like(LATTE, "少糖") == ()
    assert choices_like(PHONE, "紫色") == ("黑色", "白色")


KINDS = {"半糖": "sugar", "去冰": "ice", "大份": "size", "微辣": "spice", "加珍珠": "addition", "黑色": "other"}


@pytest.mark.parametrize(("option", "kind"), KINDS.items())
def test_kinds(option: str, kind: str) -> None:
    assert kind_of(option) == kind
