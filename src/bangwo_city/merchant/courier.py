"""Courier: goods brought within the hour, to those who live near."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bangwo_city.merchant.provider import Doc, Plan, Refusal, Step, Wish
from bangwo_city.merchant.wares import Sale, Shop


@dataclass(frozen=True, slots=True)
class Courier:
    """Brings what is ordered as far as a radius, in so many minutes and more for a long way."""

    radius_m: int
    usual_minutes: int

    def terms(self, shop: Shop) -> Doc:
        """What org.bangwo.merchants says of it."""
        return {
            "delivery": {
                "fee": shop.fee_fen,
                "radius_m": self.radius_m,
                "minutes": self.usual_minutes,
                "minimum": shop.minimum_fen,
                "free_over": shop.free_over_fen,
            }
        }

    def refusals(self, shop: Shop, wish: Wish) -> Sequence[Refusal]:
        """Too far."""
        if wish.point is None or shop.point.metres_to(wish.point) <= self.radius_m:
            return ()
        return (Refusal("out_of_range", f"{shop.name}只送{self.radius_m / 1000:g}公里以内"),)

    def minutes(self, shop: Shop, wish: Wish) -> int:
        """The usual minutes, and more beyond two kilometres."""
        if wish.point is None:
            return self.usual_minutes
        return self.usual_minutes + max(shop.point.metres_to(wish.point) - 2000, 0) // 400

    def plan(self, sale: Sale) -> Plan:
        """Accepted, prepared for a while, carried, there; a little sooner or later than promised."""
        minutes = sale.minutes * (0.9 + 0.2 * sale.luck())

        def after(part: float) -> datetime:
            return sale.now + timedelta(minutes=minutes * part / sale.pace)

        steps = (
            Step("accepted", sale.now),
            Step("preparing", after(0.06)),
            Step("on_the_way", after(0.45)),
            Step("completed", after(1.0)),
        )
        route = None if sale.point is None else (sale.shop.point, sale.point)
        return Plan(steps, deliver_at=steps[-1].at, route=route)

    def cancellable(self, state: str) -> bool:
        """Until the courier has it."""
        return state in ("accepted", "preparing")
