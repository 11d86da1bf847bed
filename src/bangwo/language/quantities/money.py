"""Money: prices, and the bounds that people put on them."""
# ruff: noqa: E501

import re

from bangwo.language.quantities.found import Found
from bangwo.language.quantities.numbers import DIGITS, Numeral, english, numeral
from bangwo.language.quantities.units import SIGNS, Unit, unit_at

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
_PER_ENDS = frozenset("票份个件杯盒人位晚夜天间张均价头格的")
_SMALL = frozenset("毛分")
_EACH = frozenset("晚张份个人间天位")
_MAY_FOLLOW = frozenset("之的以内封打为到上左差前出起至一每/1-~—om ")
_MAY_LEAD = _ENDS | _PER_ENDS | frozenset("$¥€£")
"""Without one of these beside it a numeral that has no unit is no price."""
_SUFFIX = re.compile(
    r"(?:之间)?的?\s*(?:(?P<max>(?:以内|以下|之内|之下|封顶|内(?!衣|存|裤|场|湖|蒙)|打住|为限|到顶|or less|max)(?:的)?)|(?P<min>以上|起步|or more)|"
    r"(?P<about>左右|上下|差不多|前后|出头))?"
    r"(?P<per>(?:的)?(?:一|每|/|1)(?:个人|[份个件杯盒人位晚夜天间张])(?!餐|食|[大双家起])|"
    r"\s*(?:a|per|each|/)\s*(?:night|person|ticket|item|head|each)\b|\s+each\b)?"
)
_TO = re.compile(r"\s*(?:到|至|-|~|—|\bto\b|\band\b)\s*")
_JIAO = re.compile(r"([\d一二三四五六七八九])半?(?![\d十百千万个.])")
_SMALLER = re.compile(r" *[又零]? *")
_BIT = re.compile(r"(\d|[一二两三四五六七八九]) *(?:(毛|角)(?!大)|(?:美|欧|日本)?(分|钱)(?![糖甜熟之钟]))(?:钱)?")
_PIECES_MAX = 12
_PIECE_NEXT = re.compile(r".?[豆肉蛋]")
_SPENT = re.compile(
    r"(?:花|花费|费|付|收|值|卖|便宜|贵|涨|降|减|省|退|差|欠|转|充|充值|小费|红包|赚|只要|才|[斤个份只杯瓶盒箱张把条袋包])[了我你他她掉去]{0,2}$"
)
_UNIT_NEXT = re.compile(
    r"\s*[个张份杯碗斤盒箱袋瓶人位号楼点分米公里月年天晚座排两条只双套件台间栋小岁码寸度层%gGmMlL店路室幢弄巷单元届]|\s*[a-z]"
)
_WORD_NEXT = re.compile(r"\s+(?:a|per|each|or|max)\b")


class _Price:
    """A price, read from its numeral outwards."""

    __slots__ = (
        "after",
        "before",
        "currency",
        "end",
        "high",
        "number",
        "per",
        "said",
        "start",
        "strong",
        "text",
        "unit",
    )

    def __init__(self, text: str, said: Numeral, unit: Unit | None, end: int) -> None:
        self.text = text
        self.said = said
        self.unit = unit
        self.start = said.start
        self.end: int = end
        self.number = said.value
        self.high = said.high if not said.plain else None
        self.currency = unit.name if unit is not None and unit.name not in _SMALL else ""
        self.strong = unit is not None
        self.before: re.Match[str] | None = None
        self.per = ""

    def read(self) -> Found | None:
        """The price, or None where the numeral is none."""
        self._sign()
        self._look_back()
        if self.unit is not None:
            self._with_bits(self.unit)
        if self.high is None:
            self._second()
        after = _SUFFIX.match(self.text, self.end)
        assert after is not None
        if (self.number > PRICE_MAX and not self.currency) or not self._is_price(after):
            return None
        return self._found(after)

    def _sign(self) -> None:
        text, start = self.text, self.start
        if start and text[start - 1] in "$¥€£":
            begin = start - 3 if text[start - 3 : start] in SIGNS and start >= 3 else start - 1
            self.currency, self.start, self.strong = SIGNS[text[begin:start]], begin, True

    def _look_back(self) -> None:
        """What stands before: 不超过, 人均, 每张票."""
        text, start = self.text, self.start
        if start and text[start - 1] in _ENDS and (before := _PREFIX.search(text, max(0, start - 16), start)):
            self.before = before
            start = before.start()
            self.per = before["avg"] or ""
            self.strong = self.strong or before["name"] is not None
        if start and text[start - 1] in _PER_ENDS and (per := _PER_BEFORE.search(text, max(0, start - 8), start)):
            start = per.start()
            self.per = self.per or per[0]
        self.start = start

    def _with_bits(self, unit: Unit) -> None:
        """What is said below the unit: 五元三毛, 十块五, 两毛五, 两美元又三美分."""
        text, end = self.text, self.end
        tenth = _JIAO.match(text, end)
        if tenth is not None and _counted(text, tenth.end()):
            tenth = None
        if unit.size < 100:
            self.number = self.number * unit.size / 100
            if unit.name == "毛" and tenth is not None:
                self.number, self.end = round(self.number + _digit(tenth[1]) / 100, 2), tenth.end()
            return
        while (step := _SMALLER.match(text, self.end)) and (bit := _BIT.match(text, step.end())):
            self.number = round(self.number + _digit(bit[1]) / (10 if bit[2] else 100), 2)
            self.end = bit.end()
        if self.end == end and text[end - 1] == "块" and tenth is not None:
            self.number, self.end = round(self.number + _digit(tenth[1]) / 10, 2), tenth.end()
        if not self.currency and text.startswith("人民币", self.end):
            self.end += 3

    def _second(self) -> None:
        """The upper end of a range of prices: 三百到五百, 80-100块."""
        text = self.text
        to = _TO.match(text, self.end)
        if to is None:
            return
        sign = SIGNS.get(text[to.end() : to.end() + 1])
        at = to.end() + (sign is not None)
        second = numeral(text, at) or english(text, at)
        if second is None or second.value <= self.number:
            return
        unit, end = unit_at(text, second.end) or (None, second.end)
        if unit is not None and (shorter := without_tail(text, second, unit)) is not None:
            second, unit = shorter, None
        if unit is not None and unit.counts == "money" and unit.size == 100:
            self.currency = unit.name or self.currency
            self.strong = True
        elif unit is not None and not _per_follows(text, second.end):
            return
        else:
            end = second.end
        if second.value <= self.number:
            return
        self.strong = self.strong or sign is not None
        self.high, self.end = second.value, end

    def _is_price(self, after: re.Match[str]) -> bool:
        """It has a currency, or a bound and no other unit."""
        said, text, number = self.said, self.text, self.said.value
        before = self.before
        bound = (before is not None and before["name"] is None) or bool(after["max"] or after["min"] or after["about"])
        if self.strong:
            return not self._is_piece() or bool(
                bound or after["per"] or self.per or _SPENT.search(text, max(0, said.start - 5), said.start)
            )
        if said.start and (text[said.start - 1] == "第" or (said.arabic and "a" <= text[said.start - 1] <= "z")):
            return False
        if after.end() == after.start() and _UNIT_NEXT.match(text, self.end) and not _WORD_NEXT.match(text, self.end):
            return False
        if self.high is not None and not bound:
            return 50 <= number < self.high <= 100_000 and self.high >= 100 and not number % 10 and said.high is None
        return (bound and number >= LOOSE_MIN) or (bool(after["per"]) and number >= LOOSE_MIN * 5)

    def _is_piece(self) -> bool:
        """四块鸡 is no price, and neither is 一块老豆腐."""
        text, end = self.text, self.end
        if self.unit is None or text[end - 1] != "块":
            return False
        return bool(_PIECE_NEXT.match(text, end)) or (self.said.value <= _PIECES_MAX and end - self.said.end == 1)

    def _found(self, after: re.Match[str]) -> Found:
        before, number = self.before, self.number
        start = self.start
        said = self.text[start : after.end()].rstrip(" ")
        least = most = exact = None
        approx = False
        upper, lower = after["max"], after["min"]
        if self.high is not None:
            least, most = number, self.high
        elif after["about"] or (
            before and ((before["about"] and not upper) or (before["avg"] and not upper and not lower))
        ):
            exact, approx = number, True
        elif upper or (before and before["max"]):
            most = number
        elif lower or (before and before["min"]):
            least = number
        else:
            exact = number
        per = _per(self.per) or _per(after["per"] or "")
        end = start + len(said)
        if self.currency:
            return Found(
                "money",
                said,
                start,
                end,
                approx=approx,
                value=exact,
                per=per,
                currency=self.currency,
                least=least,
                most=most,
            )
        return Found(
            "money", said, start, end, approx=approx, fen=_fen(exact), min_fen=_fen(least), max_fen=_fen(most), per=per
        )


def price(text: str, said: Numeral, unit: Unit | None, end: int) -> Found | None:
    """The price that a numeral tells, None for no price. `end`: behind the unit, or behind the numeral where it has none."""
    if unit is None and text[end : end + 1] not in _MAY_FOLLOW and text[said.start - 1 : said.start] not in _MAY_LEAD:
        return None
    return _Price(text, said, unit, end).read()


def without_tail(text: str, said: Numeral, unit: Unit) -> Numeral | None:
    """七百一晚 is seven hundred a night: the 一 belongs to the night. None where it belongs to the numeral."""
    if said.end - said.start < 2 or text[said.end - 1] != "一" or text[said.end - 2] not in "百千万":
        return None
    return numeral(text[: said.end - 1], said.start) if unit.name in _EACH else None


def _digit(said: str) -> int:
    return int(said) if said.isdecimal() else DIGITS[said]


def _counted(text: str, end: int) -> bool:
    unit = unit_at(text, end)
    return unit is not None and unit[0].counts == "measure"


def _per_follows(text: str, end: int) -> bool:
    after = _SUFFIX.match(text, end)
    return after is not None and after["per"] is not None


def _fen(yuan: float | None) -> int | None:
    return None if yuan is None else round(yuan * 100)


def _per(said: str) -> str | None:
    if "人" in said:
        return "person"
    return next((per for word, per in PER.items() if word in said), None)
