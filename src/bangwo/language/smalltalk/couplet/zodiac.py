"""Zodiac: the animal of a lunar year, and segments that name it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bangwo.language.quantities import almanac

AHEAD = timedelta(days=45)
"""So long before the lunar new year, couplets are for the year to come."""

ANIMALS: Mapping[str, str] = {
    "鼠": "灵鼠 金鼠",
    "牛": "金牛 春牛 铁牛",
    "虎": "猛虎 金虎 瑞虎",
    "兔": "玉兔 灵兔 瑞兔",
    "龙": "金龙 祥龙 巨龙",
    "蛇": "灵蛇 金蛇 银蛇",
    "马": "骏马 天马 龙马",
    "羊": "吉羊 灵羊 金羊",
    "猴": "灵猴 金猴 神猴",
    "鸡": "金鸡 雄鸡 晨鸡",
    "狗": "瑞犬 义犬 金犬",
    "猪": "金猪 福猪 宝猪",
}
"""Animal → subjects (bn)."""
WORDS: Mapping[str, str] = {
    "rat": "鼠", "ox": "牛", "tiger": "虎", "rabbit": "兔", "dragon": "龙", "snake": "蛇",
    "horse": "马", "goat": "羊", "sheep": "羊", "monkey": "猴", "rooster": "鸡", "dog": "狗", "pig": "猪",
}  # fmt: skip
BANNERS = "{animal}年大吉 {animal}年如意 {animal}岁呈祥"


def animal_of(now: datetime) -> str:
    """The animal of the year that is being welcomed, or that runs."""
    return almanac.animal_of((now + AHEAD).date())
