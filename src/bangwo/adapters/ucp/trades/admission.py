"""org.bangwo.admission, read into an admission."""

from datetime import date, datetime, time

from bangwo.adapters.wire import Fields
from bangwo.core.clock import LOCAL
from bangwo.domain.trades.admission import Admission


def read(fields: Fields) -> Admission:
    """Tickets of a day; they can be had until the gates close."""
    day = fields.as_one_of("date", date.fromisoformat)
    closes = fields.text("closes", "")
    return Admission(
        sight=fields.text("title"),
        city=fields.text("city", ""),
        ticket=fields.text("ticket", ""),
        date=day.isoformat(),
        opens=fields.text("opens", ""),
        closes=closes,
        begins_at=datetime.combine(day, _clock(closes), LOCAL),
        rating=fields.whole("rating", 0),
    )


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:  # 24:00, or nothing said
        return time(23, 59)
