"""Items in English: numbers, sizes and names in the order that English gives them."""

import re

from bangwo.domain.act import Item
from bangwo.language.folding import ANY, letter_of
from bangwo.language.options import merged
from bangwo.language.quantities.numbers import ENGLISH
from bangwo.language.quantities.numbers import read as number
from bangwo.language.slots.lines import Line
from bangwo.language.slots.reading import Reading
from bangwo.language.words.english import ADDITION, ADDITIONS, LEAD, OPTIONS, REFUSAL, STOP, TALK, VERB

_OPTION = re.compile("|".join(rf"\b(?P<o{at}>{source})\b" for at, (source, _) in enumerate(OPTIONS)))
_SHORTS = tuple(short for _, short in OPTIONS)
_SPLIT = re.compile(r"[,.;!?:]+|\band\b|\bplus\b|\balso\b|\bas well\b|\bbut\b")
_LEAD = re.compile(rf"^(?:(?:{LEAD})\b\s*)+")
_VERB = re.compile(rf"\b(?:{VERB})\b")
_STOP = re.compile(rf"\b(?:{STOP})\b.*$")
_TALK = re.compile(rf"\b(?:{TALK})\b")
_REFUSAL = re.compile(rf"\b(?:{REFUSAL}) (?:any |the )?(?P<v>[a-z]+(?: (?:onions?|cream|sauce|beans?|leaves|oil))?)")
_ADDITION = re.compile(
    rf"\b(?:{ADDITION}) (?:extra |some |a |an )?(?P<v>{'|'.join(sorted(ADDITIONS, key=len, reverse=True))})\b"
)
_COUNT = re.compile(rf"^(?P<n>{'|'.join(sorted(ENGLISH, key=len, reverse=True))}|\d+)\b\s*")
_HALF = re.compile(r"^half (?:a|an)\b\s*")
_OF = re.compile(r"^(?:[a-z]+ )?(?:of|pair of)\b\s*")
_EDGE = re.compile(
    r"^(?:of|the|some|more|with|any|a|an|\s)+\b\s*"
    r"|\s+(?:with|please|for me|online|in|on|the|a|it|too|from|each|on either|both|all)\s*$"
)
_SPACES = re.compile(r"\s+")
_FOLDS = re.compile(f"[{ANY}]")
_CALLED = r"^(?:[a-z' -]+)$"


def read_items(reading: Reading) -> tuple[Item, ...]:
    """The items of an English text."""
    text = reading.text.lower()
    lines: list[Line] = []
    for clause in _SPLIT.split(text):
        _clause(_SPACES.sub(" ", clause).strip(), reading, lines)
    return tuple(item for line in lines for item in line.items())


def _clause(clause: str, reading: Reading, lines: list[Line]) -> None:
    options: tuple[str, ...] = ()
    for match in _OPTION.finditer(clause):
        options = merged(options, (_SHORTS[int((match.lastgroup or "o0")[1:])],))
    clause = _OPTION.sub(" ", clause)
    without = tuple(match["v"] for match in _REFUSAL.finditer(clause))
    clause = _REFUSAL.sub(" ", clause)
    for match in _ADDITION.finditer(clause):
        options = merged(options, (ADDITIONS[match["v"]],))
    clause = _ADDITION.sub(" ", clause)
    line = _named(clause, reading)
    if line is None:
        _detail(lines, options, without)
        return
    line.options, line.without = merged(line.options, options), without
    if line.name:
        lines.append(line)
    elif lines and (options or without):
        lines[-1].variants.append(line)


def _detail(lines: list[Line], options: tuple[str, ...], without: tuple[str, ...]) -> None:
    """What is said of the line before."""
    if not lines:
        return
    line = lines[-1]
    target = line.variants[-1] if line.variants and not without else line
    target.options = merged(target.options, options)
    target.without += without


def _named(clause: str, reading: Reading) -> Line | None:
    """The thing that a clause names, with its count; a count alone has no name; None for talk."""
    asks = _VERB.search(clause) is not None
    clause = _STOP.sub("", _LEAD.sub("", clause.strip())).strip()
    qty, clause = _counted(clause, reading)
    clause = _FOLDS.sub(" ", clause).strip()
    clause = _EDGE.sub("", _EDGE.sub("", clause)).strip(" '\"")
    if not clause or clause in ("one", "ones"):
        return Line("", qty) if qty is not None else None
    if len(clause) < 2 or _TALK.search(clause) or not re.match(_CALLED, clause):
        return None
    if qty is None and not _known(clause, reading) and not (asks and len(clause.split()) <= 3):
        return None
    return Line(singular(clause), qty)


def _counted(clause: str, reading: Reading) -> tuple[float | None, str]:
    """How many, and the clause behind the count and its measure."""
    if clause and letter_of(clause[0]) == "A":
        return reading.folded.found(clause[0]).value, clause[1:].strip()
    if (match := _HALF.match(clause)) is not None:
        return 0.5, clause[match.end() :]
    if (match := _COUNT.match(clause)) is not None:
        rest = clause[match.end() :]
        return number(match["n"]), _OF.sub("", rest) if " of " in f" {rest} " else rest
    return None, clause


def _known(clause: str, reading: Reading) -> bool:
    """Whether the lexicon has the name or how it ends."""
    words = clause.split()
    tails = (" ".join(words[at:]) for at in range(len(words)))
    return any(
        entry.kind == "item" for tail in tails for form in (tail, singular(tail)) for entry in reading.lexicon.get(form)
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
    "glasses",
    "trousers",
    "pants",
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
