"""Reading: one scan over a text that stops where a quantity may begin, and the order in which its readers are asked."""

import re
from datetime import datetime
from operator import attrgetter

from bangwo.language.quantities import times, words
from bangwo.language.quantities.counted import Counted
from bangwo.language.quantities.found import Found
from bangwo.language.quantities.times import Anchor, Atom

ATOMS_MAX = 60
"""Words about time that are read in one text."""
_TIMES = ("time", "duration")
STOPS_MAX = 250
"""Numerals and other quantities that are looked at in one text; what stands behind them is left."""


class Reading:
    """A text and what was found in it so far, in order and without overlap."""

    __slots__ = ("atoms", "counted", "now", "others", "text")

    def __init__(self, text: str, now: datetime, *, plain: bool) -> None:
        self.text = text
        self.now = now
        self.atoms: list[Atom] = []
        self.others: list[Found] = []
        self.counted = Counted(text, now, plain=plain)

    def read(self, first: re.Match[str]) -> list[Found]:
        """Everything, in order; `first` is where the first quantity may begin."""
        match: re.Match[str] | None = first
        text, counted = self.text, self.counted
        atoms = self.atoms
        left = STOPS_MAX
        while match is not None and left:
            start = match.start()
            kind = match.lastgroup
            if kind == "title":
                match = words.SCAN.search(text, match.end())
                continue
            found = counted.number(start) if kind == "number" else words.READERS[kind or ""](match, counted)
            end = start + 1
            left -= found is not None or kind == "number"
            if found is None:
                end = max(end, counted.skip)
            else:
                end = max(end, found.end)
                if isinstance(found, Atom):
                    if len(atoms) < ATOMS_MAX:
                        self._time(found)
                else:
                    self._other(found)
            match = words.SCAN.search(text, end)
        return self._all()

    def _time(self, atom: Atom) -> None:
        """Join an atom to the one before it where they are about one time."""
        atoms = self.atoms
        self.counted.said(atom)
        if (
            atoms
            and (both := times.joined(self.text, atoms[-1], atom)) is not None
            and not self._between(atoms[-1].end, atom.start)
        ):
            atoms[-1] = both
        else:
            atoms.append(atom)

    def _between(self, start: int, end: int) -> bool:
        return bool(self.others) and self.others[-1].start >= start and self.others[-1].end <= end

    def _other(self, found: Found) -> None:
        """Keep it; what it reaches back over (一晚 before 六百以内) belongs to it."""
        while self.others and self.others[-1].end > found.start:
            self.others.pop()
        while self.atoms and self.atoms[-1].end > found.start:
            if self.atoms[-1].length is None and found.kind == "amount":
                return
            self.atoms.pop()
        self.others.append(found)

    def _all(self) -> list[Found]:
        if not self.atoms:
            return self.others
        anchor = Anchor(self.now)
        out: list[Found] = []
        atoms, text = self.atoms, self.text
        index = 0
        while index < len(atoms):
            said = atoms[index]
            after = atoms[index + 1] if index + 1 < len(atoms) else None
            anchor.floor = out[-1].end if out else 0
            if after is not None and times.is_range(text, said, after):
                anchor.stop = atoms[index + 2].start if index + 2 < len(atoms) else len(text)
                out.append(times.window(text, said, after, anchor))
                index += 2
                continue
            index += 1
            anchor.stop = after.start if after is not None else len(text)
            if (one := times.one(text, said, anchor)) is not None:
                out.append(one)
        if not self.others:
            return out
        return _merged(out, self.others)


def _merged(said: list[Found], others: list[Found]) -> list[Found]:
    """Times and others in order; what overlaps a time gives way to it."""
    kept: list[Found] = []
    for each in sorted((*said, *others), key=attrgetter("start")):
        if kept and kept[-1].end > each.start:
            if kept[-1].kind in _TIMES or each.kind not in _TIMES:
                continue
            kept.pop()
        kept.append(each)
    return kept
