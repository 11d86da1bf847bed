"""Phrases: amounts, times, sums and manners as people say them."""
# ruff: noqa: E501

import random
import re
from collections.abc import Callable
from functools import lru_cache

_DIGITS = "零一二三四五六七八九"
_UNIT = re.compile(r"^(?P<n>[\d一二两三四五六七八九十百半俩仨]+)(?P<u>[^\d一二两三四五六七八九十百半]{0,3})$")
_LATIN = re.compile(r"[A-Za-z]")
_UNITS = [
    "杯",
    "份",
    "个",
    "碗",
    "盒",
    "瓶",
    "斤",
    "箱",
    "袋",
    "包",
    "只",
    "条",
    "根",
    "块",
    "盘",
    "桶",
    "罐",
    "串",
    "打",
    "提",
    "支",
    "把",
    "件",
    "双",
    "套",
    "台",
    "部",
    "公斤",
    "两",
    "张",
    "桌",
    "板",
    "卷",
    "盆",
    "束",
    "听",
    "扎",
    "例",
    "碟",
    "笼",
    "屉",
]
JOINTS = [
    ",顺便",
    ",另外",
    ",再",
    ",然后再",
    "。对了,",
    ",还有",
    ",对了",
    ",完了再",
    ",顺带",
    ",接着",
    "。",
    ",",
    "然后",
    "另外再",
    ",还要",
    ",再帮我",
    ",也",
    ",同时",
    ",末了",
]
JOINTS_ENGLISH = [", and ", ". Also, ", ", then ", "; and also ", ", plus ", ". ", ", oh and ", " and "]
MANNERS = (
    [
        "麻烦",
        "那个,",
        "呃",
        "嗯,",
        "请",
        "你好,",
        "帮我",
        "帮忙",
        "亲,",
        "哎,",
        "就是",
        "喂,",
        "我想",
        "那什么",
        "劳驾,",
        "在吗,",
        "小帮,",
        "给我",
        "请帮我",
        "嗨,",
        "你帮我",
        "麻烦帮我",
        "不好意思,",
        "能不能",
        "可以",
    ],
    [
        "谢谢",
        ",谢谢",
        "吧",
        "哈",
        "呗",
        "啊",
        ",快点",
        ",麻烦了",
        ",辛苦了",
        ",谢谢啦",
        "嘛",
        ",好吗",
        ",行吗",
        ",可以吗",
        "哦",
        ",急",
        "。",
        "!",
        "~",
        ",拜托",
        "就行",
        ",就这样",
    ],
)
MANNERS_ENGLISH = (
    ["please ", "hi, ", "hey, ", "ok so ", "um, ", "can you ", "could you please ", "hello, ", "so "],
    [" please", " thanks", ", thanks!", ".", "!", " asap", ", thank you"],
)


def numeral(number: int, dice: random.Random) -> str:
    """A number in figures or in words."""
    return str(number) if dice.random() < 0.35 else spoken(number)


def spoken(number: int) -> str:
    """A whole number below 10,000 in words."""
    if number < 10:
        return _DIGITS[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        said = "零" + _DIGITS[rest] if rest < 10 else ("一" if rest < 20 else "") + spoken(rest)
        return _DIGITS[hundreds] + "百" + (said if rest else "")
    thousands, rest = divmod(number, 1000)
    return _DIGITS[thousands] + "千" + ("" if not rest else ("零" if rest < 100 else "") + spoken(rest))


def amount(said: str, dice: random.Random) -> str:
    """Another amount, mostly of the same measure."""
    if _LATIN.search(said) or (match := _UNIT.match(said)) is None:
        return ""
    unit = match["u"] if dice.random() < 0.7 or not match["u"] else dice.choice(_UNITS)
    number = dice.choice([1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30])
    if not unit:
        return numeral(number, dice)
    if unit in ("斤", "只", "个", "条", "份", "箱", "打") and dice.random() < 0.1:
        return "半" + unit
    return ("两" if number == 2 and dice.random() < 0.7 else numeral(number, dice)) + unit


def count(said: str, dice: random.Random) -> str:
    """Tickets or heads."""
    if _LATIN.search(said):
        return dice.choice(["one", "two", "three", "four", "2", "3", "five", "six"]) if " " not in said else ""
    number = dice.choice([1, 2, 2, 2, 3, 3, 4, 5, 6, 8, 10])
    word = "两" if number == 2 and dice.random() < 0.8 else numeral(number, dice)
    if said.endswith("张"):
        return word + "张"
    return (word + said[-1]) if said[-1:] in "个人位间晚" and len(said) <= 3 else ""


def people(said: str, dice: random.Random) -> str:
    """Kinds of person."""
    if _LATIN.search(said) or not re.search(r"[大小老童成]", said):
        return ""
    one, two = dice.choice("一两三"), dice.choice("一两三")
    return dice.choice([f"{one}大{two}小", f"{one}个大人{two}个小孩", f"{one}大{two}小", f"{one}位老人{two}个大人", f"{one}个成人{two}个儿童", f"{one}位老人", f"成人{one}张儿童{two}张", f"{one}大人{two}小孩"])  # fmt: skip


_DAYS = [
    "今天",
    "明天",
    "后天",
    "大后天",
    "今晚",
    "明晚",
    "后天晚上",
    "明早",
    "明天早上",
    "今天下午",
    "明天中午",
    "后天上午",
    "周一",
    "周二",
    "周三",
    "周四",
    "周五",
    "周六",
    "周日",
    "礼拜天",
    "星期六",
    "这周六",
    "下周一",
    "下周三",
    "下周五",
    "下周末",
    "周末",
    "初一",
    "初二",
    "初三",
    "初五",
    "初六",
    "初八",
    "除夕",
    "大年三十",
    "元宵节",
    "情人节",
    "清明",
    "五一",
    "国庆",
    "端午",
    "中秋",
    "元旦",
    "月底",
    "下个月",
    "圣诞节",
    "小年",
    "正月十五",
    "儿童节",
    "当天",
    "当晚",
]
_PARTS = ["早上", "上午", "中午", "下午", "傍晚", "晚上", "凌晨", "夜里", "一早", "半夜"]
_ENDS = ["", "", "", "", "", "左右", "之前", "前", "以后", "以前", "后", "前后", "之后", "整"]
_DAYS_ENGLISH = "today tomorrow tonight|this saturday|next monday|friday|sunday|tomorrow night|this evening|tomorrow morning|saturday afternoon|next friday|march 5|may 3rd|june 12|on the 15th|this weekend|the day after tomorrow|new year's eve".replace(
    " tomorrow tonight", "|tomorrow|tonight"
).split("|")
_CLOCKS_ENGLISH = [
    "",
    "",
    " at 7",
    " at 8pm",
    " at 6:30",
    " around 9am",
    " before 10",
    " by noon",
    " after 5",
    " at half past three",
    " at 3 pm",
]


def time(said: str, dice: random.Random) -> str:
    """A day, a part of it, a clock time, or all of them."""
    if _LATIN.search(said):
        return dice.choice(_DAYS_ENGLISH) + dice.choice(_CLOCKS_ENGLISH)
    day = dice.choice(_DAYS) if dice.random() < 0.6 else _date(dice)
    roll = dice.random()
    if roll < 0.3:
        return day
    part = dice.choice(_PARTS)
    plain = not any(each in day for each in ("早", "晚", "午"))
    if roll < 0.45:
        return day + part if plain else day
    if roll < 0.85:
        return (day if dice.random() < 0.7 else "") + (part if plain and dice.random() < 0.8 else "") + _clock(dice) + dice.choice(_ENDS)  # fmt: skip
    if roll < 0.93:
        return f"{dice.choice(['半', '一', '两', '三', '四十分钟', '二十分钟', '十五分钟'])}小时".replace("分钟小时", "分钟") + dice.choice(["后", "内", "以内", "之内", "之后"])  # fmt: skip
    begin = dice.randint(7, 20)
    return f"{dice.choice([day, ''])}{dice.choice([part, ''])}{numeral(begin, dice)}点到{numeral(begin + dice.randint(1, 3), dice)}点"


def _date(dice: random.Random) -> str:
    month, day = dice.randint(1, 12), dice.randint(1, 28)
    return dice.choice([f"{month}月{day}号", f"{spoken(month)}月{spoken(day)}号", f"{day}号", f"{spoken(day)}号", f"{month}月{day}日", f"{month}.{day}", f"下个月{day}号", f"{month}/{day}"])  # fmt: skip


def _clock(dice: random.Random) -> str:
    hour = dice.randint(1, 12)
    shapes = [f"{numeral(hour, dice)}点", f"{numeral(hour, dice)}点半", f"{spoken(hour)}点{dice.choice(['十分', '二十', '一刻', '四十', '五十', '三刻', '钟'])}", f"{dice.randint(6, 23)}:{dice.choice(['00', '30', '15', '45', '20'])}"]  # fmt: skip
    return dice.choice(shapes)


def budget(said: str, dice: random.Random) -> str:
    """A bound on what is paid, in its frame."""
    figure = dice.choice([15, 20, 25, 30, 35, 40, 50, 60, 80, 100, 120, 150, 200, 300, 350, 400, 500, 600, 800, 1000, 1200, 1500, 2000, 3000, 5000])  # fmt: skip
    if _LATIN.search(said):
        return dice.choice([f"under {figure}", f"under {figure} yuan", f"within {figure}", f"around {figure} per person", f"budget {figure}", f"max {figure} yuan", f"below {figure} a night", f"no more than {figure}"])  # fmt: skip
    sum_ = numeral(figure, dice) + dice.choice(["", "块", "块钱", "元", "块"])
    before = dice.choice(["", "", "", "", "预算", "不超过", "别超过", "人均", "每人", "一晚", "每晚", "总共", "控制在", "最多", "大概", "一张", "每份", "预算大概", "不要超过", "顶多"])  # fmt: skip
    after = dice.choice(
        ["以内", "左右", "以下", "之内", "上下", "内", "", "封顶", "以内的", "一晚", "一位", "一个人", "以上", "打住"]
    )
    if not before and not after:
        after = "以内"
    if dice.random() < 0.12:
        return dice.choice(["一两百", "两三百", "三四十", "五六百", "一百到两百", "200到300", "50-80", "三五百", "一千五", "两百五"]) + dice.choice(["", "块", "的", "之间"]).replace("的", "")  # fmt: skip
    return before + sum_ + after.removesuffix("的")


def digits(said: str, dice: random.Random) -> str:
    """A train or a flight."""
    if re.fullmatch(r"[A-Za-z]{1,2}\d{2,4}", said) is None:
        return ""
    head = dice.choice(["G", "D", "K", "C", "T", "Z"]) if said[1:2].isdigit() else dice.choice(["CA", "MU", "CZ", "HU", "3U", "ZH", "MF", "9C"])  # fmt: skip
    return head + str(dice.randint(1, 9999 if len(head) == 2 else 999))


@lru_cache(maxsize=1)
def _sounds() -> tuple[dict[str, str], dict[str, list[str]]]:
    from bangwo.language.sounds import spoken as sound  # noqa: PLC0415
    from bangwo.language.vocabulary import food, grocery, travel  # noqa: PLC0415

    common = sorted({each for block in (food.DISHES, grocery.GOODS, travel.CITIES) for each in block if "\u4e00" <= each <= "\u9fff"})  # fmt: skip
    of = {each: sound(each) for each in common}
    same: dict[str, list[str]] = {}
    for each, syllable in of.items():
        same.setdefault(syllable, []).append(each)
    return of, same


def slipped(said: str, dice: random.Random) -> str:
    """With one character that sounds the same, as a microphone hears it."""
    of, same = _sounds()
    at = dice.randrange(len(said))
    others = [each for each in same.get(of.get(said[at], ""), []) if each != said[at]]
    return said[:at] + dice.choice(others) + said[at + 1 :] if others else said


Make = Callable[[str, random.Random], str]
MAKERS: dict[str, Make] = {
    "amount": amount, "count": count, "rooms": count, "people": people, "time": time, "return": time,
    "budget": budget, "number": digits,
}  # fmt: skip
