"""Wishes: what a request for a couplet asks for: theme, length, a name to hide in it."""
# ruff: noqa: E501

import re
from dataclasses import dataclass, replace
from datetime import datetime

from bangwo.language.normalise import script
from bangwo.language.smalltalk.couplet import zodiac
from bangwo.language.smalltalk.couplet.bank import THEMES
from bangwo.language.smalltalk.couplet.compose import PLANS, Wish
from bangwo.language.smalltalk.couplet.names import OPENINGS

_NUMBERS = {each: at for at, each in enumerate("零一二三四五六七八九十")} | {"十一": 11, "十二": 12, "十四": 14}
_LENGTH = re.compile(r"([一二三四五六七八九十]{1,3}|\d{1,2})(?:个)?(?:言|字)(?!的?名)|(\d{1,2})[- ]?character")
_HIDDEN = re.compile(
    r"(?:藏头(?:字|诗|的)?(?:是|为|用|要)?|[嵌藏](?:入|进|上|有)?|带上?|包含)[ ,:]*[\"《“]?(?P<a>[\u4e00-\u9fff]{2,3})(?:[\"》”]|$|[,。!? ]|的|两个字|二字|三个字|这)"
    r"|[把将用以][\"《“]?(?P<b>[\u4e00-\u9fff]{2,3}?)[\"》”]?(?:两个字|二字|三个字|这两个字|这三个字|的?名字)?(?:藏|嵌|写|做|开头)"
    r"|(?:名字叫|名叫|我叫|名字是|他叫|她叫|店名叫?|叫做?|名为)[ :]?[\"《“]?(?P<c>[\u4e00-\u9fff]{2,3})(?:[\"》”]|$|[,。!? ]|的)"
    r"|[\"《“](?P<d>[\u4e00-\u9fff]{2,3})[\"》”]"
)
_SURNAME = re.compile(
    r"姓(?P<a>[\u4e00-\u9fff])(?:的|氏|家|$|[,。!? ])|(?:给|老)(?P<b>[\u4e00-\u9fff])(?:家|府)(?!里|人)|(?P<c>[\u4e00-\u9fff])氏"
)
_UPPER = re.compile(r"上联|第一句|对个?下联|对下一句|first line")
_NOT_NAMES = ("春联", "对联", "上联", "下联", "横批", "祝福", "一副", "一幅", "福字", "名字", "藏头")
_YEAR = re.compile(
    r"(?:([鼠牛虎兔龙蛇马羊猴鸡狗猪])年|属([鼠牛虎兔龙蛇马羊猴鸡狗猪])的?|year of the (\w{2,8}))", re.IGNORECASE
)
_THIS_YEAR = re.compile(r"生肖|属相|今年的?动物|zodiac", re.IGNORECASE)
_PLAIN_YEAR = 3
"""Of so many couplets without a wished theme, one names the animal of the year."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish as it was read. `unmade`: what of it cannot be done: length, name, upper."""

    wish: Wish
    name: str = ""
    unmade: tuple[str, ...] = ()


def asked(text: str, now: datetime, seed: int) -> Asked:
    """What a text wishes of a couplet."""
    plain = script(text)
    wish = _themed(plain, now, seed)
    unmade: list[str] = []
    if (length := _length(plain)) is not None:
        if length in PLANS:
            wish = replace(wish, length=length)
        else:
            unmade.append("length")
    if _UPPER.search(plain):
        unmade.append("upper")
    name = _name(plain)
    if not name and (surname := _surname(plain)):
        wish = replace(wish, banners=_family(surname))
    return _named(wish, name, unmade)


def _named(wish: Wish, name: str, unmade: list[str]) -> Asked:
    """The wish with a name at the heads of its lines; the surname of three characters goes above the door."""
    if not name:
        return Asked(wish, unmade=tuple(unmade))
    given = name[-2:]
    if not all(each in OPENINGS for each in given) or given[0] == given[1]:
        return Asked(wish, name, (*unmade, "name"))
    heads = (OPENINGS[given[0]], OPENINGS[given[1]])
    banners = _family(name[0]) if len(name) == 3 else wish.banners
    return Asked(replace(wish, heads=heads, named=(), banners=banners), name, tuple(unmade))


def _themed(text: str, now: datetime, seed: int) -> Wish:
    said = _YEAR.search(text)
    animal = said and (said[1] or said[2] or zodiac.WORDS.get((said[3] or "").lower()))
    if animal or _THIS_YEAR.search(text):
        return _of_animal(animal or zodiac.animal_of(now))
    lowered = text.lower()
    said_theme = (theme for theme, words in THEMES.items() if any(_said(each, lowered) for each in words.split()))
    theme = next(said_theme, "newyear")
    if theme == "newyear" and seed % _PLAIN_YEAR == 0:
        return _of_animal(zodiac.animal_of(now))
    return Wish(theme)


def _said(word: str, text: str) -> bool:
    return bool(re.search(rf"\b{word}\b", text)) if word.isascii() else word in text


def _of_animal(animal: str) -> Wish:
    if animal == "马":
        return Wish("horse")
    banners = tuple(zodiac.BANNERS.format(animal=animal).split())
    return Wish("newyear", named=tuple(zodiac.ANIMALS[animal].split()), banners=banners)


def _length(text: str) -> int | None:
    match = _LENGTH.search(text)
    if match is None:
        return None
    said = match[1] or match[2]
    length = int(said) if said.isdecimal() else _NUMBERS.get(said, 0)
    return length if length > 3 or length == 0 else None  # “家和”两个字 tells of a name


def _name(text: str) -> str:
    for match in _HIDDEN.finditer(text):
        name = next(each for each in match.groups() if each)
        if not any(each in name for each in _NOT_NAMES):
            return name
    return ""


def _surname(text: str) -> str:
    match = _SURNAME.search(text)
    return next(each for each in match.groups() if each) if match else ""


def _family(surname: str) -> tuple[str, ...]:
    return tuple(f"{surname}{rest}" for rest in ("府迎春", "门纳福", "家有喜", "宅呈祥"))
