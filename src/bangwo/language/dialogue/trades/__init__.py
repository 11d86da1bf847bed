"""Trades in the dialogue: what must be known of each before anybody can be asked. A trade is a line here and a file."""

from collections.abc import Callable

from bangwo.domain.act import Act
from bangwo.domain.offer import Trade
from bangwo.language.dialogue.state import Draft
from bangwo.language.dialogue.trades import admission, journey, ride, stay, table, voucher
from bangwo.language.dialogue.trades.question import Question

__all__ = ["MISSING", "Question", "missing"]

MISSING: dict[Trade, Callable[[Act], Question | None]] = {
    Trade.FLIGHT: journey.missing,
    Trade.TRAIN: journey.missing,
    Trade.HOTEL: stay.missing,
    Trade.ATTRACTION: admission.missing,
    Trade.RIDE: ride.missing,
    Trade.TABLE: table.missing,
    Trade.QUEUE: table.missing,
    Trade.VOUCHER: voucher.missing,
}


def missing(draft: Draft) -> Question | None:
    """The smallest next question, or None when all is known that is needed."""
    return MISSING[draft.trade](draft.wanted)
