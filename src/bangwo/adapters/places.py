"""Places: where an address lies (asked of a map service once and remembered), what is near, how to get there."""

from collections import OrderedDict
from collections.abc import Sequence
from urllib.parse import quote, urlencode

from bangwo.adapters.outbound import Outbound
from bangwo.adapters.wire import Fields, parsed
from bangwo.core.errors import Code, Refused, Unavailable, Unknown
from bangwo.domain.place import Point, Route, Spot

REMEMBERED_MAX = 50_000
TEXT_MAX = 200


class MapService:
    """A map that speaks `org.bangwo.places`; the latest answers are kept, since the same text is the same point."""

    def __init__(self, outbound: Outbound, url: str, remembered_max: int = REMEMBERED_MAX) -> None:
        self._outbound = outbound
        self._url = url.rstrip("/") + "/org.bangwo/places/"
        self._remembered: OrderedDict[str, Point] = OrderedDict()
        self._remembered_max = remembered_max

    async def locate(self, text: str) -> Point:
        """Where the text lies. Raises Refused(address_unknown), or Unavailable when the map cannot be asked."""
        wanted = " ".join(text.split())[:TEXT_MAX]
        if not wanted:
            raise Refused(Code.ADDRESS_UNKNOWN)
        known = self._remembered.get(wanted)
        if known is None:
            known = self._remembered[wanted] = await self._ask(wanted)
            if len(self._remembered) > self._remembered_max:
                self._remembered.popitem(last=False)
        self._remembered.move_to_end(wanted)
        return known

    async def search(self, text: str, near: Point | None, limit: int) -> Sequence[Spot]:
        """What fits the words, the best and nearest first; nothing where the map has no search."""
        query: dict[str, str | float] = {"text": text[:TEXT_MAX], "limit": limit}
        if near is not None:
            query |= {"lat": near.lat, "lon": near.lon}
        try:
            found = await self._get(f"search?{urlencode(query)}", Code.PLACE_UNKNOWN)
            return [_spot(each) for each in found.objects("places")]
        except Refused:
            return []
        except Unknown as error:
            raise Unavailable(error.what) from error

    async def route(self, start: Point, end: Point, mode: str) -> Route:
        """How to get there. Raises Refused(route_unknown), Unavailable."""
        ends = {"from": f"{start.lat},{start.lon}", "to": f"{end.lat},{end.lon}"}
        try:
            found = await self._get(f"route?{urlencode({**ends, 'mode': mode})}", Code.ROUTE_UNKNOWN)
            return Route(
                mode=found.text("mode"),
                metres=found.whole("distance_m"),
                minutes=found.whole("minutes"),
                steps=tuple(each.text("text") for each in found.objects("steps")),
            )
        except Unknown as error:
            raise Unavailable(error.what) from error

    async def _ask(self, text: str) -> Point:
        try:
            point = await self._get(f"locate?text={quote(text, safe='')}", Code.ADDRESS_UNKNOWN)
            return Point(point.number("lat"), point.number("lon"))
        except Unknown as error:  # asking a map does nothing there
            raise Unavailable(error.what) from error

    async def _get(self, what: str, otherwise: Code) -> Fields:
        answer = await self._outbound.send("GET", self._url + what)
        if answer.status != 200:
            raise Refused(otherwise)
        return parsed(answer.body, "place")


def _spot(fields: Fields) -> Spot:
    return Spot(
        spot_id=fields.text("id"),
        name=fields.text("name"),
        address=fields.text("address", ""),
        point=Point(fields.number("lat"), fields.number("lon")),
        metres=fields.whole_or_none("distance_m"),
    )
