"""org.bangwo.table, read into a table or a number."""

from bangwo.adapters.wire import Fields
from bangwo.domain.trades.table import Table


def read(fields: Fields) -> Table:
    """A table at a moment, or a place among those who wait."""
    return Table(
        shop=fields.text("shop"),
        address=fields.text("address", ""),
        party=fields.whole("party"),
        at=fields.moment("at"),
        queue=fields.text("kind", "table") == "queue",
        ahead=fields.whole("ahead", 0),
        wait_minutes=fields.whole("wait_minutes", 0),
        metres=fields.whole_or_none("distance_m"),
        rating=fields.whole("rating", 0),
    )
