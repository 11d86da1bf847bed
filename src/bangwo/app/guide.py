"""Guide: answers what is near and how to get there, of which nothing is bought."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bangwo.app.addresses import label_of, point_near
from bangwo.app.ports import Places
from bangwo.app.turn import Turn
from bangwo.core.errors import Code, Refused, Unavailable
from bangwo.core.json import Json
from bangwo.domain.place import Point, Spot
from bangwo.language.dialogue.state import OPTIONS_MAX, Asks, Draft
from bangwo.language.replies import Say

WALK_M = 1_500
"""So far people walk when nothing else was said; farther they drive."""
STEPS_MAX = 4


@dataclass(frozen=True, slots=True)
class Guide:
    """Works on drafts of the trade place."""

    places: Places

    async def answer(self, turn: Turn, draft: Draft) -> bool:
        """Say what was asked; false where something must be asked before."""
        wanted = draft.wanted
        try:
            if wanted.query and not wanted.to:
                await self._search(turn, draft, wanted.query)
            elif not wanted.to:
                return self._ask(turn, draft, Asks.TO, Say.ASK_TO)
            elif not wanted.from_:
                return self._ask(turn, draft, Asks.FROM, Say.ASK_FROM)
            else:
                await self._route(turn, draft, wanted.from_, wanted.to)
        except Refused as refused:
            turn.say(refused.code, **refused.facts)
        except Unavailable:
            turn.say(Code.PROVIDER_DOWN)
        return True

    async def _search(self, turn: Turn, draft: Draft, text: str) -> None:
        near = await point_near(turn, draft, self.places)
        found = await self.places.search(text, near, OPTIONS_MAX)
        if not found:
            raise Refused(Code.PLACE_UNKNOWN, place=text)
        turn.say(Say.PLACES, count=len(found))
        turn.blocks.append(_block(found))

    async def _route(self, turn: Turn, draft: Draft, start: str, end: str) -> None:
        ends = await self._point(turn, start), await self._point(turn, end)
        mode = draft.wanted.mode or ("walk" if ends[0].metres_to(ends[1]) <= WALK_M else "drive")
        try:
            way = await self.places.route(*ends, mode)
        except Refused as refused:
            raise Refused(refused.code, start=start, end=end) from refused
        turn.say(Say.WAY, start=start, end=end, mode=way.mode, minutes=way.minutes, metres=way.metres)
        if way.steps:
            more = "……" if len(way.steps) > STEPS_MAX else ""
            turn.say(Say.WAY_STEPS, steps="；".join(way.steps[:STEPS_MAX]) + more)

    async def _point(self, turn: Turn, said: str) -> Point:
        """Where it is: an address of the person, or a place of the map."""
        label = label_of(said)
        known = turn.person.address(said) or turn.person.address(label or said)
        if known is not None:
            return known.point
        if label:
            raise Refused(Code.PLACE_UNKNOWN, place=said)
        return await self.places.locate(said)

    def _ask(self, turn: Turn, draft: Draft, asks: Asks, question: Say) -> bool:
        turn.say(question)
        turn.quote = None
        turn.state = replace(turn.state.with_draft(draft), asks=asks.value, label="", listed=False, quote_id="")
        return False


def _block(found: Sequence[Spot]) -> Json:
    return {"kind": "places", "options": [_option(place, each) for place, each in enumerate(found, 1)]}


def _option(place: int, spot: Spot) -> Json:
    entry: dict[str, Json] = {"index": place, "ref": spot.spot_id, "title": spot.name, "address": spot.address}
    return entry | ({} if spot.metres is None else {"metres": spot.metres})
