"""Names: the words of the present catalogue, for those who listen."""

import asyncio
from datetime import datetime

from bangwo.adapters import tagger
from bangwo.adapters.catalogue.index import CatalogueIndex
from bangwo.core.clock import LOCAL
from bangwo.language.lexicon import Entry, Lexicon
from bangwo.language.understand import Ears, understand

LOOK_EVERY_S = 1.0


class Names:
    """The lexicon that goes with an index. Called, it gives the latest; `follow` makes it anew."""

    def __init__(self, index: CatalogueIndex) -> None:
        self._index = index
        self._version = -1
        self._ears = Ears(Lexicon.basic(), tagger.shipped())

    def __call__(self) -> Ears:
        """What hears the latest names; making it takes too long to do it while somebody waits."""
        return self._ears

    async def catch_up(self) -> None:
        """Make the lexicon anew if a name came or went."""
        version = self._index.version
        if version != self._version:
            entries = list(self._index.entries())
            self._ears = await asyncio.to_thread(_made, entries)
            self._version = version

    async def follow(self) -> None:
        """Keep up with the index, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            await self.catch_up()


def warm() -> None:
    """Make what the first sentence would make, so that processes forked from this one have it in common."""
    _hearing(Lexicon.basic())


def _made(entries: list[Entry]) -> Ears:
    return _hearing(Lexicon.basic().with_entries(entries))


def _hearing(lexicon: Lexicon) -> Ears:
    """Ears that know these names, used once already: much is made with the first use."""
    ears = Ears(lexicon, tagger.shipped())
    understand("帮我點两杯奶茶，少糖，送到公司", datetime.now(LOCAL), ears)
    return ears
