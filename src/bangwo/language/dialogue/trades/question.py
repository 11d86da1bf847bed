"""Questions: what is asked, and how."""

from dataclasses import dataclass, field

from bangwo.domain.act import Act
from bangwo.language.replies import Say


@dataclass(frozen=True, slots=True)
class Question:
    """`asks` is what the answer fills in."""

    asks: str
    say: Say
    facts: dict[str, str | int] = field(default_factory=dict[str, str | int])


def dated(wanted: Act) -> bool:
    """Whether a day is known."""
    return wanted.date is not None or wanted.time is not None
