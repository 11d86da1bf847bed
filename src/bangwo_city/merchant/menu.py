"""Menu: shops and what they sell, read from the short lines of a menu file."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import time
from importlib.resources.abc import Traversable

from bangwo_city.geography import locate
from bangwo_city.merchant.courier import Courier
from bangwo_city.merchant.wares import Choice, Good, Group, Menu, Shop

__all__ = ["Choice", "Good", "Group", "Menu", "MenuError", "Shop", "chance", "good", "lines", "option_sets", "shop"]


class MenuError(Exception):
    """A line of a menu cannot be read; the message names it."""


def lines(file: Traversable) -> Iterator[str]:
    """The lines of a file without comments and blanks."""
    for line in file.read_text("utf-8").splitlines():
        plain = line.strip()
        if plain and not plain.startswith("#"):
            yield plain


def option_sets(given: Iterable[str]) -> dict[str, tuple[Group, ...]]:
    """Sets of option groups by name; a group that no set names is a set of its own."""
    groups: dict[str, Group] = {}
    sets: dict[str, tuple[Group, ...]] = {"-": ()}
    for line in given:
        word, _, rest = line.partition(" ")
        if word == "group":
            group = _group(rest)
            groups[group.group_id] = group
        elif word == "set":
            name, _, names = rest.partition("=")
            sets[name.strip()] = tuple(groups[each] for each in names.split())
        else:
            raise MenuError(f"cannot read the option line {line!r}")
    return {name: (group,) for name, group in groups.items()} | sets


def _group(text: str) -> Group:
    head, _, tail = text.partition(" : ")
    group_id, kind, name, bounds = head.split()
    least, most = (int(each) for each in bounds.split("-"))
    words = tail.split()
    choices = tuple(_choice(f"{group_id}.{number}", word) for number, word in enumerate(words, 1))
    default = tuple(each.choice_id for each, word in zip(choices, words, strict=True) if word.startswith("*"))
    if not least <= len(default) <= most or any(each.price_fen for each in choices if each.choice_id in default):
        raise MenuError(f"the defaults of {group_id!r} must be free and fit its bounds")
    return Group(group_id, kind, name, least, most, choices, default)


def _choice(choice_id: str, word: str) -> Choice:
    found = re.fullmatch(r"[*]?(!?)(.+?)([+-]\d+)?", word)
    if found is None:
        raise MenuError(f"cannot read the choice {word!r}")
    return Choice(choice_id, found[2], int(found[3] or 0) * 100, not found[1])


def shop(text: str) -> Shop:
    """A shop out of its parts between bars: ID, name, address, hours and so on, as the menu files say at their top."""
    shop_id, name, address, hours, rating, fee, radius, minutes, money, tags, aliases = (
        part.strip() for part in text.split("|")
    )
    opens, closes = (time.fromisoformat(each) for each in hours.split("-"))
    minimum, _, free_over = money.partition("/")
    return Shop(
        shop_id=shop_id,
        name=name,
        address=address,
        point=locate(address),
        opens=opens,
        closes=closes,
        rating=int(rating),
        dispatch=Courier(int(radius), int(minutes)),
        fee_fen=int(fee) * 100,
        minimum_fen=int(minimum) * 100,
        free_over_fen=int(free_over) * 100 if free_over else None,
        tags=tuple(tags.split()),
        aliases=tuple(aliases.split()),
    )


def good(text: str, good_id: str, shop_id: str, sets: Mapping[str, tuple[Group, ...]], unit: str) -> Good:
    """A good out of `NAME PRICE OPTIONS [UNIT] [#tag …] [=alias …] [@brand] [xN a day]`."""
    name, price, options, *marks = text.split()
    per_day = next((int(mark[1:]) for mark in marks if re.fullmatch(r"x\d+", mark)), None)
    plain = [mark for mark in marks if mark[0] not in "#=@" and not re.fullmatch(r"x\d+", mark)]
    if options not in sets or len(plain) > 1:
        raise MenuError(f"cannot read the line {text!r}")
    return Good(
        good_id=good_id,
        shop_id=shop_id,
        name=name.replace("_", " "),
        price_fen=round(float(price) * 100),
        unit=plain[0] if plain else unit,
        groups=sets[options],
        tags=_marked("#", marks),
        aliases=_marked("=", marks),
        per_day=per_day,
        brand=next(iter(_marked("@", marks)), ""),
    )


def _marked(sign: str, marks: Iterable[str]) -> tuple[str, ...]:
    return tuple(mark[1:].replace("_", " ") for mark in marks if mark.startswith(sign))


def chance(*about: str | int) -> float:
    """A number in [0, 1) that is the same for the same words: the city's dice."""
    digest = hashlib.blake2b("|".join(map(str, about)).encode(), digest_size=6).digest()
    return int.from_bytes(digest, "big") / 2**48
