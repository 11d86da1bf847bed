"""Items: what is bought, read clause by clause from amounts, names, options and refusals."""

import re
from dataclasses import dataclass, field

from bangwo.domain.act import Item
from bangwo.language.folding import ANY, Folded, letter_of, pattern
from bangwo.language.lexicon import Lexicon
from bangwo.language.options import find_options, merged
from bangwo.language.quantities import Found
from bangwo.language.slots import names
from bangwo.language.slots.reading import Reading
from bangwo.language.words.items import (
    ALL,
    CORRECTION,
    DROPPED,
    FILLER,
    LEAD,
    MEASURE_START,
    MIDDLE,
    REFUSAL,
    REFUSED_AFTER,
    TRAIL,
)
from bangwo.language.words.options import TOPPINGS

_NO_COUNT = {"寸", "码", "人", "位", "口", "元", "岁", "星", "排", "次", "种"}


@dataclass(slots=True)
class Line:
    """An item while it is read."""

    name: str
    qty: float | None = None
    unit: str = ""
    options: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    variants: "list[Line]" = field(default_factory=list["Line"])
    sure: bool = True

    def items(self) -> list[Item]:
        """The item, or its variants where they were told apart (一杯热的一杯少冰)."""
        if self.variants and (self.qty is None or self.qty == sum(each.qty or 1 for each in self.variants)):
            return [
                Item(
                    self.name,
                    each.qty,
                    each.unit or self.unit,
                    merged(self.options, each.options),
                    self.without + each.without,
                )
                for each in self.variants
            ]
        return [Item(self.name, self.qty, self.unit, self.options, self.without)]


_CLAUSES = re.compile(r"[,。;!?:]+")
_LEAD = pattern(LEAD)
_FILLER = pattern(FILLER)
_TRAIL = pattern(TRAIL)
_CORRECTION = pattern(CORRECTION)
_REFUSAL = pattern(REFUSAL)
_DROPPED = pattern(DROPPED)
_MEASURE = pattern(MEASURE_START)
_ALL = pattern(ALL)
_ADD = pattern(
    rf"(?P<much>多|再|单|另)?加(?:个|点|份|一个|一份|{{A}})?(?P<what>[^{ANY},。、和跟]{{1,4}}?)(?=$|[{ANY},。、和跟]|不|别|加|去|送|的|再|少|多)"
)
_EACH = pattern(r"(?:都|均)?各(?:要|来)?{A}")
_MIDDLE = re.compile(MIDDLE)
_REFUSED = re.compile(REFUSED_AFTER)
_AND = pattern(
    r"、|和(?!牛|府)|跟|以及|还有|还要|与|再来|再要|再配|外加|and |(?:再|单|另)?加(?=个|份|点|一|{A})|(?:再|单|另)加"
)
_BREAK = pattern(
    r"(?:都|全都|全部|统一|全)?(?:来|要|给我来|给我称|我要|买|称|换成?)(?={A}|{O}|都)|(?:都|全都|全部|统一|也)?(?:要|是|用|换成?)?(?={O})|里(?:头|面)?(?={O}|不|别|少|多|加)"
)


_FOR = re.compile(r"(?<=[\u4e00-\u9fff])给[^给]{1,8}$|当(?:早|午|晚)(?:饭|餐)$")


def fold_options(folded: Folded, lexicon: Lexicon, text: str) -> str:
    """The text with its options folded; an option inside a known name (无糖可乐) stays."""
    found = find_options(text)
    if not found:
        return text
    kept = [
        (each.start, each.end) for each in lexicon.terms(text.lower() if len(text.lower()) == len(text) else text)
        if each.has("item") or each.has("shop")
    ]  # fmt: skip
    parts: list[str] = []
    at = 0
    for start, end, short in found:
        inside = any(first <= start and end <= last and last - first > end - start for first, last in kept)
        if inside and short not in ("冰", "热", "温"):
            continue
        if start < at or (inside and not names.is_drink(text[start:])):
            continue
        char = folded.char("O", short, text[start:end])
        if char:
            parts += (text[at:start], char)
            at = end
    return "".join((*parts, text[at:]))


class Basket:
    """The lines read so far, and how the next clause bears on them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.lines: list[Line] = []
        self.correcting = False
        self.replaced: Line | None = None

    def read(self) -> tuple[Item, ...]:
        """All items of the reading's text."""
        for clause in _CLAUSES.split(_REFUSED.sub(self._refused, _MIDDLE.sub(",", self.reading.text))):
            if clause.strip():
                self._clause(clause.strip())
        if any(line.sure and line.name for line in self.lines):
            self.lines = [line for line in self.lines if line.sure]
        return tuple(item for line in self.lines for item in line.items() if item.name or self.reading.answers)

    @staticmethod
    def _refused(match: re.Match[str]) -> str:
        """五仁的不要 → 不要五仁."""
        return f"不要{match['v']}"

    def _clause(self, clause: str) -> None:
        if (match := _DROPPED.fullmatch(clause)) is not None and self._drop(match["v"]):
            return
        if (match := _CORRECTION.search(clause)) is not None:
            self.correcting = True
            if "不是" in match[0] and (line := self._like(clause[match.end() :])) is not None:
                self.replaced = line
                return
            head, clause = clause[: match.start()], clause[match.end() :]
            if head.strip():
                target = self._like(_LEAD.sub("", head))
                if target is not None:
                    self.replaced = target
                else:
                    self.correcting = False
                    self._plain(head)
                    self.correcting = True
        self._plain(clause)

    def _plain(self, clause: str) -> None:
        parts = list(_parts(clause, self.reading))
        if any(part.kind == "EACH" for part in parts):
            self._each(parts)
            return
        for group in _grouped(parts):
            self._group(group)

    def _drop(self, name: str) -> bool:
        """老抽不要了: take it out; what comes next may stand in its place."""
        line = self._like(name)
        if line is None:
            return False
        self.replaced = line
        self.correcting = True
        return True

    def _like(self, name: str) -> Line | None:
        """The line that a name refers to, whole or in part (汤里, 凉皮)."""
        name = re.sub(r"(?:里头|里面|里|上面|上)$", "", re.sub(r"^(?:那个|那|这个|这)", "", name.strip()))
        if not name:
            return None
        for line in reversed(self.lines):
            if (
                line.name == name
                or line.name.endswith(name)
                or name.endswith(line.name)
                or (len(name) > 1 and name in line.name)
            ):
                return line
        return None

    def _each(self, parts: "list[Part]") -> None:
        amount = next(part for part in parts if part.kind == "EACH")
        found = self.reading.folded.found(next(char for char in amount.text if letter_of(char) == "A"))
        said: list[str] = []
        for part in parts:
            if part.kind == "NAME":
                said += names.split(part.text, self.reading.lexicon)
        if not said:
            for line in self.lines:
                if line.qty is None:
                    line.qty, line.unit = found.value, found.unit
        for name in said:
            self.lines.append(Line(name, found.value, found.unit))

    def _group(self, group: "Group") -> None:
        name = group.name = names.trimmed(group.name, self.reading.lexicon) if group.name else ""
        if name:
            line = self._like(name)
            detail = group.options or group.without
            if (
                line is not None
                and (detail or self.correcting or group.again)
                and not (group.qty is not None and not self.correcting and not group.again)
            ):
                self._attach(line, group)
                return
            if not self._wanted(group):
                return
            if self.lines and not self.lines[-1].name and group.qty is None:
                self.lines[-1].name = name
                self._attach(self.lines[-1], group)
                return
            if self.correcting and self.lines:
                self._replace(group)
                return
            self.lines.append(Line(name, group.qty, group.unit, group.options, group.without, sure=self._sure(group)))
            return
        self._nameless(group)

    def _wanted(self, group: "Group") -> bool:
        """Whether a name is something to buy and not talk."""
        if names.is_noise(group.name):
            return False
        if group.qty is not None or group.unit or group.verb or group.options:
            return True
        return names.is_goods(group.name, self.reading.lexicon)

    def _sure(self, group: "Group") -> bool:
        """Whether a name is certainly meant: counted, or known."""
        return group.qty is not None or bool(group.unit) or names.is_goods(group.name, self.reading.lexicon)

    def _replace(self, group: "Group") -> None:
        """A corrected name takes the place of the line dropped, or of the last."""
        line = self.replaced or self.lines[-1]
        line.name = group.name
        if group.qty is not None:
            line.qty, line.unit = group.qty, group.unit
        if line.variants:
            line.variants = []
        line.options = merged(line.options, group.options)
        line.without += group.without
        self.correcting, self.replaced = False, None

    def _attach(self, line: Line, group: "Group") -> None:
        if group.qty is not None:
            line.qty, line.unit = group.qty, group.unit or line.unit
        line.options = merged(line.options, group.options)
        line.without += tuple(each for each in group.without if each not in line.without)
        if self.correcting:
            self.correcting, self.replaced = False, None

    def _nameless(self, group: "Group") -> None:
        if not self.lines:
            if group.options or group.qty is not None:
                self.lines.append(Line("", group.qty, group.unit, group.options, group.without))
            return
        if not self.lines[-1].name and (group.qty is not None or group.options):
            self._attach(self.lines[-1], group)
            return
        targets = self.lines if group.all else self.lines[-1:]
        for line in targets:
            if group.qty is None:
                target = line.variants[-1] if line.variants else line
                target.options = merged(target.options, group.options)
                target.without += tuple(each for each in group.without if each not in target.without)
            elif line.qty is None or (self.correcting and not group.options):
                if group.options and line.qty is None:
                    line.variants.append(Line("", group.qty, group.unit, group.options, group.without))
                else:
                    line.qty, line.unit = group.qty, group.unit or line.unit
                    line.options = merged(line.options, group.options)
            else:
                if not (group.options or group.without or line.variants):
                    line.qty, line.unit = group.qty, group.unit or line.unit
                    continue
                if self.correcting:
                    line.variants, line.options, line.qty, self.correcting = [], (), None, False
                line.variants.append(Line("", group.qty, group.unit, group.options, group.without))


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


def _parts(clause: str, reading: Reading) -> "list[Part]":
    out: list[Part] = []
    at, name = 0, ""
    protected = {each.start: each.end for each in reading.lexicon.terms(clause.lower()) if each.has("item")}

    def close() -> None:
        nonlocal name
        cleaned = _TRAIL.sub("", _FOR.sub("", name.strip(" 的")))
        if cleaned:
            out.append(Part("NAME", cleaned))
        name = ""

    while at < len(clause):
        part, end = _special(_Place(clause, at, name, out[-1].kind if out else "", protected), reading)
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

    @property
    def free(self) -> bool:
        """Whether no known name begins here."""
        return self.at not in self.protected


def _special(place: _Place, reading: Reading) -> tuple[Part | None, int]:
    """What begins at a place of the clause and is no name: the part and its end; a part of no kind is skipped."""
    if letter := letter_of(place.clause[place.at]):
        return _folded(place.clause[place.at], letter, reading), place.at + 1
    for begins in (_wish, _joint, _verb):
        part, end = begins(place)
        if part is not None:
            return part, end
    return None, place.at


def _folded(char: str, letter: str, reading: Reading) -> Part:
    if letter == "O":
        return Part("O", str(reading.folded.held[char]))
    if letter != "A":
        return Part("", "")
    found = reading.folded.found(char)
    if found.unit in _NO_COUNT:
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
        return _addition(match, place.name), match.end()
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


def _addition(match: re.Match[str], name: str) -> Part | None:
    what = match["what"]
    if what in TOPPINGS or (
        name and not match["much"] and len(what) <= 3 and not any(letter_of(each) for each in match[0])
    ):
        return Part("O", "加" + what)
    return None


class _Grouping:
    """Lines from parts: whether amounts stand before or behind names is decided by which comes first."""

    def __init__(self, parts: "list[Part]") -> None:
        kinds = [part.kind for part in parts if part.kind in ("A", "NAME", "MEASURE")]
        self.behind = bool(kinds) and kinds[0] == "NAME"
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
            case "O":
                current.options = merged(current.options, (part.text,))
            case "W":
                current.without += (part.text,)
            case "ALL":
                current.all = True
            case "VERB":
                self.verb = current.verb = True
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


def _grouped(parts: "list[Part]") -> "list[Group]":
    grouping = _Grouping(parts)
    for part in parts:
        grouping.take(part)
    grouping.close()
    return grouping.groups
