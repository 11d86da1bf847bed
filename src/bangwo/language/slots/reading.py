"""Reading: one act's text while rules take their slots out of it."""
# ruff: noqa: E501

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bangwo.domain.act import Act, ActKind, Budget, Item, People, SeatWish, When
from bangwo.domain.offer import Trade
from bangwo.language.folding import Folded, guard, letter_of
from bangwo.language.gates import Guard
from bangwo.language.lexicon import Lexicon, Term
from bangwo.language.quantities import Found

Taken = str | int | bool | None
Slot = Taken | When | Budget | People | SeatWish | tuple[Item, ...] | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Where the pattern fits, `slot` gets `value`, or the words of group `v`; what was read is taken out unless `keep`."""

    slot: str
    guard: Guard
    value: str | int | bool | None = None
    keep: bool = False


def rule(slot: str, source: str, value: str | int | bool | None = None, *, keep: bool = False) -> Rule:
    """A rule from a sentence pattern (folding.py tells its letters)."""
    return Rule(slot, guard(source, re.IGNORECASE if "[a-z" in source else 0), value, keep)


class Reading:
    """`text` shrinks as `slots` fills; what is taken leaves a comma."""

    def __init__(self, kind: ActKind, trade: Trade | None, text: str, folded: Folded, lexicon: Lexicon) -> None:
        self.kind = kind
        self.trade = trade
        self.text = text
        self.whole = text
        self.folded = folded
        self.lexicon = lexicon
        self.slots: dict[str, Slot] = {}
        self.mask = folded.mask
        self.places: dict[str, int] = {}
        self.answers = False  # inside a conversation: things may go without their names

    def apply(self, rules: Iterable[Rule]) -> None:
        """Let every rule take its slot; of several matches the last, being a correction, stands."""
        for each in rules:
            if not self.mask & each.guard.bit:
                continue
            regex = each.guard.regex
            match = regex.search(self.text)
            while match is not None:
                value = each.value if each.value is not None else clean(self.folded.unfold(match["v"]))
                if value != "" and match.start() >= self.places.get(each.slot, -1):
                    self.slots[each.slot] = place(value) if each.slot == "near" and isinstance(value, str) else value
                    self.places[each.slot] = match.start()
                if each.keep:
                    break
                self.take(match.start(), match.end())
                match = regex.search(self.text, match.start() + 1)

    def take(self, start: int, end: int) -> None:
        """Blank a stretch of the text."""
        self.text = self.text[:start] + "," * (end - start) + self.text[end:]

    def take_each(self, regex: Guard, use: Callable[[re.Match[str]], None]) -> None:
        """Hand every match to `use` and take it out."""

        def replaced(match: re.Match[str]) -> str:
            use(match)
            return "," * (match.end() - match.start())

        self.text = regex.sub(self.mask, replaced, self.text)

    def search(self, regex: Guard, start: int = 0) -> re.Match[str] | None:
        """The first fit in the text as it stands."""
        return regex.search(self.mask, self.text, start)

    def sub(self, regex: Guard, put: str | Callable[[re.Match[str]], str]) -> None:
        """Replace every fit."""
        self.text = regex.sub(self.mask, put, self.text)

    def founds(self, letter: str) -> list[tuple[int, Found]]:
        """Folded quantities of one letter still in the text, with their places."""
        return [
            (at, self.folded.found(char))
            for at, char in enumerate(self.text)
            if char > "\ud7ff" and letter_of(char) == letter
        ]

    def terms(self) -> tuple[Term, ...]:
        """Names of the lexicon in the text as it stands."""
        return self.folded.terms(self.text)

    def act(self) -> Act:
        """The act with its slots."""
        return Act(act=self.kind, trade=self.trade, **self.slots)  # pyright: ignore[reportArgumentType]


_TRIM = re.compile(
    r"^(?:[的是在到去,、。: ]|那个|这个)+|(?:[,、。:!? ]|就行了?|就好了?|就可以了?|即可|吗|吧|哈|啊|呀|哦|嘛|呗|啦|咯|哟|喔|谢谢|好吗|可以吗|行吗|的话|附近的|的)+$"
)


_LEAD = re.compile(
    r"^(?:请问|麻烦|帮我|帮忙|给我|替我|看一?[下哈]?|看看|查一?下?|查查|搜一?下?|找一?[下个家]?|找找|推荐|有没有|有|我想?要?|想要?|还要|要|再|先|就|订|定|去|在|到|住|那个?|这个?|对了|另外|顺便|一下|,|请)+(?=..)"
)


def place(text: str) -> str:
    """A place without the words of asking before it."""
    return _LEAD.sub("", clean(text))


_GENERAL = re.compile(
    r"(?:野生)?动物园|水族馆|海洋馆|植物园|博物馆|美术馆|科技馆|天文馆|音乐厅|影城|影院|剧院|剧场|体育馆|体育场|大剧院|星美|万达|金逸|横店|大地影院|博纳"
)
_BEGINS = re.compile(r"(?:(?![去到在爬逛玩订买的要看带着了给我抢约和有约查娃孩上这那个])[\u4e00-\u9fff]){1,6}$")


def reaching_back(text: str, start: int, end: int) -> int:
    """Where a name begins: a general word (动物园) takes the proper name before it along."""
    if _GENERAL.fullmatch(text, start, end) is None:
        return start
    match = _BEGINS.search(text, max(0, start - 6), start)
    return match.start() if match is not None else start


def clean(text: str) -> str:
    """A name without the particles around it."""
    return _TRIM.sub("", text.strip())
