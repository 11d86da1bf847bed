"""The seller: rides quoted to measure, driven by the fleet."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from aiohttp import web

from bangwo_city.atlas import traffic
from bangwo_city.atlas.roads import roads
from bangwo_city.atlas.routes import OutOfCity, route
from bangwo_city.durable import Batch, Shelf
from bangwo_city.merchant import (
    CancelRule,
    CancelStep,
    Catalogue,
    Doc,
    Leg,
    Mover,
    Notice,
    Plan,
    Priced,
    PricedLine,
    Refusal,
    Step,
    Wish,
)
from bangwo_city.merchant.reading import Invalid
from bangwo_city.ride import asking, documents
from bangwo_city.ride.dispatch import LOOKING, Dispatch, Job
from bangwo_city.ride.documents import CAPABILITY, MERCHANT_ID
from bangwo_city.ride.fares import CANCEL_FEE_FEN, Fares
from bangwo_city.ride.fleet import Fleet
from bangwo_city.ride.quotes import Quote, Quotes, new_id

FREE_AFTER_FOUND = timedelta(minutes=2)
"""So long after a driver was found cancelling is free."""
_CANCELLABLE = ("accepted", "preparing", "ready")
_NOBODY = "附近没有空闲的司机"


class Seller:
    """云湖出行: five kinds of car."""

    name = "ride"
    title = "云湖出行"
    cancels_pieces = False
    vendor_capabilities: tuple[str, ...] = (
        "org.bangwo.merchants",
        CAPABILITY,
        "org.bangwo.rides",
        "org.bangwo.places",
        "org.bangwo.order_cancel",
    )
    measures = (CAPABILITY,)

    def __init__(self, fares: Fares, fleet: Fleet, *, pace: float) -> None:
        self.catalogue = Catalogue()  # stays empty: rides are made when asked for
        self._fares = fares
        self._cars = {car.name: car for car in fares.cars}
        self._fleet = fleet
        self._quotes = Quotes()
        self._dispatch = Dispatch(fleet, pace)
        self._pace = pace
        self._taken: dict[str, Job | None] = {}  # between `take` and `plan`

    def restore(self, shelf: Shelf) -> None:
        """Read back quotes and what the drivers have taken on."""
        self._quotes.restore(shelf)
        self._fleet.restore(shelf)

    def freshen(self, now: datetime) -> None:
        """Nothing is listed, so nothing grows old."""

    def merchants(self) -> Sequence[Doc]:
        """The ride service itself."""
        return [documents.merchant(self.title)]

    def find(self, measure: str, asked: Doc, now: datetime) -> Sequence[Doc]:
        """One ride in every kind of car; those that can be had first, then by price."""
        wanted = asking.read(asked, now)
        at = wanted.pickup_at or now
        try:
            way = route(roads(), wanted.start.point, wanted.goal.point, "drive")
        except OutOfCity:
            raise Invalid("out_of_range", "起点或终点不在云湖市内", 422) from None
        metres, seconds = round(way.metres), max(round(way.seconds * traffic.percent(at) / 100), 60)
        fens = {car.name: self._fares.fen(car, metres, ceil(seconds / 60), at) for car in self._fares.cars}
        quote = Quote(new_id(), wanted.start, wanted.goal, wanted.pickup_at, now, metres, seconds, fens)
        self._quotes.keep(quote)
        products = [self._product(quote, car, now) for car in fens]
        products.sort(key=lambda each: (not available(each), each["price_range"]["min"]["amount"]))
        return products

    def product(self, product_id: str, now: datetime) -> Doc | None:
        """A ride that was offered less than ten minutes ago."""
        found = self._quotes.find(product_id)
        return None if found is None or not found[0].live(now) else self._product(*found, now)

    def price(self, wish: Wish, now: datetime) -> Priced:
        """What the quote promised, if it still lives and somebody is free to drive."""
        lines: list[PricedLine] = []
        refusals: list[Refusal] = []
        for number, line in enumerate(wish.lines):
            found = self._quotes.find(line.product_id)
            if found is None:
                refusals.append(Refusal("item_unknown", "没有这个行程报价", number))
                lines.append(PricedLine(line.product_id, 0, line.quantity))
                continue
            quote, car = found
            extra = {CAPABILITY: documents.ride(quote, car)}
            lines.append(PricedLine(documents.title(quote, self._cars[car]), quote.fens[car], line.quantity, extra))
            if not quote.live(now):
                refusals.append(Refusal("item_unknown", "报价已过期，请重新叫车", number))
            elif number or line.quantity > 1:
                refusals.append(Refusal("sold_out", "一个订单只叫一辆车", number))
            elif self._dispatch.find(quote, car, now) is None:
                refusals.append(Refusal("no_driver", _NOBODY, number))
        return Priced(MERCHANT_ID, tuple(lines), refusals=tuple(refusals))

    def take(self, wish: Wish, order_id: str, batch: Batch, now: datetime) -> tuple[Refusal, ...]:
        """Bind a driver. Where everybody has been taken since it was priced, the order will look in vain."""
        found = self._quotes.find(wish.lines[0].product_id)
        if found is None:
            return (Refusal("item_unknown", "没有这个行程报价", 0),)
        quote, car = found
        job = self._dispatch.find(quote, car, now, order_id)
        if job is not None:
            job = job.whole()
            self._fleet.bind(job.trip(order_id), batch)
        self._taken[order_id] = job
        return ()

    def give_back(self, wish: Wish, order_id: str, batch: Batch, now: datetime) -> None:
        """Let the driver go."""
        self._fleet.release(order_id, batch)

    def plan(self, wish: Wish, priced: Priced, order_id: str, now: datetime) -> Plan:
        """Looked for, found, on the way to the door, waiting, riding, there; or looked for in vain."""
        job = self._taken.pop(order_id)
        return self._in_vain(now) if job is None else self._driven(job, now)

    def cancellable(self, state: str) -> bool:
        """Until the guest sits in the car."""
        return state in _CANCELLABLE

    def add_routes(self, app: web.Application) -> None:
        """None here: `ride.build` adds those of places, which need the clock as well."""

    def _driven(self, job: Job, now: datetime) -> Plan:
        steps = (
            Step("accepted", now),
            Step("preparing", job.found_at),
            Step("ready", job.arrives_at),
            Step("on_the_way", job.starts_at),
            Step("completed", job.ends_at),
        )
        driver = job.driver
        says = {"name": driver.name, "car": driver.model, "plate": driver.plate, "phone": driver.phone}
        legs = (Leg(job.leaves_at, job.arrives_at, job.approach), Leg(job.starts_at, job.ends_at, job.way))
        free_until = min(job.found_at + self._dispatch.paced(FREE_AFTER_FOUND), job.starts_at)
        rule = CancelRule(
            documents.RULE, (CancelStep(free_until, 0), CancelStep(job.starts_at, 0, fee_fen=CANCEL_FEE_FEN))
        )
        mover = Mover("driver", job.found_at, says, legs)
        return Plan(steps, deliver_at=job.ends_at, movers=(mover,), rules=(rule,))

    def _in_vain(self, now: datetime) -> Plan:
        until = now + self._dispatch.paced(LOOKING)
        told = Notice(until, {"code": "no_driver", "reason": _NOBODY})
        return Plan((Step("accepted", now), Step("cancelled", until)), notices=(told,), reason=_NOBODY)

    def _product(self, quote: Quote, car: str, now: datetime) -> Doc:
        job = self._dispatch.find(quote, car, now)
        if job is None:
            return documents.product(quote, self._cars[car], None)
        # What is shown to people is in minutes of life, however fast the city lives.
        wait = 0 if quote.pickup_at else ceil((job.arrives_at - now).total_seconds() * self._pace / 60)
        free_until = job.found_at + self._dispatch.paced(FREE_AFTER_FOUND)
        return documents.product(quote, self._cars[car], documents.Outlook(wait, free_until, job.starts_at))


def available(product: Doc) -> bool:
    """Whether a product can be had."""
    return product["variants"][0]["availability"]["available"]
