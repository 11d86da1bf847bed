"""Vouchers: deals of the houses, each a code that is shown in the shop, given back freely until it is."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from bangwo_city.clock import LOCAL
from bangwo_city.dine.asking import asked_of
from bangwo_city.dine.houses import Deal, House, about, houses, named
from bangwo_city.geography import Point
from bangwo_city.merchant import CancelRule, CancelStep, Doc
from bangwo_city.travel.admissions.asking import text_of
from bangwo_city.travel.allotments import Allotments, Claim
from bangwo_city.travel.desk import Allotment, Course, Line, Offer
from bangwo_city.travel.gazetteer import plain

PER_DAY = 200
"""A house sells no more of a deal on a day."""


class Vouchers:
    """Sells the deals of houses.txt."""

    capability = "org.bangwo.voucher"

    def __init__(self, seed: int, book: Allotments) -> None:
        self._book = book

    def merchants(self) -> Sequence[Doc]:
        """The restaurants are those of the tables."""
        return ()

    def find(self, asked: Doc, now: datetime) -> Sequence[Offer]:
        """Deals of the houses that fit, those that hold the words `deal` alone where there are any."""
        words = plain(text_of(asked, "deal"))
        anywhere = bool(words) and not any(named(text_of(asked, "text")))
        wanted = asked_of({**asked, "text": ""} if anywhere else asked, now)
        found = [(house, deal) for house in wanted.houses for deal in house.deals]
        fitting = [(house, deal) for house, deal in found if words and words in plain(deal.name)]
        return [self._offer(house, deal, now.date(), wanted.near, now) for house, deal in fitting or found]

    def offer(self, product_id: str, now: datetime) -> Offer | None:
        """A deal bought on a day, by its id: `v_huoguo_1_20260210`."""
        parts = product_id.split("_")
        house = houses().get(parts[1]) if len(parts) == 4 and parts[0] == "v" else None
        if house is None or parts[3] != f"{now:%Y%m%d}":
            return None
        deal = next((each for each in house.deals if str(each.number) == parts[2]), None)
        return None if deal is None else self._offer(house, deal, now.date(), None, now)

    def allot(self, lines: Sequence[Line], wishes: Sequence[str], now: datetime) -> Allotment | None:
        """Out of what is sold of a deal on a day."""
        claims = tuple(Claim(each.number, each.offer.product_id, each.quantity, PER_DAY) for each in lines)
        return Allotment(claims, tuple(wishes)) if self._book.fits(claims, now) else None

    def course(self, line: Line, places: Sequence[str], order_id: str, now: datetime) -> Course:
        """Good until its last day; what nobody has used by then lapses, and the money goes back."""
        ends = datetime.fromisoformat(line.offer.details["valid_until"])
        return Course(now, ends, line.offer.rule, lapses="过期未用，自动退款")

    def _offer(self, house: House, deal: Deal, day: date, near: Point | None, now: datetime) -> Offer:
        product_id = f"v_{house.shop.shop_id}_{deal.number}_{day:%Y%m%d}"
        ends = datetime.combine(day + timedelta(days=deal.days), time(23, 59), LOCAL)
        details = {
            "deal": deal.name,
            "contents": deal.contents,
            "people": deal.people,
            "worth": deal.worth_fen,
            "valid_until": ends.isoformat(),
            **about(house, near),
        }
        return Offer(
            product_id=product_id,
            title=f"{house.shop.name} {deal.name}",
            merchant_id=house.shop.shop_id,
            price_fen=deal.price_fen,
            left=PER_DAY - self._book.taken(product_id, now),
            details=details,
            rule=CancelRule(f"未使用随时退，{ends:%Y年%m月%d日}过期自动退", (CancelStep(ends, 0),)),
            description=deal.contents,
        )
