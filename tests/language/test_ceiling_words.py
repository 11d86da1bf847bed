"""Ceilings in words."""

from datetime import datetime

import pytest

from bangwo.domain.money import Money
from bangwo.language.dialogue.ceilings import CeilingWish, ceiling_wish

NOW = datetime.fromisoformat("2026-02-10T10:00+08:00")


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("以后每单最多花50块", CeilingWish(daily=False, most=Money(5000))),
        ("每天不超过一百元", CeilingWish(daily=True, most=Money(10000))),
        ("設個限額，每日最多兩百塊", CeilingWish(daily=True, most=Money(20000))),
        ("set a limit of 80 yuan per order", CeilingWish(daily=False, most=Money(8000))),
        ("取消每日限额", CeilingWish(daily=True, most=None)),
        ("remove the daily limit", CeilingWish(daily=True, most=None)),
        ("每天最多能花多少", None),
        ("免单一单最多能免25块吗", None),
        ("限额50", None),
        ("每单50每天100", None),
    ],
)
def test_what_a_sentence_sets(text: str, wish: CeilingWish | None) -> None:
    assert ceiling_wish(text, NOW) == wish
