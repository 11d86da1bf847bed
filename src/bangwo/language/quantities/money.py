"""Money: prices, and the bounds that people put on them."""
# ruff: noqa: E501

import re
from typing import NamedTuple

from bangwo.language.quantities.found import Found
from bangwo.language.quantities.numbers import DIGITS, Numeral, decimals, english, numeral
from bangwo.language.quantities.units import SIGNS, Counts, Unit, unit_at

PER = {
    "份": "item", "个": "item", "件": "item", "杯": "item", "盒": "item", "人": "person", "位": "person", "晚": "night", "夜": "night",
    "天": "night", "间": "night", "张": "ticket", "票": "ticket", "头": "person", "person": "person", "night": "night",
    "ticket": "ticket", "each": "item", "head": "person", "item": "item",
}  # fmt: skip
PRICE_MAX = 10**15
LOOSE_MIN = 10
"""A bare number below this is no price."""
_PER_BEFORE = re.compile(
    r"(?:(?:每|单)(?:一)?(?:张票|[份个件杯盒人位晚夜天间张])|人均|一(?:份|个人|个|件|杯|人|晚|天|夜|张|间|位)|单价|个头)的?(?:价格?|票价?)?$"
)
_PREFIX = re.compile(
    r"(?:(?P<max>不超过|别超过|别超|不要超(?!过)|不要超过|不能超过|勿超过|不高于|别高于|低于|少于|最多|顶多|至多|控制在|不超|封顶|上限|预算|"
    r"\bunder|\bbelow|\bless than|\bup to|\bmax(?:imum)?(?: of)?|\bno more than|\bwithin|\bbudget(?: of| is)?)|"
    r"(?P<min>至少|最少|高于|不低于|超过|\bover|\babove|\bat least|\bmore than)|"
    r"(?P<about>大概|大约|差不多|约|\baround|\babout|\broughly)|(?P<avg>人均|每人|每位|均价)|(?P<name>(?<![\d元块亿万一二两三四五六七八九十百千])人民币|(?<![a-z])(?:rmb|cny))|\bbetween)"
    r"\s*(?:是|在|为|就|大概|大约)?\s*$"
)
_ENDS = frozenset("过超于少多在限算价均人位约概能顶民币内是为就止数 xrteofldwnmby")
"""Last characters of what may stand before a price; without one of them nothing is looked for."""
_SUFFIX = re.compile(
    r"(?:之间)?的?\s*(?:(?P<max>(?:以内|以下|之内|之下|封顶|内(?!衣|存|裤|场|湖|蒙)|打住|为限|到顶|or less|max)(?:的)?)|(?P<min>以上|起步|or more)|"
    r"(?P<about>左右|上下|差不多|前后|出头))?"
    r"(?P<per>(?:的)?(?:一|每|/|1)(?:个人|[份个件杯盒人位晚夜天间张])(?!餐|食|[大双家起])|"
    r"\s*(?:a|per|each|/)\s*(?:night|person|ticket|item|head|each)\b|\s+each\b)?"
)
_TO = re.compile(r"\s*(?:到|至|-|~|—|\bto\b|\band\b)\s*")
_AROUND = re.compile(r"左右|上下|差不多|前后|出头")
_JIAO = re.compile(r"([\d一二三四五六七八九])半?(?![\d十百千万个.])")
_SMALLER = re.compile(r" *[又零]? *")
_BIT = re.compile(r"(\d|[一二两三四五六七八九]) *(?:(毛|角)(?!大)|(?:美|欧|日本)?(分|钱|銭))(?:钱)?")
_PIECES_MAX = 12
_PIECE_NEXT = re.compile(r".?[豆肉蛋]")
_SPENT = re.compile(
    r"(?:花|花费|费|付|收|值|卖|便宜|贵|涨|降|减|省|退|差|欠|转|充|充值|小费|红包|赚|只要|才|[斤个份只杯瓶盒箱张把条袋包])[了我你他她掉去]{0,2}$"
)
_UNIT_NEXT = re.compile(
    r"\s*[个张份杯碗斤盒箱袋瓶人位号楼点分米公里月年天晚座排两条只双套件台间栋小岁码寸度层%gGmMlL店路室幢弄巷单元届]|\s*[a-z]"
)
_WORD_NEXT = re.compile(r"\s+(?:a|per|each|or|max)\b")


class _Around(NamedTuple):
    """What stands on both sides of a price."""

    start: int
    max: bool = False
    min: bool = False
    about: bool = False
    per: str = ""
    average: bool = False
    currency: bool = False


def price(text: str, said: Numeral, unit: Unit | None, end: int) -> Found | None:
    """The price that a numeral tells: it has a currency, or a bound and no other unit. `end`: behind the unit, or the numeral."""
    sign, start = _sign(text, said.start)
    before = _before(text, start)
    if before.currency and sign is None:
        sign = ""
    number, high, currency = said.value, said.high if not said.plain else None, unit.name if unit else sign or ""
    if unit is not None:
        number, end = _with_bits(text, said.value, unit, end)
        currency = "" if unit.name in ("毛", "分") else unit.name
        if currency == "" and text[end : end + 3] == "人民币":
            end += 3
    strong = unit is not None or sign is not None
    second = _second(text, end, currency, number, strong) if high is None else None
    if second is not None:
        high, currency, end, told = second
        strong = strong or told
    after = _SUFFIX.match(text, end)
    assert after is not None
    if (number > PRICE_MAX and not currency) or not _is_price(
        text, said, unit, strong=strong, before=before, after=after, high=high, end=end
    ):
        return None
    return _found(text, before, after, number=number, high=high, currency=currency)


def _sign(text: str, start: int) -> tuple[str | None, int]:
    for size in (3, 1):
        if start >= size and (found := SIGNS.get(text[start - size : start])) is not None:
            return found, start - size
    return None, start


def _before(text: str, start: int) -> _Around:
    if not start or text[start - 1] not in _ENDS:
        return _around_per(text, start, _Around(start))
    match = _PREFIX.search(text, max(0, start - 16), start)
    if match is None:
        return _around_per(text, start, _Around(start))
    found = _Around(match.start(), match["max"] is not None, match["min"] is not None, match["about"] is not None, match["avg"] or "",
                    match["avg"] is not None, match["name"] is not None)  # fmt: skip
    return _around_per(text, found.start, found)


def _around_per(text: str, start: int, found: _Around) -> _Around:
    if not start or text[start - 1] not in "票份个件杯盒人位晚夜天间张均价头格的":
        return found
    match = _PER_BEFORE.search(text, max(0, start - 8), start)
    return found._replace(start=match.start(), per=found.per or match[0]) if match else found


def _with_bits(text: str, number: float, unit: Unit, end: int) -> tuple[float, int]:
    """The price with what is said below its unit: 五元三毛, 十块五, 两美元又三美分."""
    if unit.size < 100:
        if unit.name == "毛" and (bit := _JIAO.match(text, end)):
            return number / 10 + DIGITS.get(bit[1], 0) / 100, bit.end()
        return number * unit.size / 100, end
    scale = 10
    at = end
    while (step := _SMALLER.match(text, at)) and (bit := _BIT.match(text, step.end())):
        said = int(bit[1]) if bit[1].isdecimal() else DIGITS[bit[1]]
        number = round(number + said / (10 if bit[2] else 100), 2)
        at = end = bit.end()
        scale = 0
    if scale and text[end - 1] == "块" and (bit := _JIAO.match(text, end)) and not _counted(text, bit.end()):
        number = round(number + (int(bit[1]) if bit[1].isdecimal() else DIGITS[bit[1]]) / 10, 2)
        end = bit.end()
    return number, end


def _counted(text: str, end: int) -> bool:
    unit = unit_at(text, end)
    return unit is not None and unit[0].counts is Counts.MEASURE


def _second(text: str, end: int, currency: str, number: float, strong: bool) -> tuple[float, str, int, bool] | None:
    """The upper end of a range of prices: 三百到五百, 80-100块."""
    to = _TO.match(text, end)
    if to is None:
        return None
    sign = SIGNS.get(text[to.end() : to.end() + 1])
    at = to.end() + (sign is not None)
    second = numeral(text, at) or english(text, at)
    if second is None or second.value <= number:
        return None
    unit = unit_at(text, second.end)
    if unit is not None and unit[0].counts is Counts.MONEY and unit[0].size == 100:
        return second.value, unit[0].name or currency, unit[1], True
    if unit is not None and not _SUFFIX.match(text, second.end)["per"]:  # type: ignore[index]
        return None
    return second.value, currency, second.end, sign is not None


def _is_price(
    text: str,
    said: Numeral,
    unit: Unit | None,
    *,
    strong: bool,
    before: _Around,
    after: re.Match[str],
    high: float | None,
    end: int,
) -> bool:
    bounds = (
        before.max or before.min or before.about or before.average or after["max"] or after["min"] or after["about"]
    )
    number = said.value
    if strong:
        if unit is None or text[said.end : end].strip()[:1] != "块":
            return True
        if _PIECE_NEXT.match(text, end) and text[end - 1] == "块":
            return False
        pieces = number <= _PIECES_MAX and end - said.end == 1 and text[end - 1] == "块"
        return not pieces or bool(
            bounds or after["per"] or before.per or _SPENT.search(text, max(0, said.start - 5), said.start)
        )
    if text[said.start - 1 : said.start] == "第" or (
        said.start and said.arabic and text[said.start - 1].isalpha() and text[said.start - 1].isascii()
    ):
        return False
    if after.end() == after.start() and _UNIT_NEXT.match(text, end) and not _WORD_NEXT.match(text, end):
        return False
    if high is not None and not bounds:
        return 50 <= number < high <= 100_000 and high >= 100 and not number % 10 and said.high is None
    if bounds and number >= LOOSE_MIN:
        return True
    return bool(after["per"]) and number >= 50


def _found(
    text: str, before: _Around, after: re.Match[str], *, number: float, high: float | None, currency: str
) -> Found:
    start = before.start
    end = start + len(text[start : after.end()].rstrip(" "))
    per = _per(before.per, after["per"])
    said = text[start:end]
    least = most = exact = None
    approx = False
    if high is not None:
        least, most = number, high
    elif (
        after["about"] or (before.about and not after["max"]) or (before.average and not (after["max"] or after["min"]))
    ):
        exact, approx = number, True
    elif after["max"] or before.max:
        most = number
    elif after["min"] or before.min:
        least = number
    else:
        exact = number
    if currency:
        return Found(
            "money", said, start, end, value=exact, least=least, most=most, currency=currency, per=per, approx=approx
        )
    return Found(
        "money", said, start, end, fen=_fen(exact), min_fen=_fen(least), max_fen=_fen(most), per=per, approx=approx
    )


def _fen(yuan: float | None) -> int | None:
    return None if yuan is None else round(yuan * 100)


def _per(*said: str | None) -> str | None:
    for each in said:
        if each:
            if "人" in each:
                return "person"
            for word, per in PER.items():
                if word in each:
                    return per
    return None


__all__ = ["decimals", "price"]
