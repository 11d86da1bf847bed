"""In the shop: a table, a number or a deal, heard before the tagger takes it for a seat in a cinema.

The act is one of food (docs/adr/0014): a table is an item of which so many people are ordered, a deal is tagged 团购.
"""

import re
from dataclasses import replace

from bangwo.domain.act import Act, ActKind, Budget, Item, When
from bangwo.domain.offer import Trade
from bangwo.language.assembly.times import day_of, when
from bangwo.language.hearing import Heard
from bangwo.language.quantities import Found
from bangwo.language.quantities.numbers import read
from bangwo.language.words import instore as words

TABLE, QUEUE, DEAL = "订位", "排号", "团购"
HEADS = "人"

_FLAGS = re.IGNORECASE
_CUES = {name: re.compile(pattern, _FLAGS) for name, pattern in words.CUES.items()}
_ELSEWHERE = re.compile(words.ELSEWHERE, _FLAGS)
_OF_ORDERS = (
    (ActKind.CANCEL, re.compile(words.CANCELS, _FLAGS)),
    (ActKind.REFUND, re.compile(words.REFUNDS, _FLAGS)),
    (ActKind.CHANGE, re.compile(words.CHANGES, _FLAGS)),
    (ActKind.TRACK, re.compile(words.TRACKS, _FLAGS)),
)
_SEARCHES = re.compile(words.SEARCHES, _FLAGS)
_PARTY, _PIECES, _NEAR = (re.compile(each, _FLAGS) for each in (words.HEADS, words.PIECES, words.NEAR))
_SORTS = {name: re.compile(pattern, _FLAGS) for name, pattern in words.SORTS.items()}
_IDLE, _KIND_ENDS = re.compile(words.IDLE, _FLAGS), re.compile(words.KIND_ENDS, _FLAGS)
_WORTH = re.compile(r"(?P<yuan>\d+)元的?(?=代金券)")
_SIGNS = re.compile(r"[\W_]+")


def in_shop(heard: Heard) -> Act | None:
    """What is asked for in the shop; None where the sentence is about anything else."""
    text = heard.text
    if _ELSEWHERE.search(text):
        return None
    cue, match = next(((name, found) for name, each in _CUES.items() if (found := each.search(text))), ("", None))
    if match is None:
        return None
    about = next((kind for kind, pattern in _OF_ORDERS if pattern.search(text)), None)
    if about is not None:
        time, date = _timed(heard) if about is ActKind.CHANGE else (None, None)
        return Act(act=about, which=cue, time=time, date=date)
    return _Reading(heard, cue, match).act()


def _timed(heard: Heard) -> tuple[When | None, str | None]:
    """The moment that was said last, or the day."""
    found = [each for each in heard.founds if each.kind == "time"]
    if not found:
        return None, None
    clocks = [each for each in found if not each.day]
    return (when(clocks[-1]), None) if clocks else (None, day_of(found[-1]))


class _Reading:
    """One sentence; what is understood of it is struck out, and what remains is a name."""

    def __init__(self, heard: Heard, cue: str, match: re.Match[str]) -> None:
        self._heard = heard
        self._cue = cue
        self._rest = list(heard.text)
        inner = match.span("what") if "what" in match.groupdict() and match["what"] else (match.end(), match.end())
        self._blank(match.start(), inner[0])
        self._blank(inner[1], match.end())

    def act(self) -> Act:
        """The order or the search."""
        text = self._heard.text
        kind = ActKind.SEARCH if _SEARCHES.search(text) else ActKind.ORDER
        self._strike(_SEARCHES)
        (time, date), worth = _timed(self._heard), _WORTH.search(text)
        for found in self._heard.founds:
            if found.kind == "time" or (found.kind == "money" and not worth):
                self._blank(found.start, found.end)
        if worth:
            self._taken(worth)
        heads = self._number(_PARTY)
        pieces = self._number(_PIECES) if self._cue == DEAL else None
        sort = next((name for name, pattern in _SORTS.items() if self._strike(pattern)), None)
        shop, near = self._shop(), self._near()
        name = self._name()
        act = Act(
            act=kind, trade=Trade.FOOD, shop=shop, near=near, sort=sort, budget=self._budget(), time=time, date=date
        )
        if self._cue != DEAL:
            item = Item(self._cue, float(heads) if heads else None, HEADS if heads else "")
            return _named(replace(act, items=(item,)), name)
        if worth:  # 100元代金券 is called by what it is worth, which is no budget
            act, name = replace(act, budget=None), name or f"{worth['yuan']}元代金券"
        item = Item(name or "团购券", float(pieces) if pieces else None, "张" if pieces else "")
        return replace(act, items=(item,), tags=(DEAL,))

    def _number(self, pattern: re.Pattern[str]) -> int | None:
        found = pattern.search("".join(self._rest))
        if found is None:
            return None
        self._taken(found)
        return sum(int(read(each.lower()) or 0) for each in found.groupdict().values() if each) or None

    def _shop(self) -> str | None:
        """The restaurant by its name, the longest of those that are known."""
        terms = [each for each in self._heard.terms if each.has("shop") and self._still(each.start, each.end)]
        longest = max(terms, key=lambda each: each.end - each.start, default=None)
        if longest is None:
            return None
        self._blank(longest.start, longest.end)
        return self._heard.text[longest.start : longest.end]

    def _near(self) -> str | None:
        found = _NEAR.search("".join(self._rest))
        if found is None:
            return None
        self._taken(found)
        said = found.groupdict()
        named = _IDLE.sub("", said["near"] or said["en"] or "").strip()
        return named or "me"

    def _budget(self) -> Budget | None:
        money = next((each for each in self._heard.founds if each.kind == "money"), None)
        return None if money is None else _budget(money)

    def _name(self) -> str:
        """What is left when all that names nothing is gone."""
        plain = _SIGNS.sub(" ", _IDLE.sub(" ", "".join(self._rest)))
        return " ".join(plain.split()) if plain.isascii() else "".join(plain.split())

    def _still(self, start: int, end: int) -> bool:
        return all(each != "\0" for each in self._rest[start:end])

    def _strike(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.search("".join(self._rest))
        if found is not None:
            self._taken(found)
        return found is not None

    def _taken(self, match: re.Match[str]) -> None:
        self._blank(*match.span())

    def _blank(self, start: int, end: int) -> None:
        for at in range(start, end):
            self._rest[at] = "\0"


def _named(act: Act, name: str) -> Act:
    """火锅店 tells the kind of restaurant, any other name is one."""
    if not name or act.shop:
        return act
    kind = _KIND_ENDS.sub("", name)
    if kind != name or len(kind) <= 1:
        return replace(act, tags=(kind,)) if kind else act
    return replace(act, shop=name)


def _budget(money: Found) -> Budget:
    per = money.per if money.per in ("person", "item") else None
    if money.max_fen is not None or money.min_fen is not None:
        return Budget(max=money.max_fen, min=money.min_fen, per=per)
    return Budget(about=money.fen, per=per) if money.approx else Budget(max=money.fen, per=per)
