"""Couplets: two matched lines and what goes above the door, composed anew for each wish."""

from datetime import datetime

from bangwo.language.smalltalk.couplet.compose import Couplet, compose
from bangwo.language.smalltalk.couplet.tones import reading
from bangwo.language.smalltalk.couplet.wishes import Asked, asked
from bangwo.language.smalltalk.tables import Table, chosen, written

__all__ = ["COUPLETS", "answer"]

COUPLETS: Table = {
    "here": (
        ("写好了，{theme}：", "Here you are, {theme}:"),
        ("来一副{theme}：", "One {theme}:"),
        ("给您编了一副，{theme}：", "Composed for you, {theme}:"),
    ),
    "hidden": (("“{name}”藏在里面了：", "“{name}” is hidden in it:"),),
    "unhidden": (
        ("“{name}”我的词库里藏不进去，先送您一副：", "I cannot hide “{name}” with the words I have; here is another:"),
    ),
    "length": (
        ("这个字数我还不会，给您写七个字的：", "That length I cannot write; here is one of seven characters:"),
    ),
    "upper": (
        ("接别人的上联我还不会，送您一副整的：", "I cannot answer a given line yet; here is a whole one of mine:"),
    ),
    "lines": (
        ("上联：{upper}\n下联：{lower}\n横批：{banner}", "Upper: {upper}\nLower: {lower}\nAbove the door: {banner}"),
    ),
}  # fmt: skip

THEME_NAMES = {
    "newyear": ("年味满满", "for the New Year"),
    "career": ("祝事业顺利", "for your career"),
    "study": ("祝学业进步", "for your studies"),
    "health": ("祝健康平安", "for good health"),
    "business": ("祝生意兴隆", "for good business"),
    "love": ("祝爱情美满", "for love"),
    "horse": ("马年专用", "for the Year of the Horse"),
    "code": ("程序员专用", "for a programmer"),
    "baby": ("送给小宝宝", "for a baby"),
    "family": ("祝家宅兴旺", "for a home"),
}
"""Theme → (zh-Hans, en)."""


def answer(text: str, language: str, now: datetime, seed: int) -> str:
    """A couplet as wished, and what of the wish could not be met."""
    wanted = asked(text, now, seed)
    made = compose(wanted.wish, seed)
    if made is None:
        wanted = asked("", now, seed)
        wanted = Asked(wanted.wish, asked(text, now, seed).name, ("name",))
        made = compose(wanted.wish, seed)
    if made is None:  # no seed of the bank's own themes comes here; tests hold it
        return ""
    shown = [chosen(COUPLETS, code, language, seed).format(name=wanted.name) for code in _heads(wanted)]
    if not shown:
        theme = THEME_NAMES[wanted.wish.theme][language == "en"]
        shown = [chosen(COUPLETS, "here", language, seed).format(theme=theme)]
    return written("\n".join((*shown, _lines(made, language))), language)


def _heads(wanted: Asked) -> list[str]:
    said = {"length": "length", "upper": "upper", "name": "unhidden"}
    out = [said[each] for each in wanted.unmade]
    return out or (["hidden"] if wanted.name else [])


def _lines(made: Couplet, language: str) -> str:
    parts = {"upper": made.upper, "lower": made.lower, "banner": made.banner}
    if language == "en":
        parts = {name: f"{line} ({_spelled(line)})" for name, line in parts.items()}
    return chosen(COUPLETS, "lines", language, 0).format(**parts)


def _spelled(line: str) -> str:
    """The line as it is read."""
    return " ".join(reading(each) or "," for each in line).replace(" ,", ",")
