"""Report: the marks of a sheet in words."""
# ruff: noqa: E501

from collections import Counter
from collections.abc import Mapping, Sequence

from bangwo.language.smalltalk.homework.checking import Mark, Verdict, checked
from bangwo.language.smalltalk.homework.sheet import ITEMS_MAX, items
from bangwo.language.smalltalk.homework.trouble import Why
from bangwo.language.smalltalk.tables import Table, chosen

SHOWN_MAX = 20
"""Sums that are named one by one."""
_QUOTED_MAX = 60
"""Characters of a sum that are quoted."""

REPORT: Table = {
    "one_right": (
        ("{text}，对的，真棒！", "“{text}” is right. Well done!"),
        ("{text}，完全正确，继续保持！", "“{text}”: perfectly right. Keep it up!"),
    ),
    "one_wrong": (("{text} 不对，应该是 {result}。别急，再算一遍就会了。", "“{text}” is not right: it is {result}. Try it once more, you can do it."),),
    "one_solved": (("{result}", "{result}"),),
    "all_right": (
        ("{count} 题全对，太棒了！", "All {count} are right. Wonderful!"),
        ("{count} 题都做对了，算得又准又稳，给你点赞！", "All {count} right, steady and exact. Bravo!"),
    ),
    "some_right": (("一共 {count} 题，对了 {right} 题。", "{right} of {count} are right."),),
    "none_right": (("一共 {count} 题，这次还没做对的，不要紧，照着改一遍就会了。", "None of the {count} is right yet. Never mind: put them right once and you have it."),),
    "wrong": (("第 {label} 题：{text} 不对，应该是 {result}。", "No. {label}: {text} is not right; it is {result}."),),
    "solved": (("第 {label} 题：{result}", "No. {label}: {result}"),),
    "unread": (("第 {label} 题：{text}：{why}", "No. {label}: {text}: {why}"),),
    "one_unread": (("{text}：{why}", "{text}: {why}"),),
    "simpler": (("第 {label} 题对了，还可以约分成 {result}。", "No. {label} is right, and can be reduced to {result}."),),
    "one_simpler": (("{text}，对的！还可以约分成 {result}。", "“{text}” is right, and can be reduced to {result}."),),
    "more": (("后面还有 {count} 题有问题，先把这些改好再发给我吧。", "There are {count} more; put these right first."),),
    "cut": (("一次看 {count} 题，剩下的请再发一次。", "I look at {count} at a time; please send the rest again."),),
    "no_sums": (
        (
            "我没看到能读懂的算式。把题目写成算式发给我就行，比如“36÷4=9，1/2+1/3=5/6”；应用题和作文我还不会改。",
            "I see no sum that I can read. Write it out, like “36÷4=9, 1/2+1/3=5/6”; word problems and essays I cannot check.",
        ),
    ),
}  # fmt: skip

WHY: Mapping[Why, tuple[str, str]] = {
    Why.UNCLEAR: ("我没看懂，请再写清楚一点。", "I cannot read this; please write it more clearly."),
    Why.TOO_LONG: ("数字或式子太长了，我算不了。", "too long for me."),
    Why.TOO_HARD: ("我还解不了，一元一次的方程我会。", "beyond me; equations with one plain unknown I can solve."),
    Why.BY_ZERO: ("除数不能是 0。", "nothing can be divided by 0."),
    Why.UNITS: ("两边的单位对不上，检查一下单位。", "the units of the two sides do not fit."),
    Why.NO_ANSWER: ("这个方程没有唯一的答案。", "this equation has no single answer."),
}
"""Why → (zh-Hans, en)."""


def answer(text: str, language: str, seed: int) -> str:
    """What is said of a sheet of sums."""
    found = items(text)
    if not found:
        return chosen(REPORT, "no_sums", language, seed)
    verdicts = checked(found)
    said = _one(verdicts[0], language, seed) if len(verdicts) == 1 else _several(verdicts, language, seed)
    if len(found) >= ITEMS_MAX:
        said += "\n" + chosen(REPORT, "cut", language, seed).format(count=ITEMS_MAX)
    return said


def _one(verdict: Verdict, language: str, seed: int) -> str:
    code = "one_simpler" if verdict.simpler else f"one_{verdict.mark}"
    return _said(code, verdict, verdict.label, language, seed)


def _several(verdicts: Sequence[Verdict], language: str, seed: int) -> str:
    marks = Counter(each.mark for each in verdicts)
    lines = [_head(marks, len(verdicts), language, seed)]
    told = [
        _said("simpler" if each.simpler else each.mark.value, each, each.label or str(place), language, seed)
        for place, each in enumerate(verdicts, 1)
        if each.mark is not Mark.RIGHT or each.simpler
    ]
    lines += told[:SHOWN_MAX]
    if len(told) > SHOWN_MAX:
        lines.append(chosen(REPORT, "more", language, seed).format(count=len(told) - SHOWN_MAX))
    return "\n".join(each for each in lines if each)


def _head(marks: Counter[Mark], count: int, language: str, seed: int) -> str:
    answered = marks[Mark.RIGHT] + marks[Mark.WRONG]
    if not answered:
        return ""
    if marks[Mark.RIGHT] == count:
        return chosen(REPORT, "all_right", language, seed).format(count=count)
    code = "some_right" if marks[Mark.RIGHT] else "none_right"
    if code == "none_right" and marks[Mark.WRONG] < count:
        return ""
    return chosen(REPORT, code, language, seed).format(count=count, right=marks[Mark.RIGHT])


def _said(code: str, verdict: Verdict, label: str, language: str, seed: int) -> str:
    why = WHY[verdict.why or Why.UNCLEAR][language == "en"]
    text = verdict.text if len(verdict.text) <= _QUOTED_MAX else verdict.text[:_QUOTED_MAX] + "…"
    text = text.replace("...", "……")
    result = verdict.simpler or verdict.result
    return chosen(REPORT, code, language, seed).format(label=label, text=text, result=result, why=why)
