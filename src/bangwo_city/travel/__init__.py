"""Travel: journeys, stays and admissions, kept and sold at a desk of their own each."""

from aiohttp import web

from bangwo_city.merchant.server import build_app
from bangwo_city.options import Options
from bangwo_city.travel.admissions import Admissions
from bangwo_city.travel.allotments import Allotments
from bangwo_city.travel.holds import HoldRoutes
from bangwo_city.travel.journeys import Journeys
from bangwo_city.travel.seller import Seller
from bangwo_city.travel.stays import Stays


def build(options: Options) -> web.Application:
    """The travel service as an application."""
    book = Allotments()
    desks = [each(options.seed, book) for each in (Journeys, Stays, Admissions)]
    seller = Seller(desks, book)
    app = build_app(options, seller)
    HoldRoutes(seller, options.clock, options.shelf).add_to(app)
    return app
