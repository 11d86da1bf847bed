"""org.bangwo.voucher, read into a voucher."""

from bangwo.adapters.wire import Fields
from bangwo.domain.money import Money
from bangwo.domain.trades.voucher import Voucher


def read(fields: Fields) -> Voucher:
    """A deal that is bought now and used until its last day."""
    return Voucher(
        shop=fields.text("shop"),
        address=fields.text("address", ""),
        deal=fields.text("deal"),
        contents=fields.text("contents", ""),
        people=fields.whole("people", 1),
        worth=Money(fields.whole("worth", 0)),
        valid_until=fields.moment("valid_until"),
        metres=fields.whole_or_none("distance_m"),
        rating=fields.whole("rating", 0),
    )
