"""Homework: every form of a sum is read, marked exactly, and never run."""

import operator
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangwo.language.smalltalk.homework import answer, has_sums, only_sums
from bangwo.language.smalltalk.homework.checking import Mark, checked
from bangwo.language.smalltalk.homework.report import REPORT, WHY
from bangwo.language.smalltalk.homework.sheet import ITEMS_MAX, items
from bangwo.language.smalltalk.homework.tokens import TOKENS_MAX, folded, tokens
from bangwo.language.smalltalk.homework.trouble import Why


def marks(text: str) -> list[tuple[str, str]]:
    """Mark and right result of each sum."""
    return [(each.mark.value, each.result) for each in checked(items(text))]


RIGHT = """
3+5=8
12－7＝5
０．５＋０．２５＝０．７５
9×8=72
9*8=72
9 x 8 = 72
81÷9=9
81/9=9
6:3=2
3+4×2=11
(12+8)×(6-4)=40
[(1+2)×3+4]×2=26
-3+5=2
3-(-2)=5
2^3=8
5²=25
0.1+0.2=0.3
1/2+1/3=5/6
1 1/2 + 1/2 = 2
½+¼=¾
2½+1=3½
三分之二+三分之一=1
一又二分之一+二分之一=2
3/4 > 2/3
3/4≥3/4
5≠6
0.25=1/4
25%=0.25
20%×50=10
50的20%是10
百分之二十=0.2
三加五等于八
二十除以五等于四
十二减七得五
零点五乘以四等于二
3米+20厘米=320厘米
3米+20厘米=3米2分米
1小时30分=90分
5元3角+2元8角=8元1角
1.5kg+300g=1800g
二两+三两=半斤
3米×4米=12平方米
60千米/时×2小时=120千米
1升=1000毫升
9个+8个=17个
3×4=12(元)
5的2倍=10
17÷5=3……2
17÷5=3...2
17÷5=3余2
17÷5=3(余2)
17÷5=3 r 2
10÷3≈3.33
49+52≈100
1,200+300=1,500
1万+2千=12000
x+3=8，x=5
3+4=7=10-3
seven plus five equals twelve
twenty divided by four is five
""".strip().splitlines()


@pytest.mark.parametrize("text", RIGHT)
def test_right_sums_are_right(text: str) -> None:
    assert {mark for mark, _ in marks(text)} == {"right"}


WRONG = [
    ("12-7=6", "5"),
    ("3+4×2=14", "11"),
    ("1/2+1/3=2/5", "5/6"),
    ("1 1/2 + 2/3 = 2", "2 1/6"),
    ("0.1+0.2=0.4", "0.3"),
    ("1÷3=0.3", "1/3"),
    ("17÷5=3……1", "3……2"),
    ("17÷5=2……7", "3……2"),
    ("17÷5=3", "3.4（3……2）"),
    ("3/4<2/3", "3/4>2/3"),
    ("3米+20厘米=302厘米", "320厘米"),
    ("3米+20厘米=3米20分米", "3米2分米"),
    ("1小时30分=130分", "90分"),
    ("5元3角+2元8角=7元1角", "8元1角"),
    ("20%×50=20", "10"),
    ("三加五等于九", "8"),
    ("3+4=7+2=9", "3+4=7"),
    ("5+3=10-1", "5+3=8"),
    ("2x+3=11，x=3", "x=4"),
    ("10÷3≈3.4", "10/3"),
]


@pytest.mark.parametrize(("text", "result"), WRONG)
def test_wrong_sums_get_the_right_result(text: str, result: str) -> None:
    assert marks(text) == [("wrong", result)]


SOLVED = [
    ("37×4=?", "37×4=148"),
    ("37×4=", "37×4=148"),
    ("37×4", "37×4=148"),
    ("37*4等于多少", "37*4=148"),
    ("三十七乘四是几", "三十七乘四=148"),
    ("what is 7 times 8?", "7 times 8=56"),
    ("17÷5=?", "17÷5=3.4（3……2）"),
    ("□+3=8", "□=5"),
    ("( )+3=8", "□=5"),
    ("12÷□=3", "□=4"),
    ("7×□=42", "□=6"),
    ("2x+3=11", "x=4"),
    ("3×(x-1)=9", "x=4"),
    ("x÷4=5", "x=20"),
    ("3米+□厘米=320厘米", "□=20"),
    ("3米+□=5米", "□=2米"),
    ("3/4○2/3", "3/4>2/3"),
]


@pytest.mark.parametrize(("text", "result"), SOLVED)
def test_what_is_asked_is_solved(text: str, result: str) -> None:
    assert marks(text) == [("solved", result)]


UNREAD = [
    ("1÷0=0", Why.BY_ZERO),
    ("3/0+1=1", Why.BY_ZERO),
    ("5千克+3米=8", Why.UNITS),
    ("x²=9", Why.TOO_HARD),
    ("x+y=9", Why.TOO_HARD),
    ("x=x+1", Why.NO_ANSWER),
    ("9^99=1", Why.TOO_LONG),
    ("9^9^9=1", Why.UNCLEAR),
    ("99999999999999999999×9=1", Why.TOO_LONG),
    ("(" * 30 + "1" + ")" * 30 + "+1=2", Why.TOO_LONG),
    ("3++×5=8", Why.UNCLEAR),
    ("(3+5=8", Why.UNCLEAR),
]


@pytest.mark.parametrize(("text", "why"), UNREAD)
def test_what_cannot_be_worked_out_is_said(text: str, why: Why) -> None:
    (verdict,) = checked(items(text))
    assert (verdict.mark, verdict.why) == (Mark.UNREAD, why)
    assert WHY[why][0] in answer(text, "zh-Hans", 0)


SHEETS = [
    ("3+5=8，12-7=6；9×8=72", ["right", "wrong", "right"]),
    ("3+5=8 4+4=9 12 - 7 = 5", ["right", "wrong", "right"]),
    ("帮我检查作业：3+5=8\n12-7=5", ["right", "right"]),
    ("1. 3+5=8\n2. 4×6=25\n3. 81÷9=9", ["right", "wrong", "right"]),
    ("1.3+5=8\n2.4×6=24\n3.81÷9=9", ["right", "right", "right"]),
    ("①3+5=8②2×3=5", ["right", "wrong"]),
    ("(1) 3+5=8 (2) 2×3=6", ["right", "right"]),
    ("第1题：3+5=8；第2题：3+6=8", ["right", "wrong"]),
    ("3+5=8，200+1=201", ["right", "right"]),
    ("1/2+1/2=1 1/4+1/4=1/2", ["right", "right"]),
    ("check my homework: 3+5=8, 12-7=6", ["right", "wrong"]),
    ("1.5+2=3.5", ["right"]),
]


@pytest.mark.parametrize(("text", "expected"), SHEETS)
def test_a_sheet_is_cut_into_its_sums(text: str, expected: list[str]) -> None:
    assert [mark for mark, _ in marks(text)] == expected


def test_the_number_of_a_line_is_its_own() -> None:
    assert [each.label for each in items("3) 3+5=8\n4) 2+2=5")] == ["3", "4"]
    assert "第 4 题" in answer("3) 3+5=8\n4) 2+2=5", "zh-Hans", 0)


def test_what_is_said_of_a_sheet() -> None:
    said = answer("3+5=8，12-7=6，1+1=3，2/4+1/4=3/4，1/4+1/4=2/4，4÷0=1，6×7=?", "zh-Hans", 0)
    assert said.split("\n") == [
        "一共 7 题，对了 3 题。",
        "第 2 题：12-7=6 不对，应该是 5。",
        "第 3 题：1+1=3 不对，应该是 2。",
        "第 5 题对了，还可以约分成 1/2。",
        "第 6 题：4÷0=1：除数不能是 0。",
        "第 7 题：6×7=42",
    ]
    assert answer("3+5=8\n9-2=7", "zh-Hans", 0) == "2 题全对，太棒了！"
    assert answer("3+5=9", "en", 0).startswith("“3+5=9” is not right: it is 8.")


SUMS = [
    ("3+5=8", True, True),
    ("请检查一下：3+5=8，对吗？", True, True),
    ("Check these sums: 3+5=8", True, True),
    ("买2+1=3杯奶茶", True, False),
    ("来两杯奶茶", False, False),
    ("我的电话是13800000000", False, False),
    ("今天是2月10日", False, False),
    ("预算=30", False, False),
    ("3是我的幸运数字", False, False),
    ("", False, False),
]


@pytest.mark.parametrize(("text", "has", "only"), SUMS)
def test_a_text_of_sums_is_known_as_such(text: str, has: bool, only: bool) -> None:
    assert (has_sums(text), only_sums(text)) == (has, only)


@dataclass(frozen=True)
class Made:
    """An expression and its value, worked out apart from what is tested."""

    text: str
    value: Fraction
    binds: int = 3


def _join(one: Made, sign: str, other: Made) -> Made:
    sign = "×" if sign == "÷" and not other.value else sign
    binds = 1 if sign in "+-" else 2
    left = f"({one.text})" if one.binds < binds else one.text
    right = f"({other.text})" if other.binds <= binds else other.text
    work = {"+": operator.add, "-": operator.sub, "×": operator.mul, "÷": operator.truediv}[sign]
    return Made(f"{left}{sign}{right}", work(one.value, other.value), binds)


def _written(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}" if value >= 0 else f"0-{-value}"


NUMBERS = st.one_of(
    st.integers(0, 999).map(lambda n: Made(str(n), Fraction(n))),
    st.integers(1, 999).map(lambda n: Made(f"{n / 100:.2f}", Fraction(n, 100))),
    st.tuples(st.integers(1, 9), st.integers(2, 9)).map(lambda n: Made(f"{n[0]}/{n[1]}", Fraction(*n))),
)
EXPRESSIONS = st.recursive(NUMBERS, lambda inner: st.builds(_join, inner, st.sampled_from("+-×÷"), inner), max_leaves=6)


@given(EXPRESSIONS, st.fractions(-5, 5, max_denominator=9))
def test_sums_are_worked_out_exactly(made: Made, off: Fraction) -> None:
    (verdict,) = checked(items(f"{made.text}={_written(made.value + off)}"))
    assert verdict.mark is (Mark.WRONG if off else Mark.RIGHT)


@given(st.integers(1, 999), st.integers(1, 99))
def test_a_rest_is_checked(dividend: int, divisor: int) -> None:
    quotient, rest = divmod(dividend, divisor)
    assert marks(f"{dividend}÷{divisor}={quotient}……{rest}") == [("right", "")]
    assert marks(f"{dividend}÷{divisor}={quotient}……{rest + divisor}")[0][0] == "wrong"


@given(st.integers(-99, 99), st.integers(1, 20), st.integers(-99, 99))
def test_an_equation_is_solved(x: int, a: int, b: int) -> None:
    sign = "+" if b >= 0 else "-"
    right = a * x + b
    text = f"{a}x{sign}{abs(b)}={right}"
    assert marks(text) == [("solved", f"x={x}")]


@given(st.text(max_size=2000))
def test_any_text_is_answered(text: str) -> None:
    assert answer(text, "zh-Hans", 0)
    assert isinstance(only_sums(text), bool)


NASTY = [
    "(",
    "1+",
    "9^",
    "三",
    "1/2 ",
    "3+5=8 ",
    "=?",
    "😀",
    "1,000",
    "□",
    "1 ",
    "x+",
    "½",
    "①",
    "百分之",
    "()",
    "1+1=2\n",
    "0.1.2.",
]


@pytest.mark.parametrize("part", NASTY)
def test_two_thousand_characters_are_read_in_few_steps(part: str) -> None:
    text = (part * 2000)[:2000]
    assert len(tokens(folded(text))) <= TOKENS_MAX
    found = items(text)
    assert len(found) <= ITEMS_MAX
    assert sum(len(each.tokens) for each in found) <= 2 * TOKENS_MAX
    assert len(answer(text, "zh-Hans", 0)) < 4000


def test_code_is_only_text() -> None:
    for text in ("__import__('os').system('x')=1", "1+1;import os", "{text}+{0}=%s", "eval(1+1)=2"):
        assert answer(text, "zh-Hans", 0)


def test_no_sentence_is_missing() -> None:
    assert set(WHY) == set(Why)
    assert all(zh and en for ways in REPORT.values() for zh, en in ways)
    for mark in Mark:
        assert f"one_{mark}" in REPORT
