"""org.bangwo.stay, read into a stay."""

from datetime import date, datetime, time, timedelta

from bangwo.adapters.wire import Fields
from bangwo.core.clock import LOCAL
from bangwo.domain.trades.stay import Stay


def read(fields: Fields) -> Stay:
    """A kind of room for some nights; it can be taken until the morning after the first."""
    first = fields.as_one_of("check_in", date.fromisoformat)
    return Stay(
        hotel=fields.text("hotel"),
        city=fields.text("city", ""),
        address=fields.text("address", ""),
        stars=fields.whole("stars", 0),
        room_type=fields.text("room_type"),
        room=fields.text("room_name", ""),
        check_in=first.isoformat(),
        nights=fields.whole("nights"),
        guests_max=fields.whole("guests_max"),
        breakfast=fields.truth("breakfast", False),
        begins_at=datetime.combine(first + timedelta(days=1), time(), LOCAL),
        metres=fields.whole_or_none("distance_m"),
        rating=fields.whole("rating", 0),
        refundable=fields.truth("refundable", True),
    )
