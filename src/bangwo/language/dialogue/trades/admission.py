"""Sights: which, on which day, how many tickets."""

from bangwo.domain.act import Act, ActKind
from bangwo.language.dialogue.state import Asks
from bangwo.language.dialogue.trades.question import Question, dated
from bangwo.language.replies import Say


def missing(wanted: Act) -> Question | None:
    """Who only looks need not say how many."""
    if not (wanted.name or wanted.city or wanted.near):
        return Question(Asks.NAME, Say.ASK_SIGHT)
    if not dated(wanted):
        return Question(Asks.DATE, Say.ASK_DAY)
    if wanted.act is ActKind.SEARCH or wanted.count is not None or wanted.people is not None:
        return None
    return Question(Asks.COUNT, Say.ASK_COUNT)
