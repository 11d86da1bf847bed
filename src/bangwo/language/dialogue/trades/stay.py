"""Hotels: where, and from which day."""

from bangwo.domain.act import Act
from bangwo.language.dialogue.state import Asks
from bangwo.language.dialogue.trades.question import Question, dated
from bangwo.language.replies import Say


def missing(wanted: Act) -> Question | None:
    """A town, a landmark or a hotel's name; then the day."""
    if not (wanted.city or wanted.near or wanted.name):
        return Question(Asks.CITY, Say.ASK_CITY)
    return None if dated(wanted) else Question(Asks.DATE, Say.ASK_CHECK_IN)
