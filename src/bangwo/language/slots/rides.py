"""Slots of rides, and of places and the way to them."""

import re

from bangwo.language.folding import guard
from bangwo.language.slots.common import take_common, take_times
from bangwo.language.slots.people import take_people
from bangwo.language.slots.reading import Reading, clean, rule
from bangwo.language.words import travel as words

_CARS = tuple(rule("car", source, value) for source, value in words.CARS)
_NOTES = guard(words.RIDE_NOTES)
_RIDE_ROUTE = tuple(rule(*each) for each in words.RIDE_ROUTE)
_PLACE_ROUTE = tuple(rule(*each) for each in words.PLACE_ROUTE)
_MODES = tuple(rule("mode", source, value) for source, value in words.MODES)
_QUERY = tuple(rule("query", source) for source in words.QUERY)
_NEAR = tuple(rule("near", source) for source in words.PLACE_NEAR)
_ME = (rule("near", r"(?:我|这|我这)?(?:附近|这边|周边|周围)(?:的)?|(?:near|around) (?:me|here)|nearby", "me"),)
_HOME = re.compile(r"^(?:我)?(?:家里|家|我家)$")
_LEAD = re.compile(r"^(?:帮我|给我|我们?|咱|请|叫个?车|叫辆车|打个?车|打车|你|要|想|接|那|我要|现在|在|就)+")
_TAIL = re.compile(
    r"(?:吧|呢|啊|,|的|就行|马上.*|你?给?叫.*|打车|打个车|大概|坐车|叫车.*|接(?:我|人).*|上班|下班|一趟|就走)+$"
)


def read_ride(reading: Reading) -> None:
    """All slots of rides."""
    notes: list[str] = []
    reading.take_each(_NOTES, lambda match: notes.append(reading.folded.unfold(match[0])))
    if notes:
        reading.slots["note"] = ",".join(notes)
    take_common(reading, None)
    take_times(reading)
    reading.apply(_CARS)
    take_people(reading)
    reading.apply(_RIDE_ROUTE)
    _tidy(reading)


def _tidy(reading: Reading) -> None:
    for slot in ("from_", "to"):
        said = reading.slots.get(slot)
        if isinstance(said, str):
            said = _TAIL.sub("", _LEAD.sub("", said))
            if _HOME.match(said):
                said = "家"
            if said:
                reading.slots[slot] = said
            else:
                del reading.slots[slot]


def read_place(reading: Reading) -> None:
    """All slots of places: what is looked for, where, and the way."""
    reading.text = re.sub(r"顺便|另外|帮我|请问|麻烦|我想|一下|再看看|看看|从这", "", reading.text)
    take_times(reading)
    if reading.text.isascii() or " " in reading.text.strip():
        reading.apply([each for each in _QUERY if "nearest" in each.guard.source])
        if "query" in reading.slots and "nearest" in reading.whole.lower():
            reading.slots["sort"] = "nearest"
    take_common(reading, None)
    if reading.text.isascii():
        reading.apply(_MODES)
    elif "走到" in reading.text:
        reading.slots["mode"] = "walk"
    if "query" not in reading.slots:
        reading.apply(_PLACE_ROUTE)
    reading.apply(_MODES)
    _tidy(reading)
    if "to" in reading.slots and not re.search(r"哪里有|停车场|哪儿有|有没有|附近", reading.text):
        return
    reading.apply(_NEAR)
    if "near" not in reading.slots:
        reading.apply(_ME)
    reading.apply(_QUERY)
    if "query" not in reading.slots:
        rest = [clean(each) for each in re.split(r"[,。;!?]+", reading.folded.unfold(reading.text))]
        rest = [
            re.sub(r"^(?:哪里|哪儿|有没有|有|在哪|最近的?|找)+|(?:在哪(?:儿|里)?|怎么走|吗)+$", "", each)
            for each in rest
        ]
        rest = [each for each in rest if len(each) > 1]
        if rest and "to" not in reading.slots:
            reading.slots["query"] = rest[0]
    if reading.slots.get("near") and reading.slots.get("to") == reading.slots["near"]:
        del reading.slots["to"]


__all__ = ["read_place", "read_ride"]
