"""Units: what a measure is worth in its base, exactly."""
# ruff: noqa: E501, SIM905

from dataclasses import dataclass
from fractions import Fraction

Dim = tuple[int, int, int, int, int]
"""Powers of metre, gram, second, yuan, month."""

NONE: Dim = (0, 0, 0, 0, 0)
_LENGTH: Dim = (1, 0, 0, 0, 0)
_AREA: Dim = (2, 0, 0, 0, 0)
_VOLUME: Dim = (3, 0, 0, 0, 0)
_MASS: Dim = (0, 1, 0, 0, 0)
_TIME: Dim = (0, 0, 1, 0, 0)
_MONEY: Dim = (0, 0, 0, 1, 0)
_MONTHS: Dim = (0, 0, 0, 0, 1)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it is written, its worth in the base, and what it measures."""

    name: str
    worth: Fraction
    dim: Dim


_TABLE: tuple[tuple[str, str, Dim], ...] = (
    ("毫米 mm", "1/1000", _LENGTH),
    ("厘米 公分 cm", "1/100", _LENGTH),
    ("分米 dm", "1/10", _LENGTH),
    ("米 m metre metres meter meters", "1", _LENGTH),
    ("千米 公里 km", "1000", _LENGTH),
    ("里", "500", _LENGTH),
    ("平方毫米 mm^2", "1/1000000", _AREA),
    ("平方厘米 cm^2", "1/10000", _AREA),
    ("平方分米 dm^2", "1/100", _AREA),
    ("平方米 平米 m^2", "1", _AREA),
    ("公顷", "10000", _AREA),
    ("平方千米 平方公里 km^2", "1000000", _AREA),
    ("立方厘米 cm^3 毫升 ml mL", "1/1000000", _VOLUME),
    ("立方分米 dm^3 升 L l litre litres liter liters", "1/1000", _VOLUME),
    ("立方米 m^3", "1", _VOLUME),
    ("毫克 mg", "1/1000", _MASS),
    ("克 g gram grams", "1", _MASS),
    ("两", "50", _MASS),
    ("斤", "500", _MASS),
    ("千克 公斤 kg", "1000", _MASS),
    ("吨 t", "1000000", _MASS),
    ("秒 秒钟 s sec second seconds", "1", _TIME),
    ("分钟 min mins minute minutes", "60", _TIME),
    ("小时 时 钟头 h hr hour hours", "3600", _TIME),
    ("天 日 day days", "86400", _TIME),
    ("星期 周 week weeks", "604800", _TIME),
    ("月 个月 month months", "1", _MONTHS),
    ("年 year years", "12", _MONTHS),
    ("元 块 块钱 元钱 yuan", "1", _MONEY),
    ("角 毛 毛钱 jiao", "1/10", _MONEY),
)

UNITS: dict[str, Unit] = {
    name: Unit(name, Fraction(worth), dim) for names, worth, dim in _TABLE for name in names.split()
}
FEN, MINUTE = Unit("分", Fraction(1, 100), _MONEY), Unit("分", Fraction(60), _TIME)
"""分 is a coin or a minute: what stands beside it tells."""

COUNTED = "个 只 本 支 棵 人 页 颗 朵 条 张 位 名 次 盒 包 箱 瓶 袋 件 双 头 辆 匹 枝 岁 度 ° 组 排 层 题 杯 碗 筐 串 套 把 间 倍".split()
"""Words for what is counted; they change no figure."""


def fen(beside: set[Dim]) -> Unit:
    """What 分 is, beside other units."""
    return MINUTE if _TIME in beside else FEN
