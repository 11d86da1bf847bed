"""Parcel: goods sent by a carrier to anywhere, stop by stop, and taken back for a while."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from importlib.resources import files

from bangwo_city.geography import Point
from bangwo_city.merchant.menu import lines
from bangwo_city.merchant.provider import CancelRule, CancelStep, Doc, Notice, Plan, Refusal, Step, Wish
from bangwo_city.merchant.wares import Good, Sale, Shop
from bangwo_city.merchant.wire import moment

RETURN_LIFE = timedelta(days=7)
"""How long after its arrival a parcel may be sent back."""

CARRIERS = {
    "顺丰速运": ("SF", 13),
    "京东快递": ("JDX", 12),
    "中通快递": ("78", 12),
    "圆通速递": ("YT", 13),
    "申通快递": ("77", 13),
    "韵达快递": ("43", 13),
    "邮政EMS": ("EB", 9),
}
"""What a carrier's tracking numbers begin with, and how many digits follow."""

_MINUTES_A_DAY = 24 * 60
_NEAR_M, _FAR_M = 150_000, 1_500_000  # up to here it takes the fewest days, from there on the most
_DOOR_FROM, _DOOR_HOURS = time(9), 11  # when couriers ring
_PACKED, _SHIPPED = 0.03, 0.25  # shares of the whole time
_COURIERS = "王李张刘陈杨黄赵周吴"


@dataclass(frozen=True, slots=True)
class Parcel:
    """Sends everywhere from one town, within so many days; what is returned costs so much for each kind of good."""

    town: str
    carrier: str
    days: tuple[int, int]
    return_fee_fen: int

    def terms(self, shop: Shop) -> Doc:
        """What org.bangwo.merchants says of it."""
        parcel = {"fee": shop.fee_fen, "free_over": shop.free_over_fen, "days": list(self.days)}
        return {"delivery": None, "parcel": parcel}

    def refusals(self, shop: Shop, wish: Wish) -> Sequence[Refusal]:
        """None: it sends everywhere."""
        return ()

    def minutes(self, shop: Shop, wish: Wish) -> int:
        """Whole days, more of them the further it is."""
        metres = _NEAR_M if wish.point is None else shop.point.metres_to(wish.point)
        share = min(max(metres - _NEAR_M, 0) / (_FAR_M - _NEAR_M), 1.0)
        least, most = self.days
        return (least + round(share * (most - least))) * _MINUTES_A_DAY

    def plan(self, sale: Sale) -> Plan:
        """Packed, handed over, carried from hub to hub, brought to the door by day."""
        day = (sale.now + timedelta(minutes=sale.minutes)).date()
        there = datetime.combine(day, _DOOR_FROM, sale.now.tzinfo) + timedelta(hours=_DOOR_HOURS * sale.luck("hour"))
        span = (there - sale.now) / sale.pace

        def after(part: float) -> datetime:
            return sale.now + span * part

        shipped, arrived = after(_SHIPPED), after(1.0)
        steps = (
            Step("accepted", sale.now),
            Step("preparing", after(_PACKED)),
            Step("on_the_way", shipped),
            Step("completed", arrived),
        )
        return Plan(
            steps,
            deliver_at=arrived,
            notices=self._notices(sale, shipped, arrived),
            rules=tuple(self._rule(good, shipped, arrived) for good in sale.goods),
        )

    def cancellable(self, state: str) -> bool:
        """Until it is handed over, and again once it has arrived."""
        return state in ("accepted", "preparing", "completed")

    def _rule(self, good: Good, shipped: datetime, arrived: datetime) -> CancelRule:
        """Free until it is sent; sent back, the way back is for the buyer to pay."""
        kept = CancelStep(shipped, 0)
        if not good.returnable:
            return CancelRule(f"发货前可免费取消，{good.name}不支持退货", (kept,))
        fee = f"每种商品收退货运费{self.return_fee_fen / 100:g}元" if self.return_fee_fen else "免退货运费"
        text = f"发货前可免费取消；签收后{RETURN_LIFE.days}天内可退货，{fee}"
        return CancelRule(text, (kept, CancelStep(arrived + RETURN_LIFE, 0, self.return_fee_fen)))

    def _notices(self, sale: Sale, shipped: datetime, arrived: datetime) -> tuple[Notice, ...]:
        """What the carrier tells on the way; each notice repeats the stops before it."""
        prefix, digits = CARRIERS[self.carrier]
        head = {"carrier": self.carrier, "number": f"{prefix}{int(sale.luck('number') * 10**digits):0{digits}}"}
        home = "云湖" if sale.point is None else nearest(sale.point)
        notices: list[Notice] = []
        stops: list[Doc] = []
        for share, text in self._way(home, _COURIERS[int(sale.luck("courier") * len(_COURIERS))]):
            at = shipped + (arrived - shipped) * share
            stops = [*stops, {"at": moment(at), "text": text}]
            notices.append(Notice(at, {"parcel": {**head, "stops": stops}}))
        return tuple(notices)

    def _way(self, home: str, courier: str) -> list[tuple[float, str]]:
        """What is told at which share of the way."""
        said = [(0.0, f"【{self.town}】{self.carrier}已揽收")]
        between = _between(self.town, home)
        if between is not None:
            said += [
                (0.1, f"【{self.town}】快件离开{self.town}转运中心，发往{between}转运中心"),
                (0.5, f"【{between}】快件到达{between}转运中心"),
            ]
        start = self.town if between is None else between
        said += [
            (0.6, f"【{start}】快件离开{start}转运中心，发往{home}"),
            (0.85, f"【{home}】快件到达{home}营业部"),
            (0.93, f"【{home}】{courier}师傅正在派送，请保持电话畅通"),
            (1.0, f"【{home}】快件已签收"),
        ]
        return said


@cache
def hubs() -> Mapping[str, Point]:
    """Where parcels are sorted."""
    parts = [line.split("|") for line in lines(files("bangwo_city.merchant") / "hubs.txt")]
    return {name.strip(): Point(*(float(each) for each in place.split())) for name, place in parts}


def nearest(point: Point, but: frozenset[str] = frozenset()) -> str:
    """The hub nearest to a point."""
    return min((name for name in hubs() if name not in but), key=lambda name: hubs()[name].metres_to(point))


def _between(start: str, home: str) -> str | None:
    """The hub that a long way goes over."""
    if hubs()[start].metres_to(hubs()[home]) < _NEAR_M:
        return None
    return nearest(hubs()[home], frozenset((start, home)))
