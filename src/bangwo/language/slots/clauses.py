"""Clauses: a clause about goods as parts, and the parts as lines."""

import re
from dataclasses import dataclass

from bangwo.language.folding import ANY, letter_of, pattern
from bangwo.language.gates import begins
from bangwo.language.options import merged
from bangwo.language.quantities import Found
from bangwo.language.slots.reading import Reading
from bangwo.language.words.items import ALL, FILLER, LEAD, MEASURE_START, REFUSAL, TRAIL
from bangwo.language.words.options import TOPPINGS

_FOLDED = ANY[0]
_NO_COUNT = {"寸", "码", "人", "位", "口", "元", "岁", "星", "排", "次", "种", "家"}
_LEAD = pattern(LEAD)
_FILLER = pattern(FILLER)
_TRAIL = pattern(TRAIL)
_REFUSAL = pattern(REFUSAL)
_MEASURE = pattern(MEASURE_START)
_ALL = pattern(ALL)
_ADD = pattern(
    rf"(?P<much>多|再|单|另)?加(?:个|点|份|一个|一份|{{A}})?(?P<what>[^{ANY},。、和跟]{{1,4}}?)(?=$|[{ANY},。、和跟]|不|别|加|去|送|的|再|少|多)"
)
_EACH = pattern(r"(?:都|均)?各(?:要|来)?{A}")
_AND = pattern(
    r"、|和(?!牛|府)|跟|以及|还有|还要|与|再来|再要|再配|外加|and |(?:再|单|另)?加(?=个|份|点|一|{A})|(?:再|单|另)加"
)
_BREAK = pattern(
    r"(?:都|全都|全部|统一|全)?(?:来|要|给我来|给我称|我要|买|称|换成?)(?={A}|{O}|都)|(?:都|全都|全部|统一|也)?(?:要|是|用|换成?)?(?={O})|里(?:头|面)?(?={O}|不|别|少|多|加)"
)
_BEGIN = {
    each: frozenset(begins(pattern.pattern))
    for each, pattern in (
        ("each", _EACH),
        ("w", _REFUSAL),
        ("all", _ALL),
        ("add", _ADD),
        ("and", _AND),
        ("break", _BREAK),
        ("lead", _LEAD),
        ("filler", _FILLER),
    )
}
_IN_NAME = _BEGIN["each"] | _BEGIN["w"] | _BEGIN["all"] | _BEGIN["add"] | _BEGIN["and"] | _BEGIN["break"]
"""Characters with which something else may begin inside a name."""
_MEASURES = frozenset("杯份碗个只瓶盒箱袋包桶条根块盘桌串打斤件双套台部支把张束盅锅听罐副点些")
_FIRST = _IN_NAME | _BEGIN["lead"] | _BEGIN["filler"] | _MEASURES
_FOR = re.compile(r"(?<=[\u4e00-\u9fff])给[^给]{1,8}$|当(?:早|午|晚)(?:饭|餐)$")


@dataclass(slots=True)
class Part:
    """A piece of a clause: A amount, O option, NAME, W refusal, ALL, EACH, AND, VERB, MEASURE."""

    kind: str
    text: str
    found: Found | None = None


@dataclass(slots=True)
class Group:
    """The parts that make one line."""

    name: str = ""
    qty: float | None = None
    unit: str = ""
    options: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    all: bool = False
    verb: bool = False
    again: bool = False
    loose: bool = False  # its verb ends in 点 or 些
    part: bool = False  # 其中 stands before it


def parts(clause: str, reading: Reading, *, named: bool = False) -> "list[Part]":
    """The parts of a clause, in order."""
    out: list[Part] = []
    at, name = 0, ""
    protected = {each.start: each.end for each in reading.folded.terms(clause) if each.has("item")}

    def close() -> None:
        nonlocal name
        cleaned = _TRAIL.sub("", _FOR.sub("", name.strip(" 的")))
        if cleaned:
            out.append(Part("NAME", cleaned))
        name = ""

    while at < len(clause):
        char = clause[at]
        if char < _FOLDED and char not in (_IN_NAME if name else _FIRST):
            stop = protected.get(at, at + 1)
            name += clause[at:stop]
            at = stop
            continue
        part, end = _special(_Place(clause, at, name, out[-1].kind if out else "", protected, named), reading)
        if part is None:
            stop = protected.get(at, at + 1)
            name += clause[at:stop]
            at = stop
            continue
        close()
        if part.kind:
            out.append(part)
        at = max(end, at + 1)
    close()
    return out


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in a clause: the name that is being read there, the kind of the part before, the known names."""

    clause: str
    at: int
    name: str
    last: str
    protected: dict[int, int]
    named: bool = False  # something was named in an earlier clause

    @property
    def free(self) -> bool:
        """Whether no known name begins here."""
        return self.at not in self.protected


def _special(place: _Place, reading: Reading) -> tuple[Part | None, int]:
    """What begins at a place of the clause and is no name: the part and its end; a part of no kind is skipped."""
    if letter := letter_of(place.clause[place.at]):
        return _folded(place, letter, reading), place.at + 1
    for read in (_wish, _joint, _verb):
        part, end = read(place)
        if part is not None:
            return part, end
    return None, place.at


def _folded(place: _Place, letter: str, reading: Reading) -> Part:
    char = place.clause[place.at]
    if letter == "O":
        return Part("O", str(reading.folded.held[char]))
    if letter != "A":
        return Part("", "")
    found = reading.folded.found(char)
    if found.unit in _NO_COUNT or (found.unit == "个" and "人" in place.clause[place.at + 1 : place.at + 2]):
        return Part("O" if found.unit in ("寸", "码") else "", found.text)
    return Part("A", char, found)


def _wish(place: _Place) -> tuple[Part | None, int]:
    """An amount for each, a refusal, all of them, an addition."""
    clause, at = place.clause, place.at
    if (match := _EACH.match(clause, at)) is not None:
        return Part("EACH", match[0]), match.end()
    if (match := _REFUSAL.match(clause, at)) is not None:
        return Part("W", match["v"] or match["w"]), match.end()
    if (match := _ALL.match(clause, at)) is not None:
        return Part("ALL", ""), match.end()
    if place.free and (match := _ADD.match(clause, at)) is not None:
        return _addition(match, place.name, place.named and place.last in ("", "AND")), match.end()
    return None, at


def _joint(place: _Place) -> tuple[Part | None, int]:
    """What joins two things, and what stands between a name and what is said of it."""
    clause, at = place.clause, place.at
    if place.free and (match := _AND.match(clause, at)) is not None:
        return Part("AND", ""), match.end()
    if not place.name and place.last == "AND" and (match := _MEASURE.match(clause, at)) is not None:
        return Part("MEASURE", match["unit"]), match.end()
    if place.name and (match := _BREAK.match(clause, at)) is not None and match.end() > at:
        return Part("BREAK", match[0]), match.end()
    return None, at


def _verb(place: _Place) -> tuple[Part | None, int]:
    """A verb that asks, with its measure word (来碗), or a filler; only where no name has begun."""
    clause, at = place.clause, place.at
    if place.name or not place.free:
        return None, at
    if (match := _LEAD.match(clause, at)) is not None:
        if (measure := _MEASURE.match(clause, match.end())) is not None:
            return Part("MEASURE", measure["unit"]), measure.end()
        return Part("VERB", match[0]), match.end()
    if (match := _FILLER.match(clause, at)) is not None and match.end() > at:
        return Part("", ""), match.end()
    return None, at


def _addition(match: re.Match[str], name: str, known: bool) -> Part | None:
    """加蛋, 加个鸭胗: an option of what was named; 加一份凉皮 is another line."""
    what = match["what"]
    counted = any(letter_of(each) for each in match[0])
    extra = len(what) <= 3 and (
        (name and not match["much"] and not counted) or (known and not counted and "个" in match[0])
    )
    return Part("O", "加" + what) if what in TOPPINGS or extra else None


def _one_too_many(kinds: list[str]) -> bool:
    """Whether a name stands before a run of amounts with names (烤串 来 二十串 羊肉 十串 牛肉)."""
    return (
        kinds[0] == kinds[-1] == "NAME"
        and kinds[1:-1].count("NAME") >= 1
        and kinds.count("A") == kinds.count("NAME") - 1
    )


class _Grouping:
    """Lines from parts: whether amounts stand before or behind names is decided by which comes first."""

    def __init__(self, parts: "list[Part]") -> None:
        kinds = [part.kind for part in parts if part.kind in ("A", "NAME", "MEASURE")]
        self.behind = bool(kinds) and kinds[0] == "NAME" and not _one_too_many(kinds)
        self.groups: list[Group] = []
        self.current = Group()
        self.verb = False

    def close(self) -> None:
        """End the line that is being read."""
        current = self.current
        if current.name or current.qty is not None or current.options or current.without or current.unit:
            self.groups.append(current)
        self.current = Group(verb=self.verb)

    def take(self, part: "Part") -> None:
        """Add a part to the line, or to the next."""
        if self._ends(part):
            self.close()
        current = self.current
        match part.kind:
            case "NAME":
                current.name = part.text
            case "A" if part.found is not None:
                current.qty, current.unit = part.found.value, part.found.unit
            case "MEASURE":
                current.unit, current.verb = part.text, True
                if part.text in ("点", "些"):
                    current.unit, current.loose = "", True
            case "O":
                current.options = merged(current.options, (part.text,))
            case "W":
                current.without += (part.text,)
            case "ALL":
                current.all = True
            case "VERB":
                self.verb = current.verb = True
                current.loose = part.text.endswith(("点", "些"))
                current.part = current.part or "其中" in part.text
            case "BREAK":
                current.again = True
            case _:
                pass

    def _ends(self, part: "Part") -> bool:
        current = self.current
        named = bool(current.name)
        match part.kind:
            case "NAME" | "MEASURE":
                return named
            case "A":
                return current.qty is not None or (not self.behind and named)
            case "VERB":
                return named or current.qty is not None
            case "AND":
                return named or current.qty is not None or bool(current.options)
            case _:
                return False


def grouped(pieces: "list[Part]") -> "list[Group]":
    """The lines that the parts of a clause make."""
    grouping = _Grouping(pieces)
    for part in pieces:
        grouping.take(part)
    grouping.close()
    return grouping.groups
