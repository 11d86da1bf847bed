"""Choosing: which of the options that were shown an answer means."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from bangwo.domain.act import Act, Item, SeatWish
from bangwo.domain.offer import GOODS
from bangwo.language.dialogue.state import Draft, Option

_BY: dict[str, Callable[[Option], tuple[bool, int | str]]] = {
    "cheapest": lambda each: (each.price_fen is None, each.price_fen or 0),
    "nearest": lambda each: (each.metres is None, each.metres or 0),
    "fastest": lambda each: (each.minutes is None, each.minutes or 0),
    "best_rated": lambda each: (False, -each.rating),
    "popular": lambda each: (False, -each.rating),
    "earliest": lambda each: (not each.at, each.at),
}


def choice(options: Sequence[Option], act: Act) -> Option | None:
    """The option that was meant; None when it is none of them."""
    if not options:
        return None
    if act.index is not None:
        place = act.index - 1 if act.index > 0 else len(options) + act.index
        return options[place] if 0 <= place < len(options) else None
    found = tuple(options)
    if act.pick:
        found = tuple(named(options, act.pick))
    if act.sort and found:
        return best(found, act.sort)
    return found[0] if found and act.pick else None


def best(options: Sequence[Option], sort: str) -> Option | None:
    """The first of the options by what is wished of it."""
    if sort == "latest":
        timed = [each for each in options if each.at]
        return max(timed, key=lambda each: each.at, default=None)
    by = _BY.get(sort)
    return min(options, key=by) if by is not None else None


def named(options: Sequence[Option], pick: str) -> list[Option]:
    """The options that have the words in their shop, title or time, the closest first."""
    wanted = _plain(pick)
    if not wanted:
        return []
    scored = [(_score(each, wanted), place) for place, each in enumerate(options)]
    return [options[place] for score, place in sorted(scored, key=lambda each: (-each[0], each[1])) if score]


def _score(option: Option, wanted: str) -> int:
    names = [_plain(each) for each in (option.shop, option.name, option.title) if each]
    if wanted in names or wanted == "".join(names[:2]):
        return 3
    if any(wanted in each for each in (*names, option.at)):
        return 2
    return 1 if any(len(each) > 1 and each in wanted for each in names) else 0


def _plain(text: str) -> str:
    return re.sub(r"[\W_]|那家|那个|那場|那场|的$", "", unicodedata.normalize("NFKC", text).lower())


def chosen(draft: Draft, option: Option) -> Draft:
    """The draft about the option that the person chose."""
    if not option.offers:  # a film: its showings come next
        wanted = replace(draft.wanted, title=option.name, tags=())
        return replace(draft, wanted=wanted, browsing=False, film=option.ref, picked=(), options=())
    wanted = draft.wanted
    if option.row:
        seats = replace(wanted.seats or SeatWish(), row=option.row, cols=option.cols)
        wanted = replace(wanted, seats=seats)
    if draft.trade in GOODS and not draft.what:
        was = wanted.items[0] if wanted.items else Item("")
        wanted = replace(wanted, items=(replace(was, name=option.name),))
    if "" in option.offers and len(option.offers) == len(wanted.items):  # it was said that the rest is missing
        wanted = replace(wanted, items=tuple(i for i, ref in zip(wanted.items, option.offers, strict=True) if ref))
    picked = tuple(ref for ref in option.offers if ref)
    return replace(draft, wanted=wanted, browsing=False, firm=True, picked=picked)
