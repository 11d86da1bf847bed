"""Addresses: where something goes, from a label, from words, or from what was asked for."""

import re
from dataclasses import replace

from bangwo.app.ports import Places
from bangwo.app.turn import Turn
from bangwo.core.errors import Code, Refused, Unavailable
from bangwo.domain.place import Address, Point
from bangwo.language.dialogue.decide import Seen
from bangwo.language.dialogue.state import Asks, Draft
from bangwo.language.replies import Say

HOME = "家"
_LABELS = {
    "家": HOME, "家里": HOME, "我家": HOME, "家裡": HOME, "home": HOME,
    "公司": "公司", "单位": "公司", "办公室": "公司", "company": "公司", "office": "公司", "work": "公司",
}  # fmt: skip
_OTHER_LABELS = ("学校", "宿舍", "店里", "厂里", "工厂", "老家", "工地", "school", "dorm")
_RELATIVES = ("家", "家里", "那儿", "那里", "那边")
_OF_LABEL = re.compile(r"^(?:我|我的|我们)?(?:家|公司|单位|單位)?(?:住|就)?(?:在|的?地址(?:是|:|：)?)(?=.{3})")
"""公司在科技园路9号 names the street behind it."""


_CHANGED = re.compile(r"^(?:地址)?(?:(?:还是|就|请)?(?:改|换|換|送|寄|配送)(?:成|到|为|為|去|往|至)?)+(?=.)")
"""改成公司 names nothing but 公司."""


def _plain(where: str) -> str:
    """Where something goes, without the words around it."""
    said = _CHANGED.sub("", where) or where
    return _OF_LABEL.sub("", said) or said


def label_of(words: str) -> str:
    """The label that the words are; empty when they are an address."""
    plain = words.strip().lower().removeprefix("my ").removeprefix("the ")
    if plain in _LABELS:
        return _LABELS[plain]
    if plain in _OTHER_LABELS or (len(plain) <= 6 and plain.endswith(_RELATIVES)):
        return words.strip()
    return ""


async def locate(turn: Turn, draft: Draft, seen: Seen, places: Places) -> tuple[Draft, Seen]:
    """Find out where the draft goes, and to whom; an address that was asked for is remembered."""
    draft, seen = await _located(turn, draft, seen, places)
    return draft, replace(seen, where=None if seen.where is None else _taken_in_by(draft, seen.where))


def _taken_in_by(draft: Draft, where: Address) -> Address:
    """The address with whoever takes it in this time."""
    return replace(where, contact=draft.contact or where.contact, phone=draft.phone or where.phone)


async def _located(turn: Turn, draft: Draft, seen: Seen, places: Places) -> tuple[Draft, Seen]:
    said = _plain(draft.wanted.where or "")
    if not said:
        first = turn.person.addresses[0] if turn.person.addresses else None
        return draft, replace(seen, located=True, where=first)
    known = turn.person.address(said) or turn.person.address(label_of(said) or said)
    if known is not None:
        return draft, replace(seen, located=True, where=known)
    label = label_of(said)
    if label:
        return draft, replace(seen, located=True, label=label)
    try:
        point = await places.locate(said)
    except Refused:
        return draft, replace(seen, located=True, notices=(*seen.notices,))
    except Unavailable:
        return draft, replace(seen, located=True, refused=Refused(Code.PROVIDER_DOWN))
    own = Address("", said, point, turn.person.name, turn.person.phone)
    address = _remembered(turn, _taken_in_by(draft, own))
    if address.label:  # from now on it is known by its label
        draft = replace(draft, wanted=replace(draft.wanted, where=address.label))
    return draft, replace(seen, located=True, where=address)


def _remembered(turn: Turn, address: Address) -> Address:
    """The address under the label that was asked about; a first one is home; any other is used once."""
    asked = turn.state.label if turn.state.asks == Asks.ADDRESS else ""
    label = asked or ("" if turn.person.addresses else HOME)
    if not label or any(each.label == label for each in turn.person.addresses):
        return address
    known = replace(address, label=label)
    person = replace(turn.person, addresses=(*turn.person.addresses, known), version=turn.person.version + 1)
    turn.person = turn.person_after = person
    turn.say(Say.ADDRESS_SAVED, label=label, text=address.text)
    return known


async def point_near(turn: Turn, draft: Draft, places: Places) -> Point | None:
    """Where cinemas should be near to: what was said, or home."""
    near = draft.wanted.near
    home = turn.person.addresses[0].point if turn.person.addresses else None
    if not near or near == "me":
        return home
    known = turn.person.address(label_of(near) or near)
    if known is not None:
        return known.point
    try:
        return await places.locate(near)
    except (Refused, Unavailable):
        return home
