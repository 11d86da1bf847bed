"""Recall: what one who comes back is shown: conversations, what a quote may still become, where an order is."""

from collections.abc import Iterable
from dataclasses import dataclass

from bangwo.app.ports import Catalogue, Providers, Store
from bangwo.app.shapes import quote_json
from bangwo.app.telling import offers_block, quote_block
from bangwo.core.clock import Clock
from bangwo.core.errors import Code, Refused, Unavailable
from bangwo.core.json import Json
from bangwo.domain.offer import Offer, OptionGroup, Seat
from bangwo.domain.order import Order
from bangwo.domain.place import Point
from bangwo.domain.quote import Line, Quote, QuoteState
from bangwo.language.dialogue.codec import dialogue_of
from bangwo.language.replies import option_word

CONVERSATIONS_MAX = 50
TURNS_MAX = 200


@dataclass(frozen=True, slots=True)
class Recall:
    """Reads only: nothing that it answers changes anything."""

    store: Store
    catalogue: Catalogue
    providers: Providers
    clock: Clock

    async def conversations(self, user_id: str) -> Json:
        """The latest conversations first, each with the first sentence said in it."""
        found = await self.store.conversations(user_id, CONVERSATIONS_MAX)
        told: list[Json] = [
            {
                "conversation_id": each.conversation_id,
                "open": each.open,
                "updated_at": each.updated_at.isoformat(),
                "first": each.first,
            }
            for each in found
        ]
        return {"conversations": told}

    async def conversation(self, user_id: str, conversation_id: str) -> Json:
        """What was said and answered, the oldest first, and what lies on the table. Refused: not_found."""
        conversation = await self.store.conversation(user_id, conversation_id)
        if conversation is None:
            raise Refused(Code.NOT_FOUND)
        state = dialogue_of(conversation.state)
        quote = await self._open_quote(user_id, state.quote_id)
        turns = await self.store.turns(user_id, conversation_id, TURNS_MAX)
        said: list[Json] = [
            {"turn_id": each.turn_id, "text": each.text, "reply": each.reply, "at": each.at.isoformat()}
            for each in turns
        ]
        blocks: list[Json] = [] if quote is None else [quote_block(quote)]
        if state.draft is not None and state.listed and len(state.draft.options) > 1:
            blocks.append(offers_block(state.draft.options, state.language))
        return {
            "conversation_id": conversation_id,
            "open": conversation.open,
            "turns": said,
            "asks": state.asks or None,
            "quote": None if quote is None else quote_json(quote),
            "blocks": blocks,
        }

    async def choices(self, user_id: str, quote_id: str) -> Json:
        """What may still be chosen in an open quote: options by line, or seats of the hall. Refused: quote_gone."""
        quote = await self._open_quote(user_id, quote_id)
        if quote is None:
            raise Refused(Code.QUOTE_GONE)
        person = await self.store.person(user_id)
        language = person.language if person is not None else ""
        offers = [self.catalogue.offer(line.offer_ref) for line in quote.lines]
        lines = [_line_choices(line, offer, language) for line, offer in zip(quote.lines, offers, strict=True)]
        shown = next((each for each in offers if each is not None and each.showing is not None), None)
        return {
            "quote_id": quote_id,
            "lines": list[Json](lines),
            "seat_map": None if shown is None else await self._hall(quote, shown),
        }

    async def whereabouts(self, user_id: str, order_id: str) -> Json:
        """Where an order comes from, where it goes, and where its courier is now. Refused: not_found."""
        order = await self.store.order(user_id, order_id)
        if order is None:
            raise Refused(Code.NOT_FOUND)
        quote = order.quote
        shop = self.catalogue.merchant(quote.provider_id, quote.merchant_id)
        courier = await self._courier(order)
        return {
            "shop": None if shop is None else {"name": shop.name, **_point(shop.point)},
            "to": None if quote.where is None else {"name": quote.where.label, **_point(quote.where.point)},
            "courier": None if courier is None else _point(courier),
        }

    async def _open_quote(self, user_id: str, quote_id: str) -> Quote | None:
        found = await self.store.quote(user_id, quote_id) if quote_id else None
        return found[0] if found is not None and found[1] is QuoteState.OPEN else None

    async def _hall(self, quote: Quote, offer: Offer) -> Json:
        hall = await self.providers[quote.provider_id].seat_map(offer)
        return {
            "rows": hall.rows,
            "cols": hall.cols,
            "aisles": list(hall.aisles),
            "seats": _seats(hall.seats),
            "free": _seats(hall.free),
            "chosen": _seats(quote.hold.seats if quote.hold is not None else ()),
        }

    async def _courier(self, order: Order) -> Point | None:
        provider = self.providers.get(order.quote.provider_id)
        if provider is None or order.ended or not order.provider_order_id:
            return None
        try:
            return (await provider.order(order.provider_order_id)).courier
        except Unavailable:
            return None  # the map does without


def _line_choices(line: Line, offer: Offer | None, language: str) -> Json:
    groups = offer.groups if offer is not None else ()
    return {
        "name": line.name,
        "qty": line.qty,
        "unit": line.unit,
        "groups": [_group(each, line, language) for each in groups],
    }


def _group(group: OptionGroup, line: Line, language: str) -> Json:
    choices: list[Json] = [
        {
            "name": each.name,
            "said": option_word(each.name, language),
            "fen": each.price.fen,
            "available": each.available,
            "chosen": each.choice_id in line.choice_ids,
        }
        for each in group.choices
    ]
    return {"kind": group.kind, "name": group.name, "min": group.least, "max": group.most, "choices": choices}


def _seats(seats: Iterable[Seat]) -> list[Json]:
    return [[seat.row, seat.col] for seat in sorted(seats, key=lambda seat: (seat.row, seat.col))]


def _point(point: Point) -> dict[str, Json]:
    return {"lat": point.lat, "lon": point.lon}
