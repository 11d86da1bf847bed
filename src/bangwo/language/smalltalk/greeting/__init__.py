"""Greetings: a message for somebody on a day, in the tone and length wished; or an answer to a hello."""

import re
from datetime import datetime

from bangwo.language.normalise import script
from bangwo.language.smalltalk.couplet.zodiac import WORDS, animal_of
from bangwo.language.smalltalk.greeting.reading import Occasion, occasion
from bangwo.language.smalltalk.greeting.table import DAY, HEAD, HELLO, MORE, NAMELESS, PERSON
from bangwo.language.smalltalk.tables import chosen, written

RESPECTED = frozenset({"elder", "boss", "teacher", "client"})
"""Who is addressed as 您."""
__all__ = ["answer", "is_hello"]

_HELLO_MAX = 24
_ASKS = re.compile(
    r"写|编|拟|想[个句段条一几]|发[个句段条一给]|来[个句段条一]|送|祝(?!你|您|大家)|祝福语|短信|文案|贺词|贺卡|给|帮|write|draft|compose|message|card|send",
    re.IGNORECASE,
)
_NEW_YEAR = re.compile(
    r"[新过]年好|新年快乐|春节快乐|恭喜发财|[马蛇羊龙]年(?:大吉|快乐)|拜年|happy (?:chinese |lunar )?new year",
    re.IGNORECASE,
)
_HOW = re.compile(r"how are you|你好吗|还好吗|最近怎么样|how's it going", re.IGNORECASE)
_BIRTHDAY = re.compile(r"(?:今天|明天)?(?:是)?我(?:的)?(?:过)?生日|my birthday", re.IGNORECASE)


def is_hello(text: str) -> bool:
    """Whether somebody greets us, and no message is wished."""
    return len(text) <= _HELLO_MAX and not _ASKS.search(script(text))


def answer(text: str, language: str, now: datetime, seed: int) -> str:
    """A message as wished, or a hello."""
    animal = _animal(now, language)
    if is_hello(text):
        said = chosen(HELLO, _hello(script(text), now), language, seed).format(animal=animal)
    else:
        said = _message(occasion(text, now), language, seed).format(animal=animal)
    return written(said, language)


def _hello(text: str, now: datetime) -> str:
    for code, pattern in (("newyear", _NEW_YEAR), ("birthday", _BIRTHDAY), ("howareyou", _HOW)):
        if pattern.search(text):
            return code
    for until, code in ((5, "night"), (11, "morning"), (14, "noon"), (18, "afternoon"), (23, "evening")):
        if now.hour < until:
            return code
    return "night"


def _message(wanted: Occasion, language: str, seed: int) -> str:
    parts = [_head(wanted, language), _day(wanted, language, seed)]
    if wanted.length > 0:
        parts.append(chosen(PERSON, wanted.relation, language, seed))
    if wanted.length > 1:
        parts.append(chosen(MORE, wanted.tone, language, seed))
    said = (" " if language == "en" else "").join(each for each in parts if each)
    return said.replace("你", "您") if wanted.relation in RESPECTED and wanted.tone != "playful" else said


def _day(wanted: Occasion, language: str, seed: int) -> str:
    """The wish for the day in its tone, or in a plain one where there is none of that tone."""
    for tone in (wanted.tone, "warm"):
        if f"{wanted.festival}.{tone}" in DAY:
            return chosen(DAY, f"{wanted.festival}.{tone}", language, seed)
    raise KeyError(wanted.festival)


def _head(wanted: Occasion, language: str) -> str:
    name = _braced(wanted.name)
    if not name:
        if wanted.relation not in NAMELESS:
            return chosen(HEAD, "formal_plain", language, 0) if wanted.tone == "formal" else ""
        name = chosen(NAMELESS, wanted.relation, language, 0)
    code = wanted.tone
    if code == "warm" and wanted.relation not in ("elder", "love", "child"):
        code = "warm_name"
    return chosen(HEAD, code, language, 0).format(name=name)


def _braced(name: str) -> str:
    """A name as it may stand in what is still to be filled in."""
    return name.replace("{", "").replace("}", "")


def _animal(now: datetime, language: str) -> str:
    animal = animal_of(now)
    if language != "en":
        return animal
    return next(word for word, each in WORDS.items() if each == animal).capitalize()
