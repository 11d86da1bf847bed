"""org.bangwo.journey, read into a journey."""

from bangwo.adapters.wire import Fields
from bangwo.domain.trades.journey import Journey, Stop


def read(fields: Fields) -> Journey:
    """A flight or a train in one cabin."""
    return Journey(
        number=fields.text("number"),
        carrier=fields.text("carrier", ""),
        start=_stop(fields.object("from")),
        end=_stop(fields.object("to")),
        departs_at=fields.moment("departs_at"),
        arrives_at=fields.moment("arrives_at"),
        cabin=fields.text("cabin", ""),
        wishes=fields.texts("wishes"),
    )


def _stop(fields: Fields) -> Stop:
    return Stop(fields.text("city", ""), fields.text("name"), fields.text("terminal", ""))
