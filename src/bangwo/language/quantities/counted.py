"""Counted: what a numeral means, told by the unit behind it and the words around it."""
# ruff: noqa: E501

import re
from datetime import date, datetime

from bangwo.language.quantities import clocks, days, durations, english
from bangwo.language.quantities import plain as plainly
from bangwo.language.quantities.days import Day
from bangwo.language.quantities.found import Found
from bangwo.language.quantities.money import price, without_tail
from bangwo.language.quantities.numbers import PAIRS, Numeral, decimals, numeral
from bangwo.language.quantities.times import RANGE, Atom, with_part
from bangwo.language.quantities.units import CONTINUOUS, NO_MEASURE, Unit, unit_at

_COMPOUND = re.compile(r"\d{1,4}[-:/.：]\d")
_TO = re.compile(r" *(?:到|至|-|~|—|–|\bto\b|\band\b) *")
_NOON_HALF = re.compile(r" *[ap]\.?m(?![a-z])")
_MORE = re.compile(r" *[多来余]")
_AND_HALF = re.compile(r"半(?![糖价熟生个只打份盘箱瓶])")
_HALVED = frozenset("打个斤只条箱份块瓶盒颗桶袋升两") | {"公斤"}
_HALF_HOUR = re.compile(r"个(?:小?时|月|钟)")
_DOZEN = re.compile(r"打(?=[^\d的车开听算印扫电包折造]|$)")
_TIMES = re.compile(r"[份个杯件]")
_LATIN = re.compile(r"[a-z]")
_CENTURY = "世纪"
_PARTED = ("分", "又", " ")
"""What follows the first numeral of a fraction, whose second one counts nothing."""
_SINGLE = 3
"""Digits of a length in days: 1000 days are none."""


class Counted:
    """Asks, for each numeral of a text, what it counts; knows the day said last. `plain`: numbers that count nothing are wanted."""

    __slots__ = ("anchor", "last", "now", "plain", "skip", "text", "today")

    def __init__(self, text: str, now: datetime, *, plain: bool) -> None:
        self.text = text
        self.plain = plain
        self.now = now
        self.today = now.date()
        self.anchor: Day | None = None
        self.last: Atom | None = None
        self.skip = 0

    def said(self, atom: Atom) -> None:
        """Note a day for the ones that leave out their month or their week."""
        day = atom.day
        self.last = atom
        if day is not None and not day.repeats and (day.last >= self.today or day.dated):
            anchor = self.anchor
            keeps = not day.month and anchor is not None and anchor.month
            self.anchor = day._replace(month=True) if keeps else day

    def same(self, start: int, end: int, part: str = "") -> Atom:
        """当天: the day said before."""
        anchor = self.anchor
        if anchor is None:
            return Atom(start, end, Day(self.today, self.today), part, dated=True)
        day = Day(anchor.first, anchor.first, premiere=anchor.premiere, repeats=True)
        return Atom(start, end, day, part, dated=True)

    def base(self, start: int) -> date:
        """From when on a day is looked for: now, or the first day of the range that it ends."""
        last = self.last
        if last is None or last.day is None or not RANGE.fullmatch(self.text, last.end, start):
            return self.today
        return last.day.first

    def number(self, start: int) -> Atom | Found | None:
        """What begins with a numeral, 半 or 俩 at this place."""
        text = self.text
        char = text[start]
        if char == "半":
            return self._half(start)
        if char in PAIRS:
            ends = text[start + 1 : start + 2] not in ("口", "子") or start + 1 == len(text)
            return Found("amount", char, start, start + 1, value=float(PAIRS[char])) if ends else None
        if char.isdecimal() and _COMPOUND.match(text, start) and (compound := self._compound(start)):
            return compound
        if char in "百千万佰仟亿" and (found := plainly.percent(text, start)) is not None:
            return Found("percent", text[found.start : found.end], found.start, found.end, value=found.value)
        said = numeral(text, start)
        if said is None:
            return None
        self.skip = said.end
        if said.arabic and start and _LATIN.match(text, start - 1) and text[start - 1] != "x":
            return None
        return self._counts(said)

    def _compound(self, start: int) -> Atom | None:
        text = self.text
        before = text[start - 1 : start] if start else ""
        if before.isdecimal() or before == ".":
            return None
        if clock := clocks.colon(text, start):
            return Atom(start, clock[1], clock=clock[0])
        if day := days.written(text, start, self.base(start)):
            return Atom(start, day[1], day[0], dated=True)
        return None

    def _counts(self, said: Numeral) -> Atom | Found | None:
        text = self.text
        unit, end = unit_at(text, said.end) or (None, said.end)
        if unit is None and (more := _MORE.match(text, said.end)) and said.value % 10 == 0:
            unit, end = unit_at(text, more.end()) or (None, said.end)
            said = said._replace(approx=True) if unit else said
        if unit is not None and unit.counts == "clock" and text[end - 1] == "点":
            said, unit, end = self._decimal(said, unit, end)
        if unit is None:
            return self._bare(said)
        found = self._unit(said, unit, end)
        spread = said.high is not None and said.plain  # 两三天 is neither twenty-three days nor a number
        return found if found is not None or self.skip > said.end or spread else self._plain(said)

    def _decimal(self, said: Numeral, unit: Unit, end: int) -> tuple[Numeral, Unit | None, int]:
        """三点五斤 is a weight, 三点五十 a time, 七点三个人 a time and three people."""
        full = decimals(self.text, said)
        if full.end == said.end:
            return said, unit, end
        behind = unit_at(self.text, full.end)
        last = self.last
        timed = last is not None and last.end == said.start and last.length is None
        weighs = behind is not None and (behind[0].counts in ("percent", "money", "part") or self.text[behind[1] - 1] in CONTINUOUS
                                         or behind[0].name in ("小时", "个小时"))  # fmt: skip
        if said.value > 24 or (weighs and not timed):
            self.skip = full.end
            return (full, *behind) if behind is not None else (full, None, full.end)
        return said, unit, end

    def _unit(self, said: Numeral, unit: Unit, end: int) -> Atom | Found | None:
        text = self.text
        match unit.counts:
            case "measure":
                if unit.name == "个" and (found := self._points(said) or self._and_a_half(said, end)):
                    return found
                return self._each(said, unit) or self._amount(said, unit, end)
            case "clock":
                clock = clocks.after_hour(text, said.value, text[end - 1], end) if said.end - said.start <= 3 else None
                return Atom(said.start, clock[1], clock=clock[0]) if clock else None
            case "year" | "month" | "date" | "quarter":
                return self._date(said, unit, end)
            case "duration":
                return self._each(said, unit) or self._duration(said, unit.name, unit.size, end)
            case "money":
                return price(text, said, unit, end) or self._pieces(said, end)
            case "percent":
                return plainly.percentage(text, said, unit, end)
            case "part":
                return None

    def _date(self, said: Numeral, unit: Unit, end: int) -> Atom | Found | None:
        text = self.text
        start = said.start
        found: tuple[Day | None, int] | None = None
        if unit.counts == "date":
            day = days.day_number(said, text[end - 1], text, end, today=self.base(start), anchor=self.anchor)
            found = (day, end) if day else None
        elif unit.counts == "month":
            found = days.month_and_day(said, text, end, self.base(start))
        elif unit.counts == "quarter":
            found = days.inside(
                days.year(self.today.year), text, start - (text[start - 1 : start] == "第" and start > 0)
            )
            start -= 1 if text[start - 1 : start] == "第" and start else 0
        elif text[end : end + 1] == "代":
            found = days.decade(said, None, end + 1)
        elif number := days.year_of(text, said, end):
            found = days.after_year(number, text, end)
        elif text[end : end + 1] not in ("级", "货", "轻", "纪", "夜", "糕", "龄") or end == len(text):
            return self._duration(said, "年", 365 * 86_400, end)
        if found is None:
            return None
        if found[0] is None:
            self.skip = found[1]
            return None
        return with_part(text, start, found[1], found[0])

    def _duration(self, said: Numeral, name: str, size: float, end: int) -> Atom | None:
        text = self.text
        if (text[said.start - 1 : said.start] == "第" and said.start) or (
            size >= 86_400 and (said.end - said.start > _SINGLE or said.high)
        ):
            return None
        length, end = durations.length_at(text, said, name, size, end)
        return Atom(said.start, end, length=length)

    def _each(self, said: Numeral, unit: Unit) -> Found | None:
        """六百一张: a price for each."""
        shorter = without_tail(self.text, said, unit)
        return price(self.text, shorter, None, shorter.end) if shorter is not None else None

    def _and_a_half(self, said: Numeral, end: int) -> Atom | None:
        """一个半小时."""
        if self.text[end : end + 1] != "半" or (length := unit_at(self.text, end + 1)) is None:
            return None
        name = "个月" if length[0].counts == "month" else length[0].name
        if length[0].counts not in ("month", "duration"):
            return None
        return self._duration(said._replace(value=said.value + 0.5), name, length[0].size, length[1])

    def _pieces(self, said: Numeral, end: int) -> Found | None:
        """块 that is a piece: 一块豆腐, 四块鸡."""
        if self.text[end - 1] != "块":
            return None
        return self._amount(said, Unit("measure", "块"), end)

    def _amount(self, said: Numeral, unit: Unit, end: int) -> Found | None:
        text, start = self.text, said.start
        before = text[start - 1 : start] if start else ""
        if before == "第" or (
            said.arabic and before and (before in ".零" or before.isdecimal() or _LATIN.match(before))
        ):
            return self._times(said, end) if before == "x" else None
        if text[end : end + 1] == "钟" or unit.name in NO_MEASURE:
            return None
        if said.arabic and before in ("*", "×", "✕") and (times := self._times(said, end)):
            return times
        value = float(said.value)
        if said.high is not None and said.plain and not said.arabic:
            value = float(said.value // 10)
        if half := _AND_HALF.match(text, end):
            value, end = value + 0.5, half.end()
        return Found(
            "amount",
            text[start:end],
            start,
            end,
            value=value,
            unit=unit.name,
            approx=said.approx or said.high is not None,
        )

    def _times(self, said: Numeral, end: int) -> Found | None:
        """奶茶*2, 咖啡×3杯."""
        text, start = self.text, said.start - 1
        if said.end - said.start > 2 or (
            text[said.end : said.end + 1] and text[said.end] in ".abcdefghijklmnopqrstuvwxyz"
        ):
            return None
        if start and text[start - 1] == " ":
            start -= 1
        before = text[start - 1] if start else ""
        if not ("一" <= before <= "鿿" or before in (")", " ") or _LATIN.match(before)):
            return None
        unit = _TIMES.match(text, said.end)
        end = unit.end() if unit else said.end
        return Found("amount", text[start:end], start, end, value=float(said.value))

    def _half(self, start: int) -> Atom | Found | None:
        text = self.text
        if text[start - 1 : start] == "斤" and start:
            return Found("amount", "斤半", start - 1, start + 1, value=1.5, unit="斤")
        found = unit_at(text, start + 1)
        if found is None:
            return self._dozen(start, start + 1, 0.5)
        unit, end = found
        said = Numeral(start, start + 1, 0.5)
        if unit.counts == "duration":
            return self._duration(said, unit.name, unit.size, end)
        if unit.counts == "year":
            return self._duration(said, "年", 365 * 86_400, end)
        if unit.counts == "percent" and unit.name in ("成", "折"):
            return plainly.percentage(text, said, unit, end)
        name = "块" if text[start + 1 : end] == "块" else unit.name
        if name not in _HALVED or (unit.counts != "measure" and name != "块") or _HALF_HOUR.match(text, start + 1):
            return None
        return Found("amount", text[start:end], start, end, value=0.5, unit=name)

    def _dozen(self, start: int, end: int, number: float) -> Found | None:
        match = _DOZEN.match(self.text, end)
        return (
            Found("amount", self.text[start : match.end()], start, match.end(), value=number * 12.0) if match else None
        )

    def _bare(self, said: Numeral) -> Atom | Found | None:
        """A numeral without a unit: dozens, English units, the first end of a range, a price by its bounds, or a plain number."""
        text, start, end = self.text, said.start, said.end
        if dozen := self._dozen(start, end, said.value):
            return dozen
        if start and text[start - 1] in "*×✕x" and said.arabic and (times := self._times(said, end)):
            return times
        if text.startswith(_CENTURY, end):
            return self._century(said)
        if (end == len(text) or text[end].isascii()) and (found := english.counted(text, said, self.base(start))):
            return found
        if (first := self._first_of_range(said)) is not None:
            return first
        if (found := price(text, said, None, end)) is not None:
            return found
        return self._plain(said)

    def _first_of_range(self, said: Numeral) -> Atom | None:
        """五到六点, 3到5号, 1995-1997年: the second end tells what the first is."""
        text = self.text
        to = _TO.match(text, said.end)
        if to is None:
            return None
        second = numeral(text, to.end())
        if second is not None and said.value <= 12 >= second.value and _NOON_HALF.match(text, second.end):
            return Atom(said.start, said.end, clock=clocks.Clock(int(said.value)))
        unit = unit_at(text, second.end) if second is not None else None
        if second is None or unit is None or second.value != int(second.value):
            return None
        day: Day | None = None
        number = int(said.value)
        if unit[0].counts == "clock" and text[unit[1] - 1] == "点" and number <= 24 >= second.value:
            return Atom(said.start, said.end, clock=clocks.Clock(number))
        if unit[0].counts == "date" and second.value <= 31:
            day = days.day_number(said, "号", text, len(text), today=self.base(said.start), anchor=self.anchor)
        elif unit[0].counts == "month" and 1 <= number <= 12 >= second.value:
            day = days.month(self.today.year + (number < self.today.month), number)
        elif (
            unit[0].counts == "year"
            and (year := days.year_of(text, said, said.end))
            and days.year_of(text, second, unit[1])
        ):
            day = days.year(year)
        return Atom(said.start, said.end, day, dated=True) if day else None

    def _century(self, said: Numeral) -> Atom | None:
        end = said.end + len(_CENTURY)
        decade = numeral(self.text, end)
        if decade is None or self.text[decade.end : decade.end + 2] != "年代":
            return None
        found = days.decade(decade, int(said.value), decade.end + 2)
        return Atom(said.start, found[1], found[0], dated=True) if found else None

    def _plain(self, said: Numeral) -> Found | None:
        """What is left: an ordinal, a fraction, a number."""
        text, start = self.text, said.start
        if not self.plain and text[said.end : said.end + 1] not in _PARTED:
            return None
        if start and text[start - 1] == "第":
            return Found("ordinal", text[start - 1 : said.end], start - 1, said.end, value=float(said.value))
        if points := self._points(said):
            return points
        number = None if plainly.is_word(text, start) else plainly.number(text, start)
        if number is None:
            return None
        return Found("number", text[number.start : number.end], number.start, number.end, value=float(number.value))

    def _points(self, said: Numeral) -> Found | None:
        """Percentage points with spaces or a k in them."""
        number = plainly.figures(self.text, said)
        end = plainly.points(self.text, number.end)
        if not end or said.high is not None:
            return None
        return Found("percent", self.text[number.start : end], number.start, end, value=float(number.value))
