"""Companion: who answers talk that wants nothing bought; here the local one, which knows what was written for it."""

from dataclasses import dataclass

from bangwo.language import smalltalk
from bangwo.language.smalltalk import Talk


@dataclass(frozen=True, slots=True)
class LocalCompanion:
    """Answers at once from tables and rules. A model may stand before it and fall back on it."""

    async def answer(self, talk: Talk) -> str:
        """What is said to the talk."""
        return smalltalk.answer(talk)
