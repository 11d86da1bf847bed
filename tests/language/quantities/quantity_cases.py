"""What the tables of quantities share: a fixed now, one quantity as JSON, and a writer of Chinese numerals."""

from datetime import datetime

from bangwo.core.clock import LOCAL
from bangwo.language.quantities import find, found_json

NOW = datetime(2026, 2, 6, 10, 0, tzinfo=LOCAL)  # a Friday
DIGITS = "零一二三四五六七八九"


def found(text, now=NOW):
    """Every quantity as JSON."""
    return [found_json(each) for each in find(text, now)]


def only(text, now=NOW):
    """The one quantity that a text is, without its words."""
    (one,) = found(text, now)
    assert one.pop("text") == text
    return one


def day(first, last=None):
    """The window of a day, or of days, as JSON."""
    return {"kind": "time", "from": f"{first}T00:00:00", "to": f"{last or first}T24:00:00"}


def at(moment):
    """A moment as JSON."""
    return {"kind": "time", "at": moment}


def between(first, last):
    """A window as JSON."""
    return {"kind": "time", "from": first, "to": last}


def chinese(number):
    """A whole number as it is written out: 10086 is 一万零八十六. Written apart from the reader, to judge it."""
    if number == 0:
        return "零"
    out, gap = "", False
    for exponent, name in ((12, "兆"), (8, "亿"), (4, "万"), (0, "")):
        part = number // 10**exponent % 10_000
        if part:
            gap = bool(out) and (gap or part < 1000)
            out += ("零" if gap else "") + _thousands(part) + name
            gap = False
        elif out:
            gap = True
    return out


def _thousands(part):
    out, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = part // scale % 10
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return out
