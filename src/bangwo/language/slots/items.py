"""Items: what is bought, read clause by clause from amounts, names, options and refusals."""

import re

from bangwo.domain.act import Item
from bangwo.language.folding import Folded, letter_of, pattern
from bangwo.language.lexicon import Lexicon
from bangwo.language.options import find_options, merged
from bangwo.language.slots import names
from bangwo.language.slots.clauses import Group, Part, grouped, parts
from bangwo.language.slots.lines import Line
from bangwo.language.slots.reading import Reading
from bangwo.language.words.items import CORRECTION, DROPPED, GENERAL, LEAD, MIDDLE, REFUSED_AFTER

_CLAUSES = re.compile(r"[,。;!?:]+")
_LEAD = pattern(LEAD)
_CORRECTION = pattern(CORRECTION)
_DROPPED = pattern(DROPPED)
_MIDDLE = re.compile(MIDDLE)
_REFUSED = re.compile(REFUSED_AFTER)


_QUALITY = re.compile(
    r"(?:再)?(?:我)?(?:要|是|得|选|用|换)?(?P<v>[^,。的了是要不有来\ue000-\uf8ff]{1,5}(?:味|口味|款|装|版|型|色|号|码|人|式|风|度))(?:的)?"
    r"|(?:要|是|得|选)?(?P<w>透明|半透明|双人|单人|脱脂|全脂|低脂|无骨|无籽|去皮|散装|独立包装|袋装|瓶装|罐装|听装|纯棉|真皮|有线|无线|防水|静音)(?:的)?"
    r"|(?P<x>[少多][\u4e00-\u9fff]{1,3})"
)
_COARSE = re.compile(r"(?:要|是)?(?P<v>[粗细宽窄厚薄软硬干湿][\u4e00-\u9fff])(?:的)?")
_PURPOSE = re.compile(r"(?:是|要)?[\u4e00-\u9fff]{1,5}(?:用|吃|喝|穿|戴)的")


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
        self._drop_overview()
        return tuple(item for line in self.lines for item in line.items() if item.name or self.reading.answers)

    def _drop_overview(self) -> None:
        """What the first line says in general (整点烧烤, 十杯咖啡) the others tell apart: it goes."""
        if len(self.lines) < 3 or self.lines[0].options or self.lines[0].without or self.lines[0].variants:
            return
        first, others = self.lines[0], self.lines[1:]
        loose = first.qty is None and first.loose and all(each.qty is not None for each in others)
        summed = first.qty is not None and first.qty == sum(each.qty or 0 for each in others if each.unit == first.unit)
        kinds = first.name in GENERAL or all(set(first.name) & set(each.name) for each in others)
        if loose or (summed and kinds):
            self.lines = others

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
        if self._quality(clause):
            return
        pieces = parts(clause, self.reading, named=bool(self.lines))
        if any(part.kind == "EACH" for part in pieces):
            self._each(pieces)
            return
        for group in grouped(self._without_talk(pieces)):
            self._group(group)

    def _without_talk(self, pieces: "list[Part]") -> "list[Part]":
        """Without words before the verb that name nothing (早饭要两根油条, 娃呀你给奶奶买二斤羊肉)."""
        kinds = [part.kind for part in pieces]
        if kinds[:2] not in (["NAME", "VERB"], ["NAME", "MEASURE"]) or "NAME" not in kinds[2:] or "A" not in kinds[2:]:
            return pieces
        after = kinds[2:]
        if after.index("A") > after.index("NAME") or self._is_ware(pieces[0].text):
            return pieces
        return pieces[1:]

    def _is_ware(self, name: str) -> bool:
        return not names.is_noise(name) and names.is_goods(name, self.reading.lexicon)

    def _quality(self, clause: str) -> bool:
        """A clause that only tells what kind (要薰衣草味的, 粗粉, 少奶油) is an option of the last line."""
        if not self.lines or not self.lines[-1].name:
            return False
        if _PURPOSE.fullmatch(clause):
            return True
        line = self.lines[-1]
        if (match := _QUALITY.fullmatch(clause)) is not None:
            said = match["v"] or match["w"] or match["x"]
        elif (match := _COARSE.fullmatch(clause)) is not None and match["v"][-1] == line.name[-1]:
            said = match["v"]
        else:
            return False
        if self._like(said) is not None or names.is_goods_whole(said, self.reading.lexicon):
            return False
        target = line.variants[-1] if line.variants else line
        target.options = merged(target.options, (said,))
        return True

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

    def _each(self, pieces: "list[Part]") -> None:
        amount = next(part for part in pieces if part.kind == "EACH")
        found = self.reading.folded.found(next(char for char in amount.text if letter_of(char) == "A"))
        said: list[str] = []
        for part in pieces:
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
            line = Line(name, group.qty, group.unit, group.options, group.without, sure=self._sure(group))
            line.loose = group.loose
            self.lines.append(line)
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
            if group.options or group.qty is not None or (group.without and self.reading.answers):
                self.lines.append(Line("", group.qty, group.unit, group.options, group.without))
            return
        if not self.lines[-1].name and (group.qty is not None or group.options):
            self._attach(self.lines[-1], group)
            return
        targets = self.lines if group.all else self.lines[-1:]
        for line in targets:
            if group.qty is None:
                target = line.variants[-1] if line.variants and not group.all else line
                target.options = merged(target.options, group.options)
                target.without += tuple(each for each in group.without if each not in target.without)
            elif line.qty is None or (self.correcting and not group.options):
                if group.options and line.qty is None:
                    line.variants.append(Line("", group.qty, group.unit, group.options, group.without))
                    line.rest_first = group.part
                else:
                    line.qty, line.unit = group.qty, group.unit or line.unit
                    line.options = merged(line.options, group.options)
            else:
                if group.unit and line.unit and group.unit != line.unit and not self.correcting:
                    continue  # 鱼一条,要一斤半左右的: a size, no count
                if not (group.options or group.without or line.variants):
                    line.qty, line.unit = group.qty, group.unit or line.unit
                    continue
                if self.correcting:
                    line.variants, line.options, line.qty, self.correcting = [], (), None, False
                line.variants.append(Line("", group.qty, group.unit, group.options, group.without))
                line.rest_first = line.rest_first or group.part
