"""org.bangwo.ride, read into a ride."""

from bangwo.adapters.wire import Fields
from bangwo.domain.trades.ride import Ride


def read(fields: Fields) -> Ride:
    """A kind of car at the price of this moment."""
    return Ride(
        car=fields.text("car"),
        start=fields.object("from").text("text", ""),
        end=fields.object("to").text("text", ""),
        metres=fields.whole("distance_m", 0),
        minutes=fields.whole("minutes", 0),
        wait_minutes=fields.whole("wait_minutes", 0),
        begins_at=fields.moment("expires_at"),
        pickup_at=fields.moment_or_none("pickup_at"),
    )
