"""Basket: items from amounts, names, options and refusals, in the order in which they were said."""
# ruff: noqa: E501

import re
from dataclasses import dataclass, field

from bangwo.domain.act import Item
from bangwo.language.assembly import details
from bangwo.language.assembly.said import Said
from bangwo.language.options import merged
from bangwo.language.quantities.numbers import read as number
from bangwo.language.tagging.edges import Span
from bangwo.language.words.options import EXACT

_BREAK = re.compile(r"[,。;!?:]")
_AND = re.compile(r"、|和|跟|以及|还有|还要|与|再|另|外加|配|加|\band\b|\bplus\b|\balso\b")
_EACH = re.compile(r"各|每(?:种|样|个人?)")
_ALL = re.compile(r"都|全|每(?:杯|份|个)")
_REST = re.compile(r"剩|其余|其他|余下|\brest\b|\bothers?\b")
_CHANGE = re.compile(
    r"不对|不是|改成?|换成?|错了|算了|还是|那就|不不|等等|等下|actually|instead|make (?:it|that)|no wait|sorry"
)
_UNIT = re.compile(r"[\d.零一二两三四五六七八九十百千半俩仨几\s]+|另外?|剩下的?|其余的?|其中")
_HEAT = ("热", "冰", "温", "常温")
_REFUSES = re.compile(r"(?:都|全|全部)?(?:不要|别放|别加|不放|不加|免|去掉)|no |without ", re.IGNORECASE)
_ADD_OPEN = re.compile(r"(?:再|另)?加[一两二三四五六七八九十\d]?(?:个|份|点|勺|颗|块|片|根|双)?")
_NO_NAME = frozenset("买来要点送盒杯份个瓶袋箱吃喝订给我的了再")
_KEPT_S = ("ss", "us", "is", "airpods", "fries", "noodles", "headphones", "earphones", "jeans", "shoes", "chips", "sneakers", "glasses", "trousers", "pants", "wings", "oats", "boots", "leggings", "socks")  # fmt: skip


@dataclass(slots=True)
class Line:
    """An item while it is read."""

    name: str = ""
    qty: float | None = None
    unit: str = ""
    options: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    variants: "list[Line]" = field(default_factory=list["Line"])
    rest: bool = False  # what the other variants leave
    rest_first: bool = False  # 其中一杯: what is not told apart comes before it

    def items(self) -> list[Item]:
        """The item, or its variants where they were told apart (一杯热的一杯少冰), with those left over."""
        told = sum(each.qty or 1 for each in self.variants if not each.rest)
        for each in self.variants:
            if each.rest and self.qty is not None and self.qty > told:
                each.qty = self.qty - told
                told = self.qty
        if self.variants and self.qty is not None and told < self.qty:
            rest = Line(qty=self.qty - told, unit=self.unit)
            self.variants = [rest, *self.variants] if self.rest_first else [*self.variants, rest]
        return [self._item(each) for each in self.variants] or [self._item(Line(qty=self.qty, unit=self.unit))]

    def _item(self, variant: "Line") -> Item:
        options, without = merged(self.options, variant.options), self.without + variant.without
        return Item(self.name, variant.qty, variant.unit or self.unit, options, without)


@dataclass(slots=True)
class Group:
    """What belongs together in a clause."""

    name: str = ""
    qty: float | None = None
    unit: str = ""
    counted: bool = False
    options: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    all: bool = False
    each: bool = False
    rest: bool = False
    part: bool = False  # 其中 stands before it
    change: bool = False

    def __bool__(self) -> bool:
        return bool(self.name or self.counted or self.options or self.without)


@dataclass(frozen=True, slots=True)
class _Part:
    """A span with what stands before it; `next` is the kind of the part behind it, "" where something stands between."""

    kind: str
    text: str
    gap: str
    span: Span
    glued: bool


_KINDS = {"item": "NAME", "amount": "A", "opt": "O", "without": "W", "same": "ALL"}


def read(said: Said) -> tuple[Item, ...]:
    """All items of an act; one without a name where only its count or details were said."""
    lines: list[Line] = []
    for clause in _clauses(said):
        for group in _groups(clause, said):
            _take(group, lines)
    return tuple(item for line in lines for item in line.items())


def _clauses(said: Said) -> list[list[_Part]]:
    out: list[list[_Part]] = [[]]
    spans = [span for span in said.spans if span.tag in _KINDS or span.tag == "x"]
    at = min((span.start for span in spans), default=0)
    restored, adding = _restored(said), ""
    for index, span in enumerate(spans):
        gap = said.text[at : span.start]
        after = spans[index + 1] if index + 1 < len(spans) else None
        if index and _BREAK.search(gap) and out[-1]:
            out.append([])
        between = said.text[span.end : after.start] if after is not None else "."
        if span.tag != "x" or span is restored:
            glued = after is not None and after.tag == "item" and between.strip() in ("", "的")
            words = said.words(span)
            if (kind := _kind(span.tag, words, glued)) == "NAME" and (option := _leading(words, said)):
                out[-1].append(_Part("O", option, gap, span, glued=True))
                gap, words = "", words[len(option) :]
            if kind == "O" and _ADD_OPEN.fullmatch(words) and after is not None and not between:
                adding = words  # 加份 | 土豆
            elif adding:
                out[-1].append(_Part("O", adding + words, gap, span, glued))
                adding = ""
            elif kind is not None:
                out[-1].append(_Part(kind, words, gap, span, glued))
        at = span.end
    return [clause for clause in out if clause]


def _kind(tag: str, words: str, glued: bool) -> str | None:
    """What a span is to the basket: an option that was taken for a name, or for the refusal of a thing, is none."""
    kind = _KINDS.get(tag, "NAME")
    text = words.strip(" ,的")
    if kind == "NAME" and (text in EXACT or (text in _HEAT and glued)):
        return "O"
    if kind == "NAME" and len(text) == 1 and text in _NO_NAME:
        return None
    if kind == "O" and _REFUSES.match(text) and details.short(text) == (text,):
        return "W"
    return kind


def _leading(name: str, said: Said) -> str:
    """The option that a name begins with (少糖珍珠奶茶), where what is left is a known thing and the whole is none."""
    if said.lexicon.get(name.lower()):
        return ""
    for size in (4, 3, 2):
        if name[:size] in EXACT and any(each.kind == "item" for each in said.lexicon.get(name[size:].lower())):
            return name[:size]
    return ""


def _restored(said: Said) -> Span | None:
    """A name that was taken back while its count was only corrected (西瓜来一个，算了，半个吧)."""
    if "item" in said.tags or "amount" not in said.tags:
        return None
    return next((span for span in reversed(said.tagged("x")) if not said.found(span, "amount")), None)


def _groups(clause: list[_Part], said: Said) -> list[Group]:
    """The lines that a clause makes: whether amounts stand before or behind names is decided by which comes first."""
    kinds = [part.kind for part in clause if part.kind in ("A", "NAME")]
    behind = (
        bool(kinds)
        and kinds[0] == "NAME"
        and not (kinds[-1] == "NAME" and kinds.count("A") < kinds.count("NAME") and "A" in kinds)
    )
    out: list[Group] = []
    group = Group()
    for part in clause:
        if group and _ends(part, group, behind):
            out.append(group)
            group = Group()
        _add(part, group, said)
    return [*out, group] if group else out


def _ends(part: _Part, group: Group, behind: bool) -> bool:
    named = bool(group.name)
    if part.gap and _AND.search(part.gap) and (named or group.counted or group.options) and part.kind in ("A", "NAME"):
        return True
    match part.kind:
        case "NAME":
            return named
        case "A":
            return group.counted or (not behind and named)
        case "O":
            heat = details.short(part.text)[:1]
            return (
                named
                and part.glued
                and ((bool(heat) and heat[0] in _HEAT) or (group.counted and behind) or bool(_AND.search(part.gap)))
            )
        case "ALL":
            return True
        case _:
            return False


def _add(part: _Part, group: Group, said: Said) -> None:
    group.change = group.change or bool(_CHANGE.search(part.gap))
    match part.kind:
        case "NAME":
            group.name = name_of(part.text)
        case "A":
            group.qty, group.unit = amount(part, said)
            group.counted = True
            group.each = bool(_EACH.search(part.gap + part.text))
            group.rest = bool(_REST.search(part.text.lower()))
            group.part = "其中" in part.gap or "里" in part.gap[-3:]
        case "O":
            if not group.all and _ALL.search(part.gap):
                group.all = not group.name
            group.options = merged(group.options, details.short(part.text))
        case "W":
            refused = [name_of(each) for each in details.refused(part.text)]
            group.without += tuple(each for each in refused if each not in group.without)
        case _:
            group.all = True


def amount(part: _Part, said: Said) -> tuple[float | None, str]:
    """How many, and the measure word."""
    found = said.found(part.span, "amount")
    if found and found[0].value is not None:
        return found[0].value, "" if found[0].unit.isascii() else found[0].unit
    text = part.text.lower().strip()
    unit = _UNIT.sub("", part.text) if not text.isascii() else ""
    bare = text.removeprefix("另外").removeprefix("另").strip()
    value = number(bare.removesuffix(unit)) if unit else number(bare)
    if value is None and text.isascii():
        value = next((each for word in text.split() if (each := number(word)) is not None), None)
        value = 1 if value is None and text.split()[:1] in (["a"], ["an"], ["another"]) else value
    return value, unit


def _take(group: Group, lines: list[Line]) -> None:
    if group.all:
        for line in lines:
            _detail(line, group)
        return
    if group.each and not group.name:
        for line in lines:
            if line.qty is None:
                line.qty, line.unit = group.qty, group.unit
        return
    if not group.name:
        _nameless(group, lines)
        return
    known = next((line for line in reversed(lines) if line.name == group.name), None)
    bare = not (group.options or group.without) and known is not None and not (known.options or known.without)
    if known is not None and (not group.counted or group.change or known.qty is None or bare):
        if group.counted:
            known.qty, known.unit = group.qty, group.unit
        _detail(known, group)
    elif lines and not lines[-1].name and not group.counted:
        lines[-1].name = group.name
        _detail(lines[-1], group)
    else:
        lines.append(Line(group.name, group.qty, group.unit, group.options, group.without))


def _detail(line: Line, group: Group) -> None:
    for target in line.variants or [line]:
        target.options = merged(target.options, group.options)
        target.without += tuple(each for each in group.without if each not in target.without)


def _nameless(group: Group, lines: list[Line]) -> None:
    """An amount or a detail alone is about the line before: its count, or a variant of it."""
    new = Line("", group.qty, group.unit, group.options, group.without, rest=group.rest)
    if not lines:
        lines.append(new)
        return
    line = lines[-1]
    if not group.counted:
        target = line.variants[-1] if line.variants else line
        target.options = merged(target.options, group.options)
        target.without += tuple(each for each in group.without if each not in target.without)
    elif line.qty is None and not (group.options and line.name and line.variants):
        if group.options and line.name and not line.options:
            line.variants.append(new)
            line.rest_first = group.part
        else:
            line.qty, line.unit = group.qty, group.unit or line.unit
            _detail(line, group)
    elif group.change and not line.variants:
        line.qty, line.unit = group.qty, group.unit or line.unit
        _detail(line, group)
    elif group.unit and line.unit and group.unit != line.unit and not line.variants and not group.options:
        return  # 鱼一条,要一斤半左右的: a size, no count
    elif not line.name and not group.options:
        line.qty, line.unit = group.qty, group.unit
    else:
        line.variants.append(new)
        line.rest_first = line.rest_first or group.part


def name_of(text: str) -> str:
    """A name as said; English in the singular."""
    text = text.strip(" ,。、的《》\"'")
    return singular(text) if text.isascii() else text


def singular(name: str) -> str:
    """The name of one of them."""
    low = name.lower()
    if low.endswith(_KEPT_S) or not low.endswith("s"):
        return name
    if low.endswith(("ches", "shes", "sses", "xes", "toes")):
        return name[:-2]
    if low.endswith("ies") and len(name) > 5:
        return name[:-3] + "y"
    return name[:-1]
