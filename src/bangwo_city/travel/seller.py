"""The seller: whatever the desks offer, kept and sold out of one book, with member prices while budgets last."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from aiohttp import web

from bangwo_city.durable import Batch, Shelf
from bangwo_city.merchant import Catalogue, Doc, Notice, Plan, Priced, PricedLine, Refusal, Step, Wish, WishLine
from bangwo_city.travel import documents
from bangwo_city.travel.allotments import Allotments, Claim, Hold, Sold
from bangwo_city.travel.desk import Course, Desk, Line, Offer
from bangwo_city.travel.lazily import Lazily

MEMBER_OFF_MAX_FEN = 300_00
"""What member prices take off one order at most."""

_ADULTS = ("adult", "senior")
_BEFORE_THE_END = ("accepted", "ready")


class Seller:
    """Sells for every desk. A product's desk is the one that knows its id."""

    name = "travel"
    title = "云湖旅行"
    cancels_pieces = True

    def __init__(self, desks: Sequence[Desk], book: Allotments) -> None:
        self.catalogue = Catalogue()
        self.measures = tuple(desk.capability for desk in desks)
        self.vendor_capabilities = (
            "org.bangwo.merchants",
            *self.measures,
            "org.bangwo.member",
            "org.bangwo.holds",
            "org.bangwo.order_cancel",
        )
        self.book = book
        self._desks = {desk.capability: desk for desk in desks}
        self._merchants = [doc for desk in desks for doc in desk.merchants()]

    def restore(self, shelf: Shelf) -> None:
        """Read back holds and bookings."""
        self.book.restore(shelf)

    def freshen(self, now: datetime) -> None:
        """Nothing is listed: holds whose time is over are let go."""
        self.book.expire(now)

    def merchants(self) -> Sequence[Doc]:
        """Carriers, hotels and sights."""
        return self._merchants

    def find(self, measure: str, asked: Doc, now: datetime) -> Sequence[Doc]:
        """What a desk has for a filter, with its member prices."""
        offers = self._desks[measure].find(asked, now)
        return Lazily(offers, lambda offer: self._product(measure, offer, now))

    def product(self, product_id: str, now: datetime) -> Doc | None:
        """One product, as long as it is on sale."""
        found = self.offer(product_id, now)
        return None if found is None else self._product(*found, now)

    def offer(self, product_id: str, now: datetime) -> tuple[str, Offer] | None:
        """The desk and the offer behind a product's id."""
        for capability, desk in self._desks.items():
            offer = desk.offer(product_id, now)
            if offer is not None:
                return capability, offer
        return None

    def keep(
        self, sold: Sold, wishes: Sequence[str], *, until: datetime, now: datetime, batch: Batch
    ) -> Hold | Refusal:
        """Keep these products and the member prices for them, all or nothing."""
        lines: list[tuple[str, Line]] = []
        for number, (product_id, quantity) in enumerate(sold):
            found = self.offer(product_id, now)
            if found is None:
                return Refusal("item_unknown", f"没有在售的：{product_id}", number)
            lines.append((found[0], Line(number, found[1], quantity)))
        if alone := _child_alone([line for _, line in lines]):
            return alone
        claims: list[Claim] = []
        unmet: list[str] = []
        for capability, group in groupby(sorted(lines, key=lambda each: each[0]), key=lambda each: each[0]):
            allotment = self._desks[capability].allot([line for _, line in group], wishes, now)
            if allotment is None:
                return Refusal("sold_out", "余量不足")
            claims += allotment.claims
            unmet += [wish for wish in allotment.unmet if wish not in unmet]
        claims.sort(key=lambda claim: claim.line)
        claims += self._member_claims([line for _, line in lines], now)
        hold = self.book.hold(sold, claims, until=until, now=now, batch=batch, unmet=unmet)
        return hold or Refusal("sold_out", "余量不足")

    def price(self, wish: Wish, now: datetime) -> Priced:
        """Lines that are held, less the member prices that the hold keeps for them."""
        offers = [found and found[1] for found in (self.offer(line.product_id, now) for line in wish.lines)]
        refusals = [
            Refusal("item_unknown", f"没有在售的：{line.product_id}", number)
            for number, (line, offer) in enumerate(zip(wish.lines, offers, strict=True))
            if offer is None
        ]
        hold = self._held(wish, now)
        if isinstance(hold, Refusal):
            refusals += [] if refusals else [_child_alone(_lines(wish.lines, offers)) or hold]
            hold = None
        return Priced(
            merchant_id=offers[0].merchant_id if offers[0] else wish.merchant_id,
            lines=tuple(
                _priced(number, line, offer, hold)
                for number, (line, offer) in enumerate(zip(wish.lines, offers, strict=True))
            ),
            refusals=tuple(refusals),
        )

    def take(self, wish: Wish, order_id: str, batch: Batch, now: datetime) -> tuple[Refusal, ...]:
        """Sell what is held, if the hold still lives and all of it is still on sale."""
        gone = [
            Refusal("item_unknown", f"已停止销售：{line.product_id}", number)
            for number, line in enumerate(wish.lines)
            if self.offer(line.product_id, now) is None
        ]
        hold = self._held(wish, now)
        if gone or isinstance(hold, Refusal):
            return tuple(gone) or ((hold,) if isinstance(hold, Refusal) else ())
        self.book.book(hold, order_id, batch)
        return ()

    def give_back(self, wish: Wish, order_id: str, batch: Batch, now: datetime) -> None:
        """Put pieces on sale again, and their member prices back into the budgets."""
        self.book.give_back(order_id, _sold(wish), batch)

    def plan(self, wish: Wish, priced: Priced, order_id: str, now: datetime) -> Plan:
        """Accepted now, ready with the first of its lines, completed with the last."""
        booking = self.book.booking(order_id)
        if booking is None:
            raise LookupError(f"the order {order_id} has booked nothing")
        courses: list[Course] = []
        places: list[str] = []
        for number, asked in enumerate(wish.lines):
            found = self.offer(asked.product_id, now)
            if found is None:
                raise LookupError(f"the order {order_id} has booked what is not on sale")
            own = [place for claim in booking.claims if claim.line == number for place in claim.places]
            own += [""] * (asked.quantity - len(own))
            courses.append(self._desks[found[0]].course(Line(number, found[1], asked.quantity), own, order_id, now))
            places += own
        ready = max(min(course.ready_at for course in courses), now)
        ends = max(*(course.ends_at for course in courses), ready)
        lapses = next((course.lapses for course in courses if course.lapses), "")
        steps = (Step("accepted", now), Step("ready", ready), Step("completed", ends))
        return Plan(
            steps=(Step("accepted", now), Step("cancelled", ends)) if lapses else steps,
            reason=lapses,
            codes=tuple(_code(order_id, number) for number in range(len(places))),
            places=tuple(places) if any(places) else (),
            notices=_told(courses),
            rules=tuple(course.rule for course in courses),
        )

    def cancellable(self, state: str) -> bool:
        """Until it is over; what it costs and until when is the rules' to say."""
        return state in _BEFORE_THE_END

    def add_routes(self, app: web.Application) -> None:
        """None here: `travel.build` adds those of holds, which need the clock and the shelf as well."""

    def _product(self, capability: str, offer: Offer, now: datetime) -> Doc:
        return documents.product(offer, capability, self._off(offer, 1, MEMBER_OFF_MAX_FEN, now))

    def _off(self, offer: Offer, quantity: int, most: int, now: datetime) -> int:
        """What the member price takes off so many pieces: nothing when the brand's budget of the day is too short."""
        if offer.brand is None:
            return 0
        off = min(offer.brand.off_fen(offer.price_fen) * quantity, most)
        left = offer.brand.budget_fen - self.book.taken(offer.brand.purse(now.date()), now)
        return off if off <= left else 0

    def _member_claims(self, lines: Sequence[Line], now: datetime) -> list[Claim]:
        """Claims on the brands' budgets, line by line while the order's limit and the budgets last."""
        claims: list[Claim] = []
        most = MEMBER_OFF_MAX_FEN
        for line in lines:
            brand = line.offer.brand
            off = self._off(line.offer, line.quantity, most, now)
            if brand is None or not off:
                continue
            claim = Claim(line.number, brand.purse(now.date()), off, brand.budget_fen)
            if self.book.fits([*claims, claim], now):
                claims.append(claim)
                most -= off
        return claims

    def _held(self, wish: Wish, now: datetime) -> Hold | Refusal:
        """The hold that a wish names, or why it does not do."""
        hold = self.book.find(wish.hold_id, wish.fence, now)
        if hold is None:
            return Refusal("hold_expired", "保留已过期，请重新选择" if wish.hold_id else "请先保留")
        if hold.lines != _sold(wish):
            return Refusal("hold_expired", "所订与保留的不符")
        return hold


def _sold(wish: Wish) -> Sold:
    return tuple((line.product_id, line.quantity) for line in wish.lines)


def _lines(asked: Sequence[WishLine], offers: Sequence[Offer | None]) -> list[Line]:
    pairs = enumerate(zip(asked, offers, strict=True))
    return [Line(number, offer, line.quantity) for number, (line, offer) in pairs if offer is not None]


def _child_alone(lines: Sequence[Line]) -> Refusal | None:
    """A child goes with a grown-up of its party."""
    accompanied = {line.offer.party for line in lines if line.offer.kind in _ADULTS}
    for line in lines:
        if line.offer.kind == "child" and line.offer.party not in accompanied:
            return Refusal("child_alone", "儿童须由成人陪同", line.number)
    return None


def _priced(number: int, asked: WishLine, offer: Offer | None, hold: Hold | None) -> PricedLine:
    if offer is None:
        return PricedLine("", 0, asked.quantity)
    purses = () if hold is None or offer.brand is None else hold.claims
    off = sum(each.count for each in purses if each.line == number and each.pool.startswith("member:"))
    extra: Doc = {"org.bangwo.member": {"off": off, "brand": offer.brand.name}} if off and offer.brand else {}
    return PricedLine(offer.title, offer.price_fen, asked.quantity, extra, off)


def _told(courses: Sequence[Course]) -> tuple[Notice, ...]:
    """What the lines say, told together: the first line's words, and those of all where there are more."""
    moments = sorted({notice.at for course in courses for notice in course.notices})
    notices: list[Notice] = []
    for at in moments:
        said: list[Doc] = []
        for course in courses:
            words: Doc = {}
            for notice in course.notices:
                words |= notice.says if notice.at <= at else {}
            said.append(words)
        parts = [{"line_id": f"l{number}", **words} for number, words in enumerate(said, 1)]
        notices.append(Notice(at, {**said[0], **({"parts": parts} if len(parts) > 1 else {})}))
    return tuple(notices)


def _code(order_id: str, piece: int) -> str:
    digest = hashlib.sha256(f"{order_id}:{piece}".encode()).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**12:012d}"
