"""Vouchers: of which restaurant, or of what kind."""

from bangwo.domain.act import Act, ActKind
from bangwo.language.dialogue.state import Asks
from bangwo.language.dialogue.trades.question import Question
from bangwo.language.replies import Say


def missing(wanted: Act) -> Question | None:
    """Who only looks may look at all of them."""
    if wanted.name or wanted.near or wanted.title or wanted.act is ActKind.SEARCH:
        return None
    return Question(Asks.NAME, Say.ASK_DEAL)
