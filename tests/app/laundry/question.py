"""Language: what must be known before a laundry can be asked."""

from bangwo.domain.act import Act
from bangwo.language.dialogue.state import Asks
from bangwo.language.dialogue.trades import Question
from bangwo.language.dialogue.trades.question import dated
from bangwo.language.replies import Say


def missing(wanted: Act) -> Question | None:
    """The day."""
    return None if dated(wanted) else Question(Asks.DATE, Say.ASK_DAY)
