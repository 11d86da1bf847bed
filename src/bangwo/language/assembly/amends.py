"""Amends: what changes in the running draft."""

import re
from dataclasses import replace

from bangwo.domain.act import Act, ActKind, Item
from bangwo.domain.offer import GOODS
from bangwo.language.assembly import assemble, places
from bangwo.language.assembly.said import Said
from bangwo.language.hearing import Heard
from bangwo.language.setting import Setting
from bangwo.language.tagging.decode import Tagged

_REPLACES = re.compile(r"(?:把)?(?P<old>[^,。把]{1,12}?)(?:不要了)?,?(?:换成?|改成|改为|换)(?P<new>[^,。]+)")
_PLACES = {"from": "from_", "to": "to", "address": "where", "city": "city"}
_EDGES = re.compile(r"^[的是在到去,、。: ]+|(?:[,、。:!? ]|吧|哈|啊|呀|哦|呢|就行|就好|谢谢|的)+$")


def read(heard: Heard, tagged: Tagged, setting: Setting, taken: tuple[int, int]) -> Act | None:
    """An `amend` act with the slots that the answer changes; None where it says none. `taken` is a choice already."""
    if (slot := _PLACES.get(setting.asked or "")) is not None and (place := _bare_place(heard, tagged, slot)):
        return Act(act=ActKind.AMEND, **{slot: place})  # pyright: ignore[reportArgumentType]
    spans = tuple(each for each in tagged.spans if not (each.start < taken[1] and taken[0] < each.end))
    said = Said.of(heard, tagged.stretches[0], replace(tagged, spans=spans))
    found = assemble.act(said, kind=ActKind.AMEND)
    if setting.trade in GOODS:
        found = _goods(found, heard.text, setting)
    return found if found != Act(act=ActKind.AMEND) else None


def _goods(found: Act, text: str, setting: Setting) -> Act:
    match = _REPLACES.search(text)
    old = _draft_item(match["old"], setting) if match else None
    items = tuple(_named(each, setting) for each in found.items)
    if not items:
        return found
    replaces = old if old is not None and items[0].name and items[0].name != old else None
    if len(items) == 1 and items[0].name in setting.items:
        replaces = items[0].name
    return replace(found, items=items, replaces=replaces)


def _named(item: Item, setting: Setting) -> Item:
    """A change without a name (少糖去冰, 两杯) is about the draft's only, or last, item."""
    if item.name or not setting.items:
        return replace(item, name=_draft_item(item.name, setting) or item.name)
    return replace(item, name=setting.items[-1])


def _draft_item(name: str, setting: Setting) -> str | None:
    name = re.sub(r"^(?:那个|那|这个|这|把)", "", name).strip()
    for each in setting.items:
        if name and (each == name or (len(name) > 1 and (name in each or each in name))):
            return each
    return None


def _bare_place(heard: Heard, tagged: Tagged, slot: str) -> str | None:
    """The answer to "where to?" may be the address alone."""
    text = heard.text.strip(" ,。!")
    if re.search(r"送|寄|地址|从|去|,", text) or any(each.tag == "opt" for each in tagged.spans):
        return None
    if places.is_time(heard, 0, len(heard.text)) or (slot == "city" and _within_city(tagged)):
        return None
    said = _EDGES.sub("", re.sub(r"^(?:就|到|在|那就|我在)+", "", text))
    return "家" if said in ("家里", "我家", "家") else said or None


def _within_city(tagged: Tagged) -> bool:
    """杭州西湖边 is a city and a place in it."""
    tags = {each.tag for each in tagged.spans}
    return "city" in tags and not tags.isdisjoint(("near", "name"))
