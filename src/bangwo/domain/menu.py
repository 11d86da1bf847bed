"""Menus: which choices of an offer the words of a person mean, and which of them it cannot do."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bangwo.domain.offer import Choice, Offer, OptionGroup

_KINDS: dict[str, tuple[str, ...]] = {
    "sugar": ("全糖", "七分糖", "五分糖", "半糖", "三分糖", "少糖", "多糖", "无糖", "标准糖", "正常糖"),
    "ice": ("正常冰", "少冰", "多冰", "去冰", "热", "温", "常温", "冰"),
    "size": ("超大杯", "大杯", "中杯", "小杯", "大份", "中份", "小份"),
    "spice": ("不辣", "微辣", "中辣", "特辣"),
}
_BYTES = re.compile(r"(?<=\d)([GT])B$")
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words}

_SAME: dict[str, tuple[str, ...]] = {
    "冰": ("正常冰", "少冰"),
    "半糖": ("五分糖",),
    "五分糖": ("半糖",),
    "全糖": ("标准糖", "正常糖"),
    "温": ("常温",),
    "常温": ("温",),
    "大杯": ("大份",),
    "大份": ("大杯",),
    "小杯": ("小份",),
    "小份": ("小杯",),
}
"""Other words for the same choice, tried in order when the word itself is not on the menu."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The choices meant, the wishes the offer cannot do, and those no menu knows, which go to the shop as a note."""

    choice_ids: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def kind_of(option: str) -> str:
    """The kind of an option's word: sugar, ice, size, spice, addition, or other."""
    if option in _KIND_OF:
        return _KIND_OF[option]
    return "addition" if option.startswith("加") else "other"


def fitted(offer: Offer, options: Iterable[str], without: Iterable[str] = ()) -> Fitted:
    """What the wishes mean on this menu."""
    taken: dict[str, list[str]] = {}
    missing: list[str] = []
    notes: list[str] = []
    for option in options:
        if _baked_in(offer, option):
            continue
        found = _find(offer, option, taken)
        if found is not None:
            group, choice = found
            taken.setdefault(group.group_id, []).append(choice.choice_id)
        elif kind_of(option) == "other" and not _series(offer, option):
            notes.append(option)
        else:
            missing.append(option)
    for refused in without:
        found = _find(offer, f"不要{refused}", taken) or _find(offer, f"免{refused}", taken)
        if found is not None:
            taken.setdefault(found[0].group_id, []).append(found[1].choice_id)
        else:
            notes.append(f"不要{refused}")
    return Fitted(tuple(id_ for ids in taken.values() for id_ in ids), tuple(missing), tuple(notes))


def choices_like(offer: Offer, option: str) -> tuple[str, ...]:
    """What the menu has of the kind of an option that it lacks."""
    kind = kind_of(option)
    groups = _series(offer, option) or [group for group in offer.groups if group.kind == kind]
    return tuple(choice.name for group in groups for choice in group.choices if choice.available)


def _baked_in(offer: Offer, option: str) -> bool:
    """热 is in 热美式; 加珍珠 is in 珍珠奶茶."""
    kind = kind_of(option)
    if kind == "addition":
        return len(option) > 2 and option[1:] in offer.name and not _named(offer, option)
    return option in ("热", "冰", *_KINDS["size"]) and option in offer.name and not _named(offer, option)


def _series(offer: Offer, option: str) -> list[OptionGroup]:
    """The variants that a word would be one of: 蓝色 is of a kind with 黑色, 512G with 256G."""
    end = _variant(option)[-1:]
    return [
        group
        for group in offer.groups
        if end and group.kind == "variant" and any(_variant(each.name).endswith(end) for each in group.choices)
    ]


def _variant(word: str) -> str:
    """A variant as it is written in shops: 256gb is 256G, 65英寸 is 65寸."""
    return _BYTES.sub(r"\1", word.upper()).replace("英寸", "寸").replace("号", "码")


def _same_variant(name: str, word: str) -> bool:
    """Also without what it is counted in: 黑 is 黑色, 42 is 42码."""
    name, word = _variant(name), _variant(word)
    return name == word or (bool(word) and name in (f"{word}色", f"{word}码", f"{word}味")) or f"{name}码" == word


def _named(offer: Offer, option: str) -> bool:
    return any(choice.name == option for group in offer.groups for choice in group.choices)


def _find(offer: Offer, option: str, taken: dict[str, list[str]]) -> tuple[OptionGroup, Choice] | None:
    for word in (option, *_SAME.get(option, ())):
        for group in offer.groups:
            if len(taken.get(group.group_id, ())) >= group.most:
                continue
            for choice in group.choices:
                if choice.available and _means(group, choice.name, word):
                    return group, choice
    return None


def _means(group: OptionGroup, name: str, word: str) -> bool:
    if name == word:
        return True
    if group.kind == "variant":
        return _same_variant(name, word)
    if group.kind in ("addition", "other"):
        bare = word.removeprefix("加")
        return len(bare) > 1 and (name.removeprefix("加") == bare or bare in name)
    return False
