"""Dine: tables, numbers and vouchers of the restaurants that flash brings food from."""

from aiohttp import web

from bangwo_city.dine.redeeming import RedeemRoutes
from bangwo_city.dine.tables import Tables
from bangwo_city.dine.vouchers import Vouchers
from bangwo_city.merchant.server import BUSINESS, build_app
from bangwo_city.options import Options
from bangwo_city.travel.allotments import Allotments
from bangwo_city.travel.holds import HoldRoutes
from bangwo_city.travel.seller import Seller


class Dining(Seller):
    """The seller of what is had in the shop."""

    name = "dine"
    title = "云湖到店"


def build(options: Options) -> web.Application:
    """The program."""
    book = Allotments()
    seller = Dining([Tables(options.seed, book), Vouchers(options.seed, book)], book)
    app = build_app(options, seller)
    HoldRoutes(seller, options.clock, options.shelf).add_to(app)
    RedeemRoutes(app[BUSINESS], options.clock, options.shelf).add_to(app)
    return app
