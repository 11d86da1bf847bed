"""Tickets: cinemas and shows with their halls, seats that are held, and codes to collect the tickets with."""

from aiohttp import web

from bangwo_city.merchant.server import build_app
from bangwo_city.options import Options
from bangwo_city.tickets.schedule import Schedule
from bangwo_city.tickets.seats import SeatRoutes
from bangwo_city.tickets.seller import Seller


def build(options: Options) -> web.Application:
    """The ticket service as an application."""
    seller = Seller(Schedule(options.seed))
    app = build_app(options, seller)
    SeatRoutes(seller, options.clock, options.shelf).add_to(app)
    return app
