"""Numbers: Chinese, Arabic and English numerals to values, wherever they stand in a text."""
# ruff: noqa: E501

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

DIGITS = {each: k for k, each in enumerate("零一二三四五六七八九")} | {
    each: k for k, each in enumerate("〇壹贰叁肆伍陆柒捌玖")
} | {"两": 2}  # fmt: skip
SCALES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000, "廿": 20}
MYRIADS = {"万": 10_000, "亿": 10**8, "兆": 10**12}
PAIRS = {"俩": 2, "仨": 3}
ENGLISH = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100, "half": 0.5, "thousand": 1000, "million": 10**6,
}  # fmt: skip
_FIGURES = re.compile(r"(?:\d{1,3}(?:,\d{3})++(?!\d)|\d++)(?:\.\d++(?!\.\d))?|\.\d++(?!\.\d)")
_WHOLE = re.compile(r"\d++")
_DECIMALS = re.compile(r" *点 *([零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖\d]++)(?![十百千万亿])")
_VERBS = frozenset("伍陆肆拾")
"""Formal digits that are common in other words (队伍, 大陆, 放肆, 收拾): no number when alone."""
_LARGE = frozenset("百千万亿兆佰仟")
"""Scales that are no number when alone (百度, 千问, 万达)."""
_RUN = re.compile(
    r"[\d.零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖十百千拾佰仟廿万亿兆][\d.,零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖十百千拾佰仟廿万亿兆几多余 ]{0,39}"
)


def _english() -> re.Pattern[str]:
    ones = "|".join(each for each, number in ENGLISH.items() if 1 <= number < 10 and len(each) > 2)
    teens = "|".join(each for each, number in ENGLISH.items() if 10 <= number < 20)
    tens = "|".join(each for each, number in ENGLISH.items() if 20 <= number < 100)
    small = rf"(?:(?:{tens})(?:[ -](?:{ones})\b)?|(?:{teens})|(?:{ones}))\b"
    hundreds = rf"(?:(?:{small}|an?) hundred(?: (?:and )?{small})?\b|{small})"
    return re.compile(
        rf"(?:(?:{hundreds}|an?) (?:thousand|million)\b(?:,? (?:and )?{hundreds})?|{hundreds}|half an?\b)"
    )


_ENGLISH = _english()
_ARTICLE = re.compile(r"an?\b(?! (?:hundred|thousand|million)\b)")


class Numeral(NamedTuple):
    """A numeral and where it stands. `high`: 两三百 is at least 200, at most 300. `plain`: digits only."""

    start: int
    end: int
    value: float
    high: float | None = None
    approx: bool = False  # 十几, 二十多万
    plain: bool = False
    arabic: bool = False


def numeral(text: str, at: int) -> Numeral | None:
    """The numeral that begins here, without decimals of the kind 三点五."""
    match = _RUN.match(text, at)
    if match is None:
        return None
    if match[0][0] in _VERBS and match.end() == at + 1 and text[at - 1 : at] != "之":
        return None
    dotted = text[at - 1] == "." and at > 1 and text[at - 2].isdecimal() if at else False
    found = _evaluated(match[0], dotted)
    return None if found is None else Numeral(at, at + found[1], *found[2:])


@lru_cache(maxsize=4096)
def _evaluated(run: str, dotted: bool) -> Numeral | None:
    """The numeral that a run of numeral characters begins with. `dotted`: it stands behind 1.2 and has no decimals."""
    found = _Reader(run, dotted).read()
    return None if found is not None and found.end == 1 and run[0] in _LARGE else found


def decimals(text: str, whole: Numeral) -> Numeral:
    """The same with 点五 behind it, where that stands there."""
    match = _DECIMALS.match(text, whole.end)
    if match is None or whole.high is not None:
        return whole
    said = "".join(each if each.isascii() else str(DIGITS[each]) for each in match[1][:15])
    return whole._replace(end=match.end(), value=float(f"{int(whole.value)}.{said}"), plain=False)


class _Reader:
    """Reads one Chinese or Arabic numeral from left to right, scale by scale."""

    __slots__ = ("approx", "arabic", "at", "dotted", "end", "high", "last", "limit", "myriad", "pending", "run", "section", "text", "total",
                 "zero")  # fmt: skip

    def __init__(self, text: str, dotted: bool) -> None:
        self.text = text
        self.dotted = dotted
        self.at: int = 0
        self.end: int = 0
        self.total: float = 0
        self.section: float = 0  # what is said below the next 万 or 亿
        self.pending: float | None = None  # digits that wait for their scale
        self.run = 0  # Chinese digits in a row; figures count as none
        self.last = 0  # the scale said last
        self.limit = 10**4  # a scale must be below the one before it: 五十千 ends at 五十
        self.myriad = 10**16
        self.zero = self.approx = self.arabic = False
        self.high: float | None = None

    def read(self) -> Numeral | None:
        """The numeral, or None where nothing of value stands here."""
        text = self.text
        while self.at < len(text):
            char = text[self.at]
            if char == " ":
                if not self._over_spaces():
                    break
            elif (digit := DIGITS.get(char)) is not None:
                if not self._digit(digit, char):
                    break
            elif (scale := SCALES.get(char)) is not None:
                if not self._scale(scale, char):
                    break
            elif (myriad := MYRIADS.get(char)) is not None:
                if not self._myriad(myriad):
                    break
            elif char.isascii():
                if not self._figures():
                    break
            elif not self._about(char):
                break
        return self._done()

    def _over_spaces(self) -> bool:
        """Skip spaces inside 三百 五十 and 7 万; figures take a scale only."""
        at = self.at
        while self.text[at : at + 1] == " ":
            at += 1
        char = self.text[at : at + 1]
        if char and (char in "十百千万亿兆拾佰仟" or (not char.isascii() and char in "多余几")):
            self.at = at
            return True
        if char in DIGITS and char != "" and not (self.pending is not None and self.run == 0):
            self.at = at
            return True
        if char.isdecimal() and self.pending is None and self.last:
            self.at = at
            return True
        return False

    def _figures(self) -> bool:
        if self.pending is not None:
            return False
        match = (_WHOLE if self.dotted else _FIGURES).match(self.text, self.at)
        if match is None:
            return False
        said = match[0].replace(",", "")
        number = float(said) if "." in said or len(said) > 15 else int(said)
        if self.last and (number >= self.last or "." in said):
            return False
        self.pending, self.run, self.arabic = number, 0, self.arabic or self.at == 0
        self.at = self.end = match.end()
        return True

    def _digit(self, digit: int, char: str) -> bool:
        following = self.text[self.at + 1 : self.at + 2]
        if self.pending is not None:
            if self.run == 0 or (char == "两") or (self.last == 10 and self.run):
                return False
            self.pending = self.pending * 10 + digit
            self.run += 1
        elif digit == 0 and self.last:
            if (
                following not in DIGITS
                and following not in SCALES
                and following != "几"
                and not following.isdecimal()
                and following != " "
            ):
                return False
            self.zero = True
            self.at += 1
            return True
        elif char == "两" and self.last and following not in SCALES and following not in MYRIADS:
            return False
        else:
            self.pending, self.run = digit, 1
        self.at += 1
        self.end = self.at
        return True

    def _scale(self, scale: int, char: str) -> bool:
        if char == "廿":
            if self.pending is not None or self.last:
                return False
            self.section, self.last, self.limit = 20, 10, 10
            self.at += 1
            self.end = self.at
            return True
        if scale >= self.limit or (self.pending is None and not self._bare(scale)):
            return self._drop()
        number = self.pending if self.pending else 1
        if self.run == 2 and number > 9:
            tens, ones = divmod(int(number), 10)
            if not 0 < ones - tens <= 2:
                return self._drop()
            self.high, number = self.total + self.section + ones * scale, tens
        elif self.run > 2:
            return self._drop()
        self.section += _times(number, scale)
        self._scaled(scale)
        self.limit = scale
        return True

    def _bare(self, scale: int) -> bool:
        """Whether a scale may stand without its digit: 十五, 百三, 百万, 零十."""
        if scale == 10 or self.zero:
            return True
        following = self.text[self.at + 1 : self.at + 2]
        return not self.last and (following in "万亿一二三四五六七八九" and following != "")

    def _drop(self) -> bool:
        """The digit before a scale that does not fit belongs to what follows."""
        if self.pending is not None and self.last:
            self.end -= max(self.run, 1)
            self.pending = None
        return False

    def _myriad(self, scale: int) -> bool:
        amount = self.section + (self.pending or 0)
        if not amount:
            if not self.total:
                return False
            self.total = _times(self.total, scale)
        elif scale > self.myriad:
            self.total = _times(self.total + amount, scale)
        else:
            self.total += _times(amount, scale)
        if self.high is not None:
            self.high *= scale
        self.section, self.myriad, self.limit = 0, scale, 10**4
        self._scaled(scale)
        return True

    def _scaled(self, scale: int) -> None:
        self.last, self.pending, self.run, self.zero = scale, None, 0, False
        self.at += 1
        self.end = self.at

    def _about(self, char: str) -> bool:
        """几 for a digit, 多 and 余 before 万 and 亿."""
        following = self.text[self.at + 1 : self.at + 3].lstrip()[:1]
        if char == "几" and self.last and self.pending is None:
            self.approx = True
            if following in SCALES and following != "":
                self.at += 2
            else:
                self.at += 1
            self.end = self.at
            return True
        if char in "多余" and following in ("万", "亿") and (self.last or self.pending is not None):
            self.approx = True
            self.at += 1
            return True
        return False

    def _done(self) -> Numeral | None:
        pending = self.pending
        if pending is None and not self.last:
            return None
        plain = not self.last
        if pending and self.last >= 100 and not self.zero and pending < 10:
            pending *= self.last // 10  # 一千五, 两万三
        value = self.total + self.section + (pending or 0)
        high = self.high
        if plain and self.run == 2 and 11 < value < 100 and (value % 10 - value // 10 == 1 or value == 35):
            high = value % 10  # 两三个; 二三 may be digits, which who reads it decides
        return Numeral(0, self.end, value, high, self.approx, plain, self.arabic)


def _times(number: float, scale: int) -> float:
    """Without what binary fractions lose: 1.1 thousands are 1100."""
    if isinstance(number, int):
        return number * scale
    product = Decimal(repr(number)) * scale
    return int(product) if product == int(product) else float(product)


def english(text: str, at: int) -> Numeral | None:
    """The English number words that begin here: twenty-five, two hundred, half an (0.5), a (1)."""
    if (article := _ARTICLE.match(text, at)) is not None:
        return Numeral(at, article.end(), 1)
    match = _ENGLISH.match(text, at)
    if match is None:
        return None
    said = match[0].lower()
    return Numeral(at, match.end(), _english_value(said))


@lru_cache(maxsize=1024)
def _english_value(said: str) -> float:
    total: float = 0
    section: float = 0
    for word in re.split(r"[ ,-]+", said):
        number = ENGLISH.get(word)
        if number is None or (number == 1 and section == 0.5):
            continue
        if number >= 1000:
            total += (section or 1) * number
            section = 0
        elif number == 100:
            section = (section or 1) * 100
        else:
            section += number
    return total + section


def read(text: str) -> float | None:
    """The value of a text that is one numeral and nothing else (`两百五` is 250, `1.5万` is 15000), None for others."""
    if not text:
        return None
    if text in ENGLISH:
        return ENGLISH[text]
    if text in PAIRS:
        return PAIRS[text]
    found = numeral(text, 0)
    if found is None:
        return None
    found = decimals(text, found)
    return found.value if found.end == len(text) else None
