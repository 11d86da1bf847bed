"""Server: org.bangwo.places over HTTP: where something is, what is near, and how one gets there."""

import math
from datetime import datetime

from aiohttp import web

from bangwo_city.atlas import plane, traffic
from bangwo_city.atlas.places import Found, Place, locate, places
from bangwo_city.atlas.roads import MODES, roads
from bangwo_city.atlas.routes import OutOfCity, Route, route
from bangwo_city.atlas.transit import transit
from bangwo_city.clock import CityClock
from bangwo_city.geography import Point
from bangwo_city.merchant import Doc, answer
from bangwo_city.merchant.reading import Invalid

TEXT_MAX = 500
RADIUS_MAX_M = 100_000
LIMIT_MAX = 50
CAPABILITY = "org.bangwo.places"


def add_locate(app: web.Application) -> None:
    """`/org.bangwo/places/locate`; the map is read now, not when somebody waits for it."""
    places()
    app.router.add_get("/org.bangwo/places/locate", _locate)


class PlaceRoutes:
    """The rest of it, which needs the time of day."""

    def __init__(self, clock: CityClock) -> None:
        self._clock = clock

    def add_to(self, app: web.Application) -> None:
        """Serve all of org.bangwo.places."""
        add_locate(app)
        app.router.add_get("/org.bangwo/places/search", self._search)
        app.router.add_get("/org.bangwo/places/route", self._route)

    async def _search(self, request: web.Request) -> web.Response:
        query = request.query
        text = query.get("text", "")
        near = _near(query.get("lat"), query.get("lon"))
        radius_m = _whole(query.get("radius_m"), "radius_m", RADIUS_MAX_M)
        limit = _whole(query.get("limit"), "limit", LIMIT_MAX) or 10
        if len(text) > TEXT_MAX or not (text.strip() or near):
            raise Invalid("invalid", f"text of at most {TEXT_MAX} characters or lat and lon are needed")
        found = places().search(text, near, radius_m, limit)
        return answer({"places": [_document(each) for each in found]})

    async def _route(self, request: web.Request) -> web.Response:
        start, goal = (_pair(request.query.get(name), name) for name in ("from", "to"))
        mode = request.query.get("mode", "drive")
        if mode not in (*MODES, "transit"):
            raise Invalid("invalid", "mode is one of walk, drive, transit, bike")
        try:
            return answer(way(start, goal, mode, self._clock.now()))
        except OutOfCity:
            raise Invalid("out_of_range", "起点或终点不在云湖市内", 422) from None


def way(start: Point, goal: Point, mode: str, now: datetime) -> Doc:
    """The route as it is shown; OutOfCity."""
    found = transit(start, goal, now.time()) if mode == "transit" else route(roads(), start, goal, mode)
    slower = traffic.percent(now) if mode == "drive" else 100
    metres, minutes = _rounded(found, slower)
    return {
        "mode": mode,
        "distance_m": sum(metres),
        "minutes": sum(minutes),
        "steps": [
            {"text": step.text, "distance_m": length, "minutes": time}
            for step, length, time in zip(found.steps, metres, minutes, strict=True)
        ],
        "line": [[each.lat, each.lon] for each in map(plane.point, found.line)],
    }


def _rounded(found: Route, slower: int) -> tuple[list[int], list[int]]:
    """Metres and minutes of each step, whole and adding up to those of the route (minutes rounded up)."""
    metres: list[int] = []
    minutes: list[int] = []
    way_m = way_s = 0.0
    for step in found.steps:
        way_m, way_s = way_m + step.metres, way_s + step.seconds * slower / 100
        metres.append(round(way_m) - sum(metres))
        minutes.append(math.floor(way_s / 60) - sum(minutes))
    minutes[-1] += math.ceil(way_s / 60) - sum(minutes)
    return metres, minutes


async def _locate(request: web.Request) -> web.Response:
    text = request.query.get("text", "").strip()
    if not 0 < len(text) <= TEXT_MAX:
        raise Invalid("invalid", f"text must have 1 to {TEXT_MAX} characters")
    point = locate(text)
    return answer({"lat": point.lat, "lon": point.lon})


def _document(found: Found) -> Doc:
    place: Place = found.place
    return {
        "id": place.place_id,
        "name": place.name,
        "kind": place.kind,
        "address": place.address,
        "lat": place.point.lat,
        "lon": place.point.lon,
        "distance_m": found.metres,
        "rating": place.rating,
        "opens": place.opens,
        "closes": place.closes,
    }


def _near(lat: str | None, lon: str | None) -> Point | None:
    if lat is None and lon is None:
        return None
    return _pair(f"{lat},{lon}", "lat and lon")


def _pair(text: str | None, name: str) -> Point:
    """A point out of `29.6,119.3`."""
    try:
        lat, lon = (float(each) for each in (text or "").split(","))
    except ValueError:
        raise Invalid("invalid", f"{name} must be degrees north and east: 29.6,119.3") from None
    if not (abs(lat) <= 90 and abs(lon) <= 180):
        raise Invalid("invalid", f"{name} must be degrees on the globe")
    return Point(lat, lon)


def _whole(text: str | None, name: str, most: int) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 9 and 1 <= int(text) <= most):
        raise Invalid("invalid", f"{name} must be a whole number from 1 to {most}")
    return int(text)
