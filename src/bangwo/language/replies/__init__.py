"""Replies: phrases put into the person's language, from one table of codes."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from bangwo.core.errors import Code
from bangwo.domain.money import Money
from bangwo.language.replies.parts import BEGINS, ENDS, IN_QUOTE, QUOTED
from bangwo.language.replies.phrase import Facts, Phrase, Say, phrase
from bangwo.language.replies.refusals import NOUNS, REFUSALS
from bangwo.language.replies.table import COMMA, STATES, TABLE, TRADES, WORDS
from bangwo.language.replies.things import KINDS, LABELS, OPTIONS, SEAT_WISHES
from bangwo.language.replies.tongue import converter, language_of

__all__ = [
    "IN_QUOTE",
    "LANGUAGES",
    "Facts",
    "Phrase",
    "Say",
    "kind_word",
    "label_word",
    "language_of",
    "option_word",
    "phrase",
    "refusal",
    "render",
    "sentence",
    "shown",
    "state_of",
    "state_word",
    "trade_word",
    "wish_word",
]

LANGUAGES = ("zh-Hans", "zh-Hant", "en")


def render(phrases: Iterable[Phrase], language: str) -> str:
    """What is said: the sentences of the phrases one after another, each part on a line of its own."""
    out = ""
    before = ""
    for each in phrases:
        said = sentence(each.code, each.facts, language)
        if each.code in BEGINS or before in ENDS:
            out += "\n" if out else ""
        elif before in QUOTED:
            out += _in(COMMA, language)
        elif out and language == "en":
            out += " "
        out, before = out + said, each.code
    return out


def sentence(code: str, facts: Facts, language: str) -> str:
    """One phrase or refusal in words."""
    said = _template(code, language).format_map(_Shown(_worded(facts, language), language))
    return shown(said, language)


def shown(name: str, language: str) -> str:
    """A name or a sentence in the script or the punctuation of a language."""
    if language == "zh-Hant":
        return converter("s2t").convert(name)
    return _LOOSE.sub(r"\1", name.translate(_MARKS)) if language == "en" else name


def refusal(code: Code, facts: Facts, language: str) -> str:
    """Why something is not done, in words. A fact that is missing is spoken around."""
    return sentence(code.value, facts, language)


def state_word(state: str, language: str) -> str:
    """An order's state in words."""
    return _in(STATES[state], language)


def state_of(trade: str, state: str) -> str:
    """A state's word of its own in a trade (a table is not fetched), else the state itself."""
    own = f"{trade}_{state}"
    return own if own in STATES else state


def kind_word(kind: str, language: str) -> str:
    """A kind of person in words."""
    return _in(KINDS[kind], language) if kind in KINDS else kind


def wish_word(wish: str, language: str) -> str:
    """A wish for a seat or a berth in words."""
    return _in(SEAT_WISHES[wish], language) if wish in SEAT_WISHES else wish


def option_word(option: str, language: str) -> str:
    """An option of a menu in words."""
    return OPTIONS.get(option, option) if language == "en" else option


def label_word(label: str, language: str) -> str:
    """The label of an address in words."""
    return _in(LABELS[label], language) if label in LABELS else label


def trade_word(trade: str, language: str) -> str:
    """A trade in words."""
    return _in(TRADES[trade], language)


@cache
def _template(code: str, language: str) -> str:
    pair = TABLE[Say(code)] if code in _PHRASES else REFUSALS[Code(code)]
    return _in(pair, language)


@cache
def _in(pair: tuple[str, str], language: str) -> str:
    simplified, english = pair
    if language == "en":
        return english
    return converter("s2t").convert(simplified) if language == "zh-Hant" else simplified


def _worded(facts: Facts, language: str) -> dict[str, str | int]:
    return {name: _word(name, value, language) for name, value in facts.items()}


def _word(name: str, value: str | int, language: str) -> str | int:
    if name.endswith("_fen") and isinstance(value, int):
        return str(Money(value))
    if name in DATED and isinstance(value, str) and language != "en":
        return _DAY.sub(lambda day: f"{int(day[1])}月{int(day[2])}日", value)
    words = WORDS.get(name)
    return _in(words[value], language) if words is not None and isinstance(value, str) and value in words else value


class _Shown(dict[str, str | int]):
    """Facts by name; a general noun stands in for a name that is not there."""

    def __init__(self, facts: Mapping[str, str | int], language: str) -> None:
        super().__init__(facts)
        self._language = language

    def __missing__(self, key: str) -> str:
        return _in(NOUNS[key], self._language) if key in NOUNS else "…"


DATED = frozenset({"at", "day", "expires", "what", "when"})
"""Facts that may hold a day."""
_DAY = re.compile(r"(?<!\d)(\d\d)-(\d\d)(?![\d-])")
_MARKS = {
    ord(mark): english
    for mark, english in zip(
        "、，；：（）＋／《》。", (", ", ", ", "; ", ": ", " (", ")", " + ", " / ", "“", "” ", ". "), strict=True
    )
}
"""Chinese marks as English ones, for names and lists that are shown within English."""
_LOOSE = re.compile(r" +( |[,.;:)!?])")
_PHRASES = frozenset(each.value for each in Say)
