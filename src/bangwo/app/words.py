"""Words: the understander's lexicon, made of what the catalogue now sells."""

from collections.abc import Iterable
from typing import Protocol

from bangwo.language.lexicon import Entry, Lexicon


class Named(Protocol):
    """A catalogue that tells its names; `version` grows when one comes or goes."""

    @property
    def version(self) -> int: ...

    def entries(self) -> Iterable[Entry]: ...


class Words:
    """Gives the lexicon of the present catalogue, made anew only when its names changed."""

    def __init__(self, catalogue: Named) -> None:
        self._catalogue = catalogue
        self._lexicon = Lexicon.basic()
        self._version = -1

    def __call__(self) -> Lexicon:
        """The lexicon as of now."""
        version = self._catalogue.version
        if version != self._version:
            self._lexicon = Lexicon.basic().with_entries(self._catalogue.entries())
            self._version = version
        return self._lexicon
