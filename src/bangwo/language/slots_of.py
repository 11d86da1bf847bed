"""Which slots module reads which act."""
# ruff: noqa: E501

from bangwo.domain.act import Act, ActKind
from bangwo.domain.offer import Trade
from bangwo.language.acts import Segment
from bangwo.language.folding import Folded
from bangwo.language.lexicon import Lexicon
from bangwo.language.slots import after, goods, journeys, rides, stays, tickets
from bangwo.language.slots.reading import Reading

_READERS = {
    Trade.FOOD: goods.read, Trade.GROCERY: goods.read, Trade.SHOP: goods.read, Trade.MOVIE: tickets.read, Trade.SHOW: tickets.read,
    Trade.FLIGHT: journeys.read, Trade.TRAIN: journeys.read, Trade.HOTEL: stays.read_hotel, Trade.ATTRACTION: stays.read_attraction,
    Trade.RIDE: rides.read_ride, Trade.PLACE: rides.read_place,
}  # fmt: skip


def act(segment: Segment, folded: Folded, lexicon: Lexicon) -> Act:
    """The act of a segment with its slots."""
    reading = Reading(segment.kind, segment.trade, segment.text, folded, lexicon)
    if segment.topic is not None:
        reading.slots["topic"] = segment.topic
    if segment.trade is not None and segment.kind in (ActKind.ORDER, ActKind.SEARCH):
        reader = _READERS.get(segment.trade)
        if reader is not None:
            reader(reading)
    else:
        after.read(reading)
    return reading.act()
