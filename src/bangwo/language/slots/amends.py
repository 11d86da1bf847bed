"""Amends: what changes in the running draft."""

import re
from dataclasses import replace
from typing import cast

from bangwo.domain.act import Act, ActKind, Item
from bangwo.domain.offer import Trade
from bangwo.language.acts import Segment
from bangwo.language.folding import Folded, guard, letter_of
from bangwo.language.lexicon import Lexicon
from bangwo.language.setting import Setting
from bangwo.language.slots import goods, journeys, rides, stays, tickets
from bangwo.language.slots.common import take_common, take_times
from bangwo.language.slots.reading import Reading, clean

_REPLACES = guard(r"(?:把)?(?P<old>[^,。{*}把]{1,12}?)(?:不要了)?,?(?:换成?|改成|改为|换)(?P<new>[^,。]+)")
_PLACES = {"from": "from_", "to": "to", "address": "where", "city": "city"}
_TRAVEL = {
    Trade.FLIGHT: journeys.read,
    Trade.TRAIN: journeys.read,
    Trade.HOTEL: stays.read_hotel,
    Trade.ATTRACTION: stays.read_attraction,
    Trade.RIDE: rides.read_ride,
    Trade.PLACE: rides.read_place,
}
_GOODS = {Trade.FOOD, Trade.GROCERY, Trade.SHOP}


def read(segment: Segment, folded: Folded, lexicon: Lexicon, setting: Setting) -> Act | None:
    """An `amend` act with the slots that the answer changes; None where it says none."""
    reading = Reading(ActKind.ORDER, setting.trade, segment.text, folded, lexicon)
    reading.answers = True
    if setting.trade in _GOODS:
        _goods(reading, setting)
    elif setting.trade in (Trade.MOVIE, Trade.SHOW):
        tickets.read(reading)
        if setting.options and "title" in reading.slots and len(str(reading.slots["title"])) < 2:
            del reading.slots["title"]
    else:
        _travel(reading, setting)
    if not reading.slots:
        return None
    return Act(act=ActKind.AMEND, **reading.slots)  # pyright: ignore[reportArgumentType]


def _travel(reading: Reading, setting: Setting) -> None:
    """Journeys, stays and rides; a bare place answers where from or where to."""
    if setting.asked in _PLACES and (place := _bare_address(reading)):
        reading.slots[_PLACES[setting.asked]] = place
        return
    reader = _TRAVEL.get(setting.trade) if setting.trade else None
    if reader is None:
        take_common(reading)
        take_times(reading)
        return
    reader(reading)


def _goods(reading: Reading, setting: Setting) -> None:
    if setting.asked == "address" and (where := _bare_address(reading)):
        reading.slots["where"] = where
        return
    match = reading.search(_REPLACES)
    old = _draft_item(clean(match["old"]), setting) if match else None
    goods.read(reading)
    items = reading.slots.get("items")
    if isinstance(items, tuple) and items:
        named = [_named(each, setting) for each in cast("tuple[Item, ...]", items)]
        reading.slots["items"] = tuple(named)
        if old is not None and named and named[0].name and named[0].name != old:
            reading.slots["replaces"] = old
        if len(named) == 1 and named[0].name in setting.items:
            reading.slots["replaces"] = named[0].name


def _named(item: Item, setting: Setting) -> Item:
    """A change without a name (少糖去冰, 两杯) is about the draft's only, or last, item."""
    if item.name or not setting.items:
        return replace(item, name=_draft_item(item.name, setting) or item.name)
    return replace(item, name=setting.items[-1])


def _draft_item(name: str, setting: Setting) -> str | None:
    name = re.sub(r"^(?:那个|那|这个|这|把)", "", name)
    for each in setting.items:
        if name and (each == name or (len(name) > 1 and (name in each or each in name))):
            return each
    return None


def _bare_address(reading: Reading) -> str | None:
    """The answer to "where to?" may be the address alone."""
    text = reading.folded.unfold(reading.text).strip(" ,。!")
    if re.search(r"送|寄|地址|,", text):
        return None
    text = re.sub(r"^(?:就|到|在|那就|我在)+", "", text)
    said = clean(text)
    if any(letter_of(each) == "O" for each in reading.text) or len(said) < 1:
        return None
    return "家" if said in ("家里", "我家", "家") else said
