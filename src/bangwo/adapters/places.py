"""Places: where an address lies, asked of a map service once and remembered."""

from collections import OrderedDict
from urllib.parse import quote

from bangwo.adapters.outbound import Outbound
from bangwo.adapters.wire import parsed
from bangwo.core.errors import Code, Refused, Unavailable, Unknown
from bangwo.domain.place import Point

REMEMBERED_MAX = 50_000
TEXT_MAX = 200


class MapService:
    """A map that speaks `org.bangwo.places`; the latest answers are kept, since the same text is the same point."""

    def __init__(self, outbound: Outbound, url: str, remembered_max: int = REMEMBERED_MAX) -> None:
        self._outbound = outbound
        self._url = url.rstrip("/") + "/org.bangwo/places/locate?text="
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

    async def _ask(self, text: str) -> Point:
        try:
            answer = await self._outbound.send("GET", self._url + quote(text, safe=""))
            if answer.status != 200:
                raise Refused(Code.ADDRESS_UNKNOWN)
            point = parsed(answer.body, "place")
            return Point(point.number("lat"), point.number("lon"))
        except Unknown as error:  # asking a map does nothing there
            raise Unavailable(error.what) from error
