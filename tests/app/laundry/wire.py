"""Adapters: com.example.laundry, read into a wash."""

from datetime import date, datetime, time

from app.laundry.wash import Wash
from bangwo.adapters.ucp.trades import Wire
from bangwo.adapters.wire import Fields
from bangwo.core.clock import LOCAL

CAPABILITY = "com.example.laundry"


def read(fields: Fields) -> Wash:
    """It can be had until the evening of the day."""
    day = fields.as_one_of("date", date.fromisoformat)
    return Wash(fields.text("manner"), day.isoformat(), datetime.combine(day, time(20), LOCAL))


WIRE = Wire(CAPABILITY, read)  # type: ignore[arg-type]
