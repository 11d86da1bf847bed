"""Amending: what a later sentence changes in a draft, and what of it has to be looked for anew."""

import re
from dataclasses import fields, replace
from datetime import datetime

from bangwo.domain.act import Act, Budget, Item, People, SeatWish, When
from bangwo.domain.menu import kind_of
from bangwo.domain.offer import GOODS, MEASURED
from bangwo.language.dialogue.cues import instead, more, same_thing
from bangwo.language.dialogue.state import SEATED, Draft
from bangwo.language.options import merged

_SEARCHED = ("shop", "title", "venue", "near", "format", "budget", "sort", "tags")
"""Slots that say what to look for: a change of one of them makes the search start anew."""
_MADE = (
    "from_", "to", "return_date", "cabin", "carrier", "number", "nonstop", "city", "name", "nights", "room_type",
    "stars", "breakfast", "car",
)  # fmt: skip
"""The same for what is made to measure."""
_Slot = str | int | bool | tuple[str, ...] | Budget | People | SeatWish | When | None
_WHEN = ("time", "date", "date_ref", "clock")
_DAY = re.compile(
    r"今|明|后天|後天|号|號|月|周|週|星期|礼拜|禮拜|初|节|節|首映|day|tonight|tomorrow|\d/\d", re.IGNORECASE
)


def amended(draft: Draft, act: Act, text: str, now: datetime) -> Draft:
    """The draft with what was said changed in it."""
    before = draft.wanted
    said = _on_the_same_day(before, act, text, now)
    changed: dict[str, _Slot] = {}
    for name in (*_SEARCHED, *_MADE, "where", "coupon", "count", "people", "rooms"):
        value = getattr(said, name)
        if value is not None and value != ():
            changed[name] = value
    if said.tags:
        changed["tags"] = tuple(dict.fromkeys((*before.tags, *said.tags)))
    if any(getattr(said, name) is not None for name in _WHEN):
        changed |= {name: getattr(said, name) for name in _WHEN}
    if said.count is not None:
        changed["people"] = None
    if said.seats is not None:
        changed["seats"] = _seats(before.seats, said.seats)
    if said.note:
        changed["note"] = f"{before.note}；{said.note}" if before.note and said.note not in before.note else said.note
    out = replace(draft, wanted=replace(before, **changed))  # pyright: ignore[reportArgumentType]
    out = _with_items(out, _in_place(draft, _added(said, text), text), more(said, text))
    return out.unpicked() if _searches(draft, out) else out


def anew(draft: Draft, act: Act) -> Draft:
    """A film that is asked for once more, in full: what was said about it before is forgotten, but for the day."""
    if any(getattr(act, name) is not None for name in _WHEN):
        return Draft(act)
    return Draft(replace(act, **{name: getattr(draft.wanted, name) for name in _WHEN}))


def _searches(before: Draft, after: Draft) -> bool:
    names = _SEARCHED
    if after.trade in SEATED:
        names = (*_SEARCHED, *_WHEN)
    elif after.trade in MEASURED:
        names = (*_SEARCHED, *_WHEN, *_MADE, "rooms", "people", "count")
    return any(getattr(before.wanted, name) != getattr(after.wanted, name) for name in names)


def _on_the_same_day(before: Act, act: Act, text: str, now: datetime) -> Act:
    """9点 said of a film on the 17th is 9 o'clock on the 17th, unless the sentence names a day."""
    day = day_of(before)
    if day is None or _DAY.search(text):
        return act
    if act.clock is not None and act.time is None and act.date is None and act.date_ref is None:
        return replace(act, time=_moved(act.clock, day), clock=None)
    if act.time is not None and before.trade in SEATED | MEASURED and before.date_ref is None:
        return replace(act, time=_moved(act.time, day))
    if act.time is not None and before.date_ref is not None:
        return replace(act, date_ref=before.date_ref, clock=_moved(act.time, ""), time=None)
    return act


def day_of(act: Act) -> str | None:
    """The day that a request names, or that its premiere will name (empty); None when none is said."""
    if act.date:
        return act.date
    if act.time is not None and (moment := act.time.at or act.time.from_ or act.time.to):
        return moment[:10]
    return "" if act.date_ref else None


def _moved(when: When, day: str) -> When:
    def on(moment: str | None) -> str | None:
        if moment is None:
            return None
        clock = moment.rpartition("T")[2]
        return f"{day}T{clock}" if day else clock

    return replace(when, at=on(when.at), from_=on(when.from_), to=on(when.to))


def _seats(before: SeatWish | None, said: SeatWish) -> SeatWish:
    if before is None:
        return said
    given = {each.name: getattr(said, each.name) for each in fields(said)}
    kept = before if said.row is None else replace(before, cols=())  # seat numbers belong to their row
    return replace(kept, **{name: value for name, value in given.items() if value not in (None, ())})


def _added(act: Act, text: str) -> Act:
    """再来一杯 is one more of the same, and changes nothing of what was there."""
    again = len(act.items) == 1 and act.items[0].qty and act.replaces and same_thing(act.items[0].name, act.replaces)
    return replace(act, replaces=None) if again and more(act, text) and not instead(text) else act


def _in_place(draft: Draft, act: Act, text: str) -> Act:
    """换一份牛肉面 said of a single thing: that one is given up for it."""
    items = draft.wanted.items
    named = len(act.items) == 1 and act.items[0].name
    return (
        replace(act, replaces=items[0].name)
        if named and not act.replaces and len(items) == 1 and instead(text)
        else act
    )


def _with_items(draft: Draft, act: Act, one_more: bool) -> Draft:
    items, picked = list(draft.wanted.items), list(draft.picked or ("",) * len(draft.wanted.items))
    if draft.trade not in GOODS:
        return draft
    if act.replaces and not act.items:
        kept = [place for place, each in enumerate(items) if not same_thing(each.name, act.replaces)]
        return draft.with_items(tuple(items[i] for i in kept), _trimmed([picked[i] for i in kept]))
    for said in act.items:
        places = _meant(items, said, act.replaces)
        if one_more and places and said.name and said.qty and not act.replaces:
            was = items[places[0]]
            if was.name == said.name and not (said.options or said.without):
                items[places[0]] = replace(was, qty=(was.qty or 1) + said.qty)  # 再来一杯 of what is there already
                continue
            places = []
        if not places:
            items.append(said)
            picked.append("")
        for place in places:
            was = items[place]
            items[place] = _item(was, said, bool(act.replaces))
            if was.name != items[place].name:
                picked[place] = ""
    kept = [place for place, each in enumerate(items) if each.qty != 0 or len(items) == 1]
    return draft.with_items(tuple(items[i] for i in kept), _trimmed([picked[i] for i in kept]))


def _trimmed(picked: list[str]) -> tuple[str, ...]:
    return tuple(picked) if any(picked) else ()


def _meant(items: list[Item], said: Item, replaces: str | None) -> list[int]:
    """Which items of the draft a changed item is about; none: it is one more."""
    if replaces:
        found = [place for place, each in enumerate(items) if same_thing(each.name, replaces)]
        return found[:1] or ([0] if len(items) == 1 else [])
    nameless = [place for place, each in enumerate(items) if not each.name]
    if nameless:
        return nameless[:1]
    if said.name:
        return [place for place, each in enumerate(items) if same_thing(each.name, said.name)][:1]
    if len(items) <= 1:
        return [0] if items else []
    units = [place for place, each in enumerate(items) if said.unit and each.unit == said.unit]
    if units:
        return units[:1]
    if {kind_of(each) for each in said.options} & {"sugar", "ice"}:
        return [place for place, each in enumerate(items) if each.unit in ("杯", "")] or [len(items) - 1]
    return [len(items) - 1]


def _item(was: Item, said: Item, anew: bool) -> Item:
    name = said.name or was.name
    if was.name and said.name and was.name != said.name and said.name in was.name and not anew:
        name = was.name  # 奶茶 said of 珍珠奶茶
    other = anew and not same_thing(was.name, name)
    return Item(
        name=name,
        qty=said.qty if said.qty is not None else was.qty,
        unit=said.unit or was.unit,
        options=said.options if other else _still(_one_each(merged(was.options, said.options)), said.without, "加"),
        without=said.without if other else tuple(dict.fromkeys((*_still(was.without, said.options), *said.without))),
    )


def _one_each(options: tuple[str, ...]) -> tuple[str, ...]:
    """Of sugar, ice, size and spice the last that was said: 热 takes the place of 去冰."""
    last = {kind_of(each): each for each in options}
    return tuple(each for each in options if kind_of(each) in ("addition", "other") or last[kind_of(each)] == each)


def _still(before: tuple[str, ...], now: tuple[str, ...], mark: str = "") -> tuple[str, ...]:
    """What was wished before and is not taken back now: 加珍珠 takes 不要珍珠 back, and the other way round."""
    taken_back = {mark + each.removeprefix("加") for each in now}
    return tuple(each for each in before if each not in taken_back)
