"""Items in English: numbers, sizes and names in the order that English gives them."""

import re

from bangwo.domain.act import Item
from bangwo.language.folding import ANY, letter_of
from bangwo.language.options import merged
from bangwo.language.quantities.numbers import ENGLISH
from bangwo.language.quantities.numbers import read as number
from bangwo.language.slots.reading import Reading
from bangwo.language.words.english import ADDITION, LEAD, OPTIONS, REFUSAL, STOP, TALK

_OPTIONS = tuple((re.compile(rf"\b(?:{source})\b"), short) for source, short in OPTIONS)
_SPLIT = re.compile(r"[,.;!?]+|\band\b|\bplus\b|\balso\b|\bas well\b")
_LEAD = re.compile(rf"^(?:(?:{LEAD})\b\s*)+")
_STOP = re.compile(rf"\b(?:{STOP})\b.*$")
_TALK = re.compile(rf"\b(?:{TALK})\b")
_REFUSAL = re.compile(rf"\b(?:{REFUSAL}) (?:any |the )?(?P<v>[a-z]+)")
_ADDITION = re.compile(rf"\b(?:{ADDITION}) (?:extra |some |a )?(?P<v>[a-z]+)")
_COUNT = re.compile(rf"^(?P<n>{'|'.join(sorted(ENGLISH, key=len, reverse=True))}|\d+)\b\s*")
_WITHOUT_COMMA = re.compile(r"\s+")
_ADDITIONS = {
    "pearls": "加珍珠",
    "pearl": "加珍珠",
    "boba": "加珍珠",
    "egg": "加蛋",
    "cheese": "加芝士",
    "coconut jelly": "加椰果",
    "pudding": "加布丁",
    "oat milk": "加燕麦奶",
}


def read_items(reading: Reading) -> tuple[Item, ...]:
    """The items of an English text."""
    text = reading.text.lower()
    out: list[Item] = []
    for clause in _SPLIT.split(text):
        _clause(_WITHOUT_COMMA.sub(" ", clause).strip(), reading, out)
    return tuple(out)


def _clause(clause: str, reading: Reading, out: list[Item]) -> None:
    options: tuple[str, ...] = ()
    without: list[str] = []
    for regex, short in _OPTIONS:
        if regex.search(clause):
            options = merged(options, (short,))
            clause = regex.sub(" ", clause)
    for match in _REFUSAL.finditer(clause):
        without.append(match["v"])
    clause = _REFUSAL.sub(" ", clause)
    for match in _ADDITION.finditer(clause):
        if match["v"] in _ADDITIONS:
            options = merged(options, (_ADDITIONS[match["v"]],))
            clause = clause.replace(match[0], " ")
    item = _named(clause, reading)
    if item is not None:
        out.append(Item(item.name, item.qty, item.unit, merged(item.options, options), tuple(without)))
    elif out and (options or without):
        last = out[-1]
        out[-1] = Item(last.name, last.qty, last.unit, merged(last.options, options), (*last.without, *without))


def _named(clause: str, reading: Reading) -> Item | None:
    clause = _STOP.sub("", _LEAD.sub("", clause.strip())).strip()
    qty: float | None = None
    unit = ""
    if clause and letter_of(clause[0]) == "A":
        found = reading.folded.found(clause[0])
        qty, unit, clause = found.value, found.unit, clause[1:]
    clause = re.sub(f"[{ANY}]", " ", clause).strip()
    if qty is None and (match := _COUNT.match(clause)) is not None:
        qty = number(match["n"])
        clause = clause[match.end() :]
    clause = re.sub(r"^(?:of|the|some|more|large|small|medium|with|\s)+\b\s*", "", clause)
    clause = re.sub(r"\s+(?:with|please|for me|online|in|on|the|a|it|too|from)\s*$", "", clause).strip(" '\"")
    if len(clause) < 2 or _TALK.search(clause) or not re.search("[a-z]", clause):
        return None
    if (
        qty is None
        and not reading.lexicon.get(singular(clause))
        and not reading.lexicon.get(clause)
        and not _known_tail(clause, reading)
    ):
        return None
    return Item(singular(clause), qty, unit)


def _known_tail(clause: str, reading: Reading) -> bool:
    words = clause.split()
    return (
        any(
            reading.lexicon.get(form)
            for k in range(len(words))
            for form in (" ".join(words[k:]), singular(" ".join(words[k:])))
        )
        or len(words) <= 3
    )


_KEEPS_S = (
    "ss",
    "us",
    "is",
    "airpods",
    "fries",
    "noodles",
    "headphones",
    "earphones",
    "jeans",
    "shoes",
    "chips",
    "sneakers",
)


def singular(name: str) -> str:
    """The name of one of them."""
    if name.endswith(_KEEPS_S) or not name.endswith("s"):
        return name
    if name.endswith(("ches", "shes", "sses", "xes", "toes")):
        return name[:-2]
    if name.endswith("ies") and len(name) > 5:
        return name[:-3] + "y"
    return name[:-1]
