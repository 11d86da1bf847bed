"""Units: what stands behind a numeral and tells what is counted."""
# ruff: noqa: E501

import re
from typing import Literal, NamedTuple

DAY_S = 86_400


Counts = Literal["clock", "year", "month", "date", "quarter", "duration", "money", "percent", "part", "measure"]
"""What a unit counts: 点; 年; 月; 号; 季度; 小时; 元; %; 分之; 杯. Plain words, because members of an enumeration are slow to look up."""


class Unit(NamedTuple):
    """`size`: seconds of a duration, minor units of money, hundredths of a percentage; `name`: as it is told to callers."""

    counts: Counts
    name: str = ""
    size: float = 0
    not_before: str = ""  # what must not follow


MEASURES = (
    "公斤", "千克", "毫升", "小包", "大包", "小盒", "大盒", "小袋", "大袋", "小瓶", "大瓶", "人份", "公里", "千米", "平米", "立方", "英寸",
    "杯", "份", "斤", "盒", "箱", "袋", "瓶", "桶", "个", "只", "条", "根", "碗", "包", "提", "卷", "支", "把", "张", "件", "双", "套", "台", "部",
    "辆", "罐", "听", "串", "板", "节", "两", "克", "升", "桌", "盅", "盘", "屉", "笼", "颗", "粒", "枚", "束", "朵", "盆", "本", "床", "副", "对",
    "位", "间", "人", "口", "壶", "锅", "扎", "尾", "头", "棵", "株", "捆", "篮", "组", "场", "单", "趟", "班", "码",
    "寸", "星", "岁", "片", "筒", "管", "坛", "匹", "篓", "筐", "兜", "样", "枝", "幅", "尺", "吨", "种", "款", "次", "家", "例", "客",
    "煲", "蛊", "架", "盏", "扇", "米", "厘米",
)  # fmt: skip
"""Measure words of goods, people and places."""
NO_MEASURE = frozenset({"米", "厘米"})
"""Lengths are no amounts of goods, though a number in front of them is settled: 五米 is no clock time."""
CONTINUOUS = frozenset("斤米升克里吨两尺寸岁折成倍度%亿万")
"""What one may have one point five of."""
_NOT_BEFORE = {
    "单": "元人间身",
    "人": "食餐套",
    "口": "味",
    "个": "小月钟百",
    "条": "街",
    "把": "手",
    "米": "饭粉线粥",
    "星": "期",
    "家": "人",
}
CURRENCIES = {
    "美元": "USD", "美金": "USD", "美圆": "USD", "美刀": "USD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY", "日圆": "JPY", "日币": "JPY",
    "港元": "HKD", "港币": "HKD", "港纸": "HKD", "台币": "TWD", "新台币": "TWD", "韩元": "KRW", "韩币": "KRW", "澳元": "AUD", "澳币": "AUD",
    "加元": "CAD", "加币": "CAD", "新加坡元": "SGD", "新币": "SGD", "坡币": "SGD", "瑞士法郎": "CHF", "瑞郎": "CHF", "泰铢": "THB",
    "卢布": "RUB", "卢比": "INR", "奈拉": "NGN", "澳门元": "MOP", "葡币": "MOP", "林吉特": "MYR", "马币": "MYR", "越南盾": "VND",
    "比索": "MXN", "里拉": "TRY", "雷亚尔": "BRL", "克朗": "SEK", "迪拉姆": "AED", "比特币": "XBT", "个比特币": "XBT",
    "usd": "USD", "dollars": "USD", "dollar": "USD", "euros": "EUR", "euro": "EUR", "eur": "EUR", "gbp": "GBP", "yen": "JPY", "jpy": "JPY", "hkd": "HKD",
    "us dollars": "USD", "hong kong dollars": "HKD", "hk dollars": "HKD",
}  # fmt: skip
CENTS = {"美分": "USD", "欧分": "EUR", "便士": "GBP", "港仙": "HKD", "日本钱": "JPY", "澳分": "AUD", "cents": "USD"}
SIGNS = {"¥": "", "$": "USD", "€": "EUR", "£": "GBP", "us$": "USD", "hk$": "HKD"}
_YUAN = (
    "块钱",
    "块",
    "元钱",
    "元",
    "圆",
    "蚊",
    "人民币",
    "元人民币",
    "块人民币",
    "rmb",
    "cny",
    "yuan",
    "kuai",
    "bucks",
)
_DURATIONS = {
    "小时": 3600, "个小时": 3600, "钟头": 3600, "个钟头": 3600, "个钟": 3600, "分钟": 60, "刻钟": 900, "秒": 1, "秒钟": 1, "天": DAY_S,
    "晚": DAY_S, "夜": DAY_S, "宿": DAY_S, "个晚上": DAY_S, "周": 7 * DAY_S, "星期": 7 * DAY_S, "个星期": 7 * DAY_S, "礼拜": 7 * DAY_S,
    "个礼拜": 7 * DAY_S, "个月": 30 * DAY_S, "个季度": 90 * DAY_S, "周年": 365 * DAY_S,
}  # fmt: skip
_NO_DURATION = {
    "天": "鹅",
    "晚": "班会饭",
    "夜": "市宵",
    "周": "岁",
    "小时": "工",
    "个小时": "工",
    "钟头": "",
    "宿": "舍",
}
_PERCENTS = {"%": 1.0, "个百分点": 1.0, "折": 10.0, "成": 10.0}
_NO_PERCENT = {"成": "都人年功为员熟本交分立"}


def alternatives(words: "list[str] | set[str]") -> str:
    """A pattern of words, longest first, that shares their beginnings: it costs as much for a thousand as for ten."""
    tree: dict[str, list[str]] = {}
    for word in words:
        tree.setdefault(word[:1], []).append(word[1:])
    parts: list[str] = []
    for first, rest in sorted(tree.items()):
        if not first:
            continue
        inner = alternatives([each for each in rest if each])
        tail = f"(?:{inner})" if inner else ""
        parts.append(re.escape(first) + (tail + "?" if inner and "" in rest else tail))
    return "|".join(parts)


def _table() -> dict[str, Unit]:
    units = {each: Unit("measure", each, not_before=_NOT_BEFORE.get(each, "")) for each in MEASURES}
    units |= {each: Unit("money", "", 100) for each in _YUAN}
    units |= {"毛": Unit("money", "毛", 10), "毛钱": Unit("money", "毛", 10), "分钱": Unit("money", "分", 1),
              "角钱": Unit("money", "毛", 10)}  # fmt: skip
    units |= {each: Unit("money", code, 100) for each, code in CURRENCIES.items()}
    units |= {each: Unit("money", code, 1) for each, code in CENTS.items()}
    units |= {each: Unit("duration", each, size, _NO_DURATION.get(each, "")) for each, size in _DURATIONS.items()}
    units |= {each: Unit("percent", each, size, _NO_PERCENT.get(each, "")) for each, size in _PERCENTS.items()}
    units |= {"点": Unit("clock"), "时": Unit("clock"), "年": Unit("year"), "月": Unit("month", not_before="饼天亮光球瓜"),
              "月份": Unit("month"), "号": Unit("date"), "日": Unit("date"), "季度": Unit("quarter"),
              "分之": Unit("part")}  # fmt: skip
    return units


UNITS = _table()
_UNIT = re.compile(rf" *({alternatives(set(UNITS))})")


def unit_at(text: str, at: int) -> tuple[Unit, int] | None:
    """The unit that begins here, over spaces, and its end."""
    match = _UNIT.match(text, at)
    if match is None:
        return None
    end = match.end()
    unit = UNITS[match[1]]
    if unit.not_before and text[end : end + 1] in unit.not_before and end < len(text):
        return None
    return unit, end
