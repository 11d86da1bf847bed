"""Amounts: a number and the measure word that goes with it."""
# ruff: noqa: E501

import re

from bangwo.language.quantities.found import Found
from bangwo.language.quantities.numbers import ENGLISH_NUMERAL, NUMERAL, value

UNITS = (
    "公斤", "千克", "毫升", "小包", "大包", "小盒", "大盒", "小袋", "大袋", "小瓶", "大瓶", "人份", "公里", "千米", "平米", "立方", "英寸",
    "杯", "份", "斤", "盒", "箱", "袋", "瓶", "桶", "个", "只", "条", "根", "块", "碗", "包", "提", "卷", "支", "把", "张", "件", "双", "套", "台", "部",
    "辆", "罐", "听", "串", "板", "节", "两", "克", "升", "打", "桌", "盅", "盘", "屉", "笼", "颗", "粒", "枚", "束", "朵", "盆", "本", "床", "副", "对",
    "位", "间", "人", "口", "壶", "锅", "扎", "尾", "头", "棵", "株", "捆", "篮", "组", "场", "单", "趟", "班", "码",
    "寸", "星", "岁", "片", "筒", "管", "坛", "匹", "篓", "筐", "兜", "样", "枝", "幅", "尺", "吨", "种", "款", "次", "家", "例", "客",
    "煲", "蛊", "架", "盏", "扇", "元", "大", "小", "成",
)  # fmt: skip
_COUNT = tuple(each for each in UNITS if each not in ("大", "小", "成", "元"))
_ALT = "|".join(sorted(_COUNT, key=len, reverse=True))
ENGLISH_UNITS = (
    "bottle", "bag", "box", "cup", "portion", "bowl", "serving", "carton", "can", "pack", "packet", "piece", "slice", "kilo", "kg",
    "kilogram", "gram", "liter", "litre", "pair", "set", "case", "roll", "loaf", "bunch", "glass", "order", "plate", "tin", "jar", "tube",
    "pound", "jin", "tray", "stick",
)  # fmt: skip
_PATTERN = re.compile(
    rf"(?P<half>半)(?P<hunit>打|个(?!小?时|月|钟)|斤|只|条|箱|份|公斤|块|瓶|盒|颗|桶|袋|升|两)"
    rf"|(?P<jin>斤半)|(?P<dn>{NUMERAL}|一)?打(?=[^\d的车开听算印扫电包折造]|$)(?P<dozen>)"
    rf"|(?:(?<![第\d零a-z])|(?<=[\da-z])(?=[一二两三四五六七八九十]))(?<![\d一二三四五六七八九十]点)(?P<num>{NUMERAL})(?P<unit>{_ALT})(?P<and>半(?!糖|价|熟|生|个|只|打|份|盘|箱|瓶))?(?!钟)(?<!单(?=[元人间身]))(?<!人(?=[食餐套]))(?<!口(?=味))(?<!个(?=[小月钟]))(?<!条(?=街))(?<!把(?=手))"
    rf"|(?<=[\u4e00-\u9fff\) a-z])\s?[*×✕x](?P<mult>\d{{1,2}})(?![\da-z.])(?:份|个|杯|件)?"
    rf"|(?P<pair>[俩仨])(?![口子])"
    rf"|\b(?P<en>(?:a |one |two |three |half a |\d+ )?)(?P<edoz>dozens?)\b(?: of)?"
    rf"|\b(?P<enum>an?|{ENGLISH_NUMERAL})\s+(?:(?:large|small|medium|big)\s+)?(?P<eunit>{'|'.join(ENGLISH_UNITS)})(?:e?s)?\s+of\b"
)
_NOT_COUNTED = {"号", "楼", "层", "码", "寸", "星", "岁", "米", "度", "座", "排", "元", "站", "次", "年"}


def find_amounts(text: str, taken: "list[tuple[int, int]]") -> list[Found]:
    """Every amount in the text outside the spans taken."""
    out: list[Found] = []
    at = 0
    while (match := _PATTERN.search(text, at)) is not None:
        at = max(match.end(), match.start() + 1)
        start, end = match.span()
        if any(first < end and start < last for first, last in taken):
            at = start + 1
            continue
        read = _read(match)
        if read is None:
            at = start + 1
            continue
        out.append(Found(kind="amount", text=text[start:end], start=start, end=end, value=float(read[0]), unit=read[1]))
    return out


def _read(match: re.Match[str]) -> tuple[float, str] | None:
    if match["half"]:
        return (6, "") if match["hunit"] == "打" else (0.5, match["hunit"])
    if match["jin"]:
        return 1.5, "斤"
    if match["mult"]:
        return int(match["mult"]), ""
    if match["pair"]:
        return (2 if match["pair"] == "俩" else 3), ""
    if match["dozen"] is not None:
        number = value(match["dn"]) if match["dn"] else None
        return (number * 12, "") if number is not None else None
    if match["edoz"]:
        return (value((match["en"] or "a").strip().removesuffix(" a") or "a") or 1) * 12, ""
    if match["enum"]:
        number = value(match["enum"])
        return (number, match["eunit"]) if number is not None else None
    number = value(match["num"])
    if number is None:
        return None
    if match["and"]:
        number += 0.5
    return number, match["unit"]
