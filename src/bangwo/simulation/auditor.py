"""Auditor: checks the invariants on raw rows and on the other sides' own books; it shares no rule with the app."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bangwo.adapters.shelves import Shelf, Shelves
from bangwo.domain.order import Order
from bangwo.domain.quote import Quote
from bangwo.simulation.purse import Purse
from bangwo.simulation.shop import Shop
from bangwo.simulation.wire import Wire

_ENDED = ("completed", "cancelled", "failed")


@dataclass(frozen=True, slots=True)
class Yes:
    """What a person said yes to: seen by the person, not by the app."""

    digest: str
    pay_fen: int
    gross_fen: int
    lines: tuple[tuple[str, int, tuple[str, ...]], ...]
    where: str


def yes_to(quote: Quote) -> Yes:
    """A yes to all that a quote shows."""
    return Yes(
        digest=quote.digest,
        pay_fen=quote.pay.fen,
        gross_fen=quote.gross.fen,
        lines=tuple((line.offer_id, line.qty, line.choice_ids) for line in quote.lines),
        where=quote.where.text if quote.where else "",
    )


@dataclass(slots=True)
class Evidence:
    """All that there is to see. `budgets`: what each campaign may pay; `cards_max`: what a person may ever get."""

    shelves: Shelves
    shops: Mapping[str, Shop]
    purse: Purse
    wires: tuple[Wire, ...]
    budgets: Mapping[str, int]
    cards_max: int
    yes: dict[str, Yes] = field(default_factory=dict[str, Yes])


def audit(seen: Evidence, settled: bool = False) -> list[str]:
    """What is wrong, one finding a line. `settled`: nothing is under way any more, so everything must have its end."""
    findings = [fault for wire in seen.wires for fault in wire.faults]
    findings += _budgets(seen)
    orders: dict[str, Order] = {}
    for shelf in seen.shelves.of.values():
        orders.update(shelf.orders)
        findings += _quotes(shelf)
        findings += _ledger(shelf)
        findings += _cards(shelf, seen.cards_max)
        findings += _facts(shelf)
        findings += [each for order in shelf.orders.values() for each in _order(order, shelf, seen)]
    findings += _payments(seen, orders)
    findings += _sales(seen, orders)
    findings += [each for shelf in seen.shelves.of.values() for each in (*_cases(shelf, settled), *_wishes(shelf))]
    if settled:
        findings += _settled(seen, orders)
        findings += _waiting(seen)
    return findings


def _waiting(seen: Evidence) -> Iterator[str]:
    for shelf in seen.shelves.of.values():
        for wish in shelf.standings.values():
            if wish.state.value in ("waiting", "ordered"):
                yield f"{wish.standing_id} never came to its end: {wish.state.value}"


def _cases(shelf: Shelf, settled: bool) -> Iterator[str]:
    """Every settled case gave what it says, once; no order gave back more than was paid; in the end none is giving."""
    given = {each.transfer_id: each.amount.fen for each in shelf.transfers.values() if each.kind == "redress"}
    for case in shelf.cases.values():
        wanted = case.settlement.refund.fen if case.settlement else 0
        done = wanted if case.state.value in ("settled", "closed") else 0
        if given.pop(f"{case.order_id}:redress:{case.case_id}", 0) != done:
            yield f"case {case.case_id} is {case.state.value} and was to give {wanted}"
        if settled and case.state.value == "settling":
            yield f"case {case.case_id} never came to its end"
    if given:
        yield f"money was given for no case: {given}"
    for order in shelf.orders.values():
        if order.refunded.fen > order.paid.fen:
            yield f"{order.order_id} gave back {order.refunded.fen} of {order.paid.fen}"
    yield from _operators(shelf)


def _wishes(shelf: Shelf) -> Iterator[str]:
    """A wish makes one order that lives, never dearer, earlier or later than agreed to; none once it is over."""
    for wish in shelf.standings.values():
        orders = [shelf.orders[each] for each in wish.order_ids if each in shelf.orders]
        if len(orders) != len(wish.order_ids):
            yield f"{wish.standing_id} names an order that is none"
        if sum(each.state.value != "failed" for each in orders) > 1:
            yield f"{wish.standing_id} was ordered {len(orders)} times"
        for order in orders:
            if order.quote.pay.fen > wish.most.fen or order.paid.fen > wish.most.fen:
                yield f"{order.order_id} costs {order.quote.pay.fen}, {wish.standing_id} lets it cost {wish.most.fen}"
            if (wish.at is not None and order.created_at < wish.at) or order.created_at >= wish.until:
                yield f"{order.order_id} was made at {order.created_at}, not when {wish.standing_id} says"
        if wish.state.value in ("cancelled", "expired") and any(each.state.value != "failed" for each in orders):
            yield f"{wish.standing_id} is {wish.state.value} and has an order"


def _operators(shelf: Shelf) -> Iterator[str]:
    """Whatever an operator did stands in the record."""
    recorded = Counter((each.case_id, each.deed.value) for each in shelf.deeds.values())
    for case in shelf.cases.values():
        if (case.settlement is not None) > recorded[case.case_id, "settled"]:
            yield f"the settlement of {case.case_id} is not on record"
        if (case.taken_by != "") > recorded[case.case_id, "took"]:
            yield f"nobody is on record to have taken {case.case_id}"


def _quotes(shelf: Shelf) -> Iterator[str]:
    """1: one quote, one order; an ordered quote has one and no other has any."""
    made = Counter(order.quote.quote_id for order in shelf.orders.values())
    for quote_id, (_, state) in shelf.quotes.items():
        if made[quote_id] != (1 if state.value == "ordered" else 0):
            yield f"quote {quote_id} is {state.value} and has {made[quote_id]} orders"


def _ledger(shelf: Shelf) -> Iterator[str]:
    """2: every transfer moves a positive amount between two accounts; escrow holds what is charged and not settled."""
    held: defaultdict[str, int] = defaultdict(int)
    moved: defaultdict[tuple[str, str], int] = defaultdict(int)
    for each in shelf.transfers.values():
        if each.amount.fen <= 0 or each.debit == each.credit:
            yield f"transfer {each.transfer_id} does not balance"
        held[each.debit] -= each.amount.fen
        held[each.credit] += each.amount.fen
        moved[each.order_id, each.kind] += each.amount.fen
    for order in shelf.orders.values():
        name, key = order.order_id, order.order_id
        escrow, state = held[f"escrow:{key}"], order.state.value
        was_accepted = any(moment.state.value == "accepted" for moment in order.timeline)
        open_money = state == "placing" or (state == "cancelling" and not was_accepted)
        if escrow != (moved[key, "charge"] if open_money else 0):
            yield f"escrow of {name} ({state}) holds {escrow}"
        if moved[key, "charge"] != order.paid.fen:
            yield f"{name} says it was paid {order.paid.fen}, the ledger {moved[key, 'charge']}"
        if state in ("failed", "cancelled") and moved[key, "refund"] != moved[key, "charge"]:
            yield f"{name} was undone with {moved[key, 'charge'] - moved[key, 'refund']} fen kept"
        if state == "completed" and moved[key, "settle"] + moved[key, "subsidise"] != _gross(order.quote):
            yield f"the merchant of {name} did not get its price"
        if moved[key, "unsubsidise"] not in (0, moved[key, "subsidise"]):
            yield f"{name} gave back another subsidy than it took"


def _gross(quote: Quote) -> int:
    return sum(line.unit_price.fen * line.qty for line in quote.lines) + sum(fee.amount.fen for fee in quote.fees)


def _budgets(seen: Evidence) -> Iterator[str]:
    """3: what is held and used never exceeds the budget, and what is left is what remains of it."""
    for campaign_id, budget in seen.budgets.items():
        spent = sum(
            hold.fen
            for shelf in seen.shelves.of.values()
            for hold in shelf.holds.values()
            if hold.campaign_id == campaign_id and hold.state in ("held", "used")
        )
        if spent > budget or spent + seen.shelves.left[campaign_id] != budget:
            yield f"campaign {campaign_id}: {spent} spent, {seen.shelves.left[campaign_id]} left of {budget}"


def _cards(shelf: Shelf, cards_max: int) -> Iterator[str]:
    """3, 4: a card is held by exactly one live quote or order, or used by exactly one accepted order, or free."""
    if len(shelf.cards) > cards_max:
        yield f"a person has {len(shelf.cards)} cards"
    due: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for quote, state in shelf.quotes.values():
        claim = _claim(quote, state.value, shelf)
        hold = shelf.holds.get(quote.quote_id)
        for each in quote.discounts:
            if claim:
                due[each.card_id].append((claim, quote.quote_id))
            if hold is None or hold.fen != each.amount.fen or hold.state not in ((claim,) if claim else _FREED):
                yield f"the budget of {quote.quote_id} ({claim or 'over'}) is {hold}"
    for card_id, card in shelf.cards.items():
        wanted = due[card_id]
        if len(wanted) > 1:
            yield f"card {card_id} is wanted by {wanted}"
        elif wanted and (card.state.value, card.held_for) != wanted[0]:
            yield f"card {card_id} is {card.state.value} for {card.held_for!r}, not {wanted[0]}"
        elif not wanted and card.state.value in ("held", "used"):
            yield f"card {card_id} is {card.state.value} for {card.held_for!r}, which is over"


_FREED = ("released", "restored")


def _claim(quote: Quote, state: str, shelf: Shelf) -> str:
    """Whether a quote, or the order it became, holds its card, has used it, or neither."""
    if state != "ordered":
        return "held" if state == "open" else ""
    order = shelf.orders.get("o" + quote.quote_id[1:])
    if order is None or order.state.value in ("failed", "cancelled"):
        return ""
    return "used" if any(moment.state.value == "accepted" for moment in order.timeline) else "held"


def _facts(shelf: Shelf) -> Iterator[str]:
    """8: what facts say, transfers and orders say too."""
    told: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for fact in shelf.facts.values():
        told[fact.kind.value] += fact.fen
        counted[fact.kind.value] += 1
    moved: Counter[str] = Counter()
    for each in shelf.transfers.values():
        moved[each.kind] += each.amount.fen
    states = Counter(order.state.value for order in shelf.orders.values())
    accepted = sum(any(m.state.value == "accepted" for m in order.timeline) for order in shelf.orders.values())
    pairs = (
        ("charged", told["order_charged"], moved["charge"]),
        ("refunded", told["order_refunded"], moved["refund"] + moved["redress"]),
        ("subsidised", told["card_used"], moved["subsidise"]),
        ("unsubsidised", told["card_returned"], moved["unsubsidise"]),
        ("confirmed", counted["order_confirmed"], len(shelf.orders)),
        ("accepted", counted["order_accepted"], accepted),
        ("completed", counted["order_completed"], states["completed"]),
        ("failed", counted["order_failed"], states["failed"]),
        ("cancelled", counted["order_cancelled"], states["cancelled"]),
    )
    for what, facts, others in pairs:
        if facts != others:
            yield f"facts count {facts} {what}, the books {others}"


def _order(order: Order, shelf: Shelf, seen: Evidence) -> Iterator[str]:
    """5: there is one signed consent, to what the person saw."""
    consent, yes = shelf.consents.get(order.order_id), seen.yes.get(order.quote.quote_id)
    if consent is None or yes is None or consent.digest != yes.digest or not consent.jws:
        yield f"{order.order_id} has no consent to what was shown"
    payment = seen.purse.book.get(order.order_id)
    if order.paid.fen and (payment is None or payment.fen != order.paid.fen):
        yield f"{order.order_id} says it was paid {order.paid.fen}, the payment service {payment}"
    giving = {each.case_id for each in shelf.cases.values() if each.state.value == "settling"}
    back = sum(fen for key, fen in payment.refunds.items() if key not in giving) if payment else 0
    if order.refunded.fen and back != order.refunded.fen:
        yield f"{order.order_id} says {order.refunded.fen} went back, the payment service {payment}"


def _payments(seen: Evidence, orders: Mapping[str, Order]) -> Iterator[str]:
    """1, 5: a charge belongs to an order, takes what was agreed, and no more goes back than was taken."""
    for trade_no, payment in seen.purse.book.items():
        order = orders.get(trade_no)
        if order is None:
            yield f"{payment.fen} fen were charged for {trade_no}, which is no order"
            continue
        yes = seen.yes.get(order.quote.quote_id)
        if yes is None or payment.fen != yes.pay_fen or payment.user_id != order.user_id:
            yield f"{trade_no} was charged {payment.fen}, which nobody agreed to"
        if sum(payment.refunds.values()) > payment.fen:
            yield f"more went back for {trade_no} than was paid"


def _sales(seen: Evidence, orders: Mapping[str, Order]) -> Iterator[str]:
    """1, 5, 9: a provider's order belongs to one order, is paid, and is exactly what was agreed, at its price."""
    for shop in seen.shops.values():
        sold = Counter(each.sheet.reference for each in shop.sold.values())
        for each in shop.sold.values():
            sheet = each.sheet
            order = orders.get(sheet.reference)
            yes = seen.yes.get(order.quote.quote_id) if order else None
            if order is None or yes is None or sold[sheet.reference] != 1:
                yield f"provider order {each.order_id} belongs to {sold[sheet.reference]} x {sheet.reference}"
            elif (sheet.lines, sheet.total_fen, sheet.where) != (yes.lines, yes.gross_fen, yes.where):
                yield f"provider order {each.order_id} is not what was agreed"
            payment = seen.purse.book.get(sheet.reference)
            if payment is None or not payment.paid:
                yield f"provider order {each.order_id} was never paid"
            elif sheet.reference in payment.refunds and each.state.value != "cancelled":  # what cases give is beside it
                yield f"{sheet.reference} was paid back while its provider order is {each.state.value}"


def _kept(order: Order) -> int:
    return order.paid.fen - order.refunded.fen


def _settled(seen: Evidence, orders: Mapping[str, Order]) -> Iterator[str]:
    """6: every order reached an end, with the goods or with the money, and nothing is held."""
    state_at_shop = {
        each.sheet.reference: each.state.value for shop in seen.shops.values() for each in shop.sold.values()
    }
    for order_id, order in orders.items():
        payment = seen.purse.book.get(order_id)
        kept = payment.fen - sum(payment.refunds.values()) if payment and payment.paid else 0
        state = order.state.value
        if state not in _ENDED:
            yield f"{order_id} never ended: {state} at {order.step.value}"
        elif state == "completed" and (kept != _kept(order) or state_at_shop.get(order_id) != "completed"):
            yield f"{order_id} is completed, {kept} fen kept, at the shop {state_at_shop.get(order_id)}"
        elif state != "completed" and (kept or state_at_shop.get(order_id, "cancelled") != "cancelled"):
            yield f"{order_id} is {state}, {kept} fen kept, at the shop {state_at_shop.get(order_id)}"
    for shelf in seen.shelves.of.values():
        for quote, state in shelf.quotes.values():
            if state.value == "open":
                yield f"quote {quote.quote_id} is still open"
