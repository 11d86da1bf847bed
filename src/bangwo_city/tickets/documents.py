"""Documents: showings and halls as they go over the wire."""

from bangwo_city.merchant import Doc
from bangwo_city.tickets.halls import places
from bangwo_city.tickets.schedule import Showing


def name(showing: Showing) -> str:
    """What is bought: `惊蛰无声 02-17 20:00 IMAX厅`."""
    return f"{showing.title} {showing.starts_at:%m-%d %H:%M} {showing.hall.name}"


def product(showing: Showing, seats_left: int, *, on_sale: bool = True) -> Doc:
    """A showing as a UCP product of one variant; one that has begun is `discontinued`."""
    price = {"amount": showing.price_fen, "currency": "CNY"}
    title = name(showing)
    status = "discontinued" if not on_sale else "in_stock" if seats_left else "out_of_stock"
    description = {"plain": f"{showing.venue.name} {showing.format} {showing.language}"}
    variant = {
        "id": showing.showing_id,
        "title": title,
        "description": description,
        "price": price,
        "availability": {"available": on_sale and seats_left > 0, "status": status},
    }
    return {
        "id": showing.showing_id,
        "title": title,
        "description": description,
        "price_range": {"min": price, "max": price},
        "variants": [variant],
        "org.bangwo.showing": {
            "merchant_id": showing.venue.venue_id,
            "title": showing.title,
            "hall": showing.hall.name,
            "starts_at": showing.starts_at.isoformat(),
            "ends_at": showing.ends_at.isoformat(),
            "format": showing.format,
            "language": showing.language,
            "rows": showing.hall.rows,
            "seats_left": seats_left,
            "premiere": showing.premiere,
            "aliases": showing.aliases,
            "tags": showing.tags,
            "rating": showing.rating,
        },
    }


def hall(showing: Showing, free: int) -> Doc:
    """The seat plan of a showing."""
    plan = showing.hall
    return {
        "rows": plan.rows,
        "cols": plan.cols,
        "seats": list(places(plan.seats)),
        "free": list(places(free)),
        "aisles": plan.aisles,
    }
