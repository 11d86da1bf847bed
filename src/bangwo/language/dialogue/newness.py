"""Newness: whether a sentence goes on with the open draft, adds to it, or asks for something else."""

from dataclasses import replace
from enum import Enum, auto

from bangwo.domain.act import Act, ActKind, Item
from bangwo.domain.offer import GOODS
from bangwo.language.dialogue.cues import buys, instead, more, same_thing
from bangwo.language.dialogue.state import SEATED, Draft


class Newness(Enum):
    """How a request stands to the draft that is open."""

    GOES_ON = auto()  # it says more about the draft
    ONE_MORE = auto()  # one more thing in the same draft
    AFTERWARDS = auto()  # one more thing, of another shop
    ANEW = auto()  # the same film or show, asked for from the beginning
    OTHER = auto()  # something else


def newness(draft: Draft, act: Act, text: str) -> Newness:
    """How an act that names something to buy stands to the open draft."""
    if act.trade is not None and act.trade is not draft.trade:
        return Newness.OTHER
    if not draft.what or draft.browsing or not _subject(act):
        return Newness.GOES_ON
    if draft.trade in SEATED:
        return _of_title(draft, act, text)
    if draft.trade not in GOODS or (act.act is ActKind.AMEND and not _names_only_new(draft, act)):
        return Newness.GOES_ON
    if _subject(act) in (draft.what, draft.wanted.shop) or act.replaces or instead(text):
        return Newness.GOES_ON
    if not more(act, text):
        return Newness.GOES_ON if _names_only_known(draft, act) else Newness.OTHER
    elsewhere = act.shop is not None and act.shop != draft.wanted.shop
    return Newness.AFTERWARDS if elsewhere or not act.items else Newness.ONE_MORE


def _subject(act: Act) -> str:
    return "、".join(each.name for each in act.items if each.name) or act.title or act.shop or ""


def _of_title(draft: Draft, act: Act, text: str) -> Newness:
    if act.title is None or instead(text) or not buys(text):
        return Newness.GOES_ON
    if not same_thing(act.title, draft.wanted.title or ""):
        return Newness.OTHER
    in_full = act.count is not None or act.people is not None
    return Newness.ANEW if in_full and draft.picked else Newness.GOES_ON


def _names_only_new(draft: Draft, act: Act) -> bool:
    """Whether all the items of a change have names, and none is that of an item of the draft."""
    return bool(act.items) and all(each.name and not _known(draft, each) for each in act.items)


def _names_only_known(draft: Draft, act: Act) -> bool:
    return bool(act.items) and all(_known(draft, each) for each in act.items)


def _known(draft: Draft, item: Item) -> bool:
    return any(same_thing(item.name, each.name) for each in draft.wanted.items)


def as_request(draft: Draft, act: Act) -> Act:
    """A change that is really a request of its own."""
    return act if act.act is not ActKind.AMEND else replace(act, act=ActKind.ORDER, trade=draft.trade)
