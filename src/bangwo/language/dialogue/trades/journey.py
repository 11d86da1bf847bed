"""Flights and trains: from where, to where, which day."""

from bangwo.domain.act import Act
from bangwo.language.dialogue.state import Asks
from bangwo.language.dialogue.trades.question import Question, dated
from bangwo.language.replies import Say


def missing(wanted: Act) -> Question | None:
    """Where from and where to come before the day."""
    if not wanted.to:
        return Question(Asks.TO, Say.ASK_TO)
    if not wanted.from_:
        return Question(Asks.FROM, Say.ASK_FROM)
    return None if dated(wanted) else Question(Asks.DATE, Say.ASK_DAY)
