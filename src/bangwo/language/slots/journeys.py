"""Slots of flights and trains."""
# ruff: noqa: E501

import re

from bangwo.domain.act import SeatWish
from bangwo.domain.offer import Trade
from bangwo.language.folding import guard
from bangwo.language.slots.common import day_of, take_common, take_times
from bangwo.language.slots.people import take_people
from bangwo.language.slots.reading import Reading, rule
from bangwo.language.slots.routes import take_route
from bangwo.language.words.travel import CABINS, JOURNEY_SEATS, NONSTOP

_CABINS = {trade: tuple(rule("cabin", source, value) for source, value in table) for trade, table in CABINS.items()}
_NONSTOP = (rule("nonstop", NONSTOP, True),)
_SEATS = tuple((slot, guard(source), value) for slot, source, value in JOURNEY_SEATS)
_FLIGHT = guard(
    r"(?<![a-z\d])(?P<v>(?:[a-z]{2}|\d[a-z]|[a-z]\d)\d{3,4})(?![\da-z])(?:次|航班)?(?:航班)?", re.IGNORECASE
)
_TRAIN = guard(r"(?<![a-z\d场楼])(?P<v>[gdcztk]\d{1,4})(?![\da-z])(?:次)?(?:列车|高铁)?", re.IGNORECASE)
_RETURN = guard(
    r"(?:返程|回程|returning(?: on)?|coming back(?: on)?|back on|return(?: on)?)\s*(?P<a>{T})|(?P<b>{T})(?:的|再|就)?(?:回(?!家|老家|娘家|[\u4e00-\u9fff]{2}(?:的|,|$|娘家|老家))|返(?!乡)|返程|回来|飞回|坐回)(?:来|程|去|国)?"
)


def read(reading: Reading) -> None:
    """All slots of flights and trains."""
    number = reading.search(_FLIGHT if reading.trade is Trade.FLIGHT else _TRAIN)
    if number is not None:
        reading.slots["number"] = number["v"].upper()
        reading.take(number.start(), number.end())
    _take_return(reading)
    take_common(reading, None)
    assert reading.trade is not None
    reading.apply(_CABINS[reading.trade])
    reading.apply(_NONSTOP)
    _take_seats(reading)
    take_times(reading)
    _take_carrier(reading)
    take_people(reading)
    take_route(reading)


def _take_return(reading: Reading) -> None:
    match = None
    for match in _RETURN.all(reading.mask, reading.text):
        reading.slots["return_date"] = day_of(reading.folded.found(match["a"] or match["b"]))
    if match is not None:
        reading.sub(_RETURN, ",")


def _take_seats(reading: Reading) -> None:
    wish: dict[str, str | bool] = {}
    for slot, regex, value in _SEATS:
        match = reading.search(regex)
        if match is not None:
            wish[slot] = value if value is not None else match["v"]
            reading.take(match.start(), match.end())
    if wish:
        reading.slots["seats"] = SeatWish(**wish)  # pyright: ignore[reportArgumentType]


def _take_carrier(reading: Reading) -> None:
    for term in reading.terms():
        if term.has("carrier"):
            reading.slots["carrier"] = reading.text[term.start : term.end]
            reading.take(term.start, term.end)
            return
