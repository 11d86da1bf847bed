"""Heads: how many, and which kinds of person."""
# ruff: noqa: E501

import re
from dataclasses import replace

from bangwo.domain.act import People
from bangwo.language.assembly.said import Said
from bangwo.language.quantities.numbers import read as number
from bangwo.language.tagging.edges import Span

_NUMERAL = r"\d+|[零一二两三四五六七八九十百俩仨]+"
_ENGLISH = r"an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_FIRST = re.compile(rf"(?P<n>{_NUMERAL})|\b(?P<e>{_ENGLISH})\b", re.IGNORECASE)
_KINDS = (
    ("senior", r"老人家?|长者|敬老|老年|长辈|老太太|老头|老爷子|老奶奶|老伙计|老的|老(?!婆|公|师|板|同|乡|弟|哥|铁|妈|爸)|seniors?|elderly|grandparents?"),
    ("child", r"小孩儿?|孩子|儿童|小朋友|小童|娃娃?|宝宝|宝贝|婴儿|小的|小(?!时|吃|伙|姐|张|李|王|区)|child(?:ren)?|kids?|bab(?:y|ies)|toddlers?|infants?"),
    ("adult", r"大人|成人|成年人?|全价|大的|大|adults?|grown-?ups?"),
)  # fmt: skip
_UNIT = r"\s*(?:个|位|张|名|口|家)?\s*"
_COUNTED = tuple(
    (kind, re.compile(rf"(?:(?P<n>{_NUMERAL})|\b(?P<e>{_ENGLISH}))(?:{_UNIT})(?:{words})|(?:{words})(?:票)?\s*(?P<m>{_NUMERAL})(?![大小老])", re.IGNORECASE))
    for kind, words in _KINDS
)  # fmt: skip
_TOGETHER = re.compile(r"和|跟|与|同|带着?|加上?|、|\band\b|\bwith\b|\+")


def read(said: Said) -> dict[str, int | People]:
    """Tickets or heads of no kind, or kinds of person."""
    people, plain = People(), None
    for span in said.tagged("people"):
        kinds = _kinds(said.words(span))
        if kinds == People():
            plain = _plain(said, span) or plain
        people = _joined(people, kinds)
    if people != People():
        return {"people": people}
    counts = [each for span in said.tagged("count") if (each := _plain(said, span))]
    plain = plain or (counts[-1] if counts else None)
    if plain is None:
        return {}
    return {"people": People(adult=plain)} if said.code.field in ("flight", "hotel", "ride") else {"count": plain}


def whole(text: str) -> int | None:
    """The first whole number that words name."""
    match = _FIRST.search(text)
    if match is None:
        return None
    found = number((match["n"] or match["e"]).lower())
    return int(found) if found is not None else None


def _kinds(text: str) -> People:
    found: dict[str, int] = {}
    for kind, pattern in _COUNTED:
        for match in pattern.finditer(text):
            count = number((match["n"] or match["e"] or match["m"]).lower())
            if count:
                found[kind] = found.get(kind, 0) + int(count)
        text = pattern.sub(",", text)
    return replace(People(), **found)


def _joined(one: People, other: People) -> People:
    return People(adult=other.adult or one.adult, child=other.child or one.child, senior=other.senior or one.senior)


def _plain(said: Said, span: Span) -> int | None:
    """Heads as a number, or as the persons that are named (我和我老婆)."""
    text = said.words(span)
    if (named := whole(text)) is not None:
        return named
    return len([each for each in _TOGETHER.split(text) if each.strip()]) if _TOGETHER.search(text) else None
