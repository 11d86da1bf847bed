"""Ride: taxis and cars with drivers, and the map service of the city."""

from aiohttp import web

from bangwo_city.atlas.server import PlaceRoutes
from bangwo_city.merchant.server import build_app
from bangwo_city.options import Options
from bangwo_city.ride.fares import fares
from bangwo_city.ride.fleet import Fleet
from bangwo_city.ride.seller import Seller


def build(options: Options) -> web.Application:
    """The program."""
    prices = fares(options.seed)
    app = build_app(options, Seller(prices, Fleet(prices.cars, options.seed), pace=options.pace))
    PlaceRoutes(options.clock).add_to(app)
    return app
