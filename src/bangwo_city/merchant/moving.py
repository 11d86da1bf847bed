"""Moving: who is on the way in an order, and where at a moment."""

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from math import ceil
from typing import Any

from bangwo_city.geography import Point
from bangwo_city.merchant.provider import Doc, Leg, Mover
from bangwo_city.merchant.wire import moment


def kept_movers(movers: Iterable[Mover]) -> list[dict[str, Any]]:
    """Movers as an order's record keeps them."""
    return [
        {"key": each.key, "since": moment(each.since), "says": each.says, "legs": [_kept_leg(leg) for leg in each.legs]}
        for each in movers
    ]


def seen(movers: Iterable[dict[str, Any]], now: datetime) -> Doc:
    """By key: what each mover that is known by now says, where it is, and in how many minutes it is there."""
    doc: Doc = {}
    for each in movers:
        if datetime.fromisoformat(each["since"]) <= now:
            doc[each["key"]] = {**each["says"], **_standing(each["legs"], now)}
    return doc


def _kept_leg(leg: Leg) -> list[Any]:
    return [leg.leaves.isoformat(), leg.arrives.isoformat(), [[each.lat, each.lon] for each in leg.line]]


def _standing(legs: list[list[Any]], now: datetime) -> Doc:
    """Under way on a leg, waiting at its end for the next, or before the first."""
    minutes, place = 0, Point(*legs[0][2][0])
    for leaves_at, arrives_at, line in legs:
        leaves, arrives = datetime.fromisoformat(leaves_at), datetime.fromisoformat(arrives_at)
        points = [Point(*each) for each in line]
        if now >= arrives:
            place = points[-1]
            continue
        if now >= leaves or leaves_at == legs[0][0]:
            place = _along(points, max((now - leaves) / (arrives - leaves), 0.0) if arrives > leaves else 0.0)
            minutes = ceil((arrives - now).total_seconds() / 60)
        break
    return {"lat": place.lat, "lon": place.lon, "minutes": minutes}


def _along(line: list[Point], share: float) -> Point:
    lengths = [a.metres_to(b) for a, b in pairwise(line)]
    way = share * sum(lengths)
    for (a, b), length in zip(pairwise(line), lengths, strict=True):
        if length and way <= length:
            return a.towards(b, way / length)
        way -= length
    return line[-1]
