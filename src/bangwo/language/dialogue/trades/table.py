"""Tables and numbers: where, for how many, and a table at what time."""

from bangwo.domain.act import Act
from bangwo.domain.offer import Trade
from bangwo.language.dialogue.instore import party
from bangwo.language.dialogue.state import Asks
from bangwo.language.dialogue.trades.question import Question
from bangwo.language.replies import Say


def missing(wanted: Act) -> Question | None:
    """A day alone is no time to come; who waits in a queue comes now."""
    if not (wanted.name or wanted.near):
        return Question(Asks.NAME, Say.ASK_RESTAURANT)
    if wanted.trade is Trade.TABLE and not _timed(wanted):
        return Question(Asks.TIME, Say.ASK_TABLE_TIME)
    return None if party(wanted) else Question(Asks.COUNT, Say.ASK_PARTY)


def _timed(wanted: Act) -> bool:
    """Whether a clock time is known, or a part of a day."""
    return wanted.time is not None and (wanted.time.at or wanted.time.from_ or "T00:00")[-5:] != "00:00"
