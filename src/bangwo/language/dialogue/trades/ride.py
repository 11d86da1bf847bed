"""Rides: where to and where from. No day is no day: it comes at once."""

from bangwo.domain.act import Act
from bangwo.language.dialogue.state import Asks
from bangwo.language.dialogue.trades.question import Question
from bangwo.language.replies import Say


def missing(wanted: Act) -> Question | None:
    """Nobody is picked up at a place that was not said."""
    if not wanted.to:
        return Question(Asks.TO, Say.ASK_TO)
    return None if wanted.from_ else Question(Asks.FROM, Say.ASK_PICKUP)
