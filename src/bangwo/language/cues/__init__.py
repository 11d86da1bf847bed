"""Cues: words that tell what is asked and from which trade, with their weight. Data only, one table per trade."""
# A pattern is read as one line.

from bangwo.domain.offer import Trade
from bangwo.language.cues import trades

TRADES: dict[str, tuple[tuple[Trade, float], ...]] = trades.table()
