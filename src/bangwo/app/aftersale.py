"""After-sale: how orders stand, which one is to be taken back, the same again, and what the wallet holds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bangwo.app import promote
from bangwo.app.ceilings import spent_on
from bangwo.app.checkout import Till
from bangwo.app.ports import Catalogue, Store
from bangwo.app.telling import order_block, order_phrases, place_text, spoken_time, told_state, wallet_block, what_of
from bangwo.app.turn import Turn
from bangwo.core.clock import LOCAL
from bangwo.core.errors import Refused
from bangwo.domain.act import Act, ActKind, Item
from bangwo.domain.campaigns.card import CardState
from bangwo.domain.offer import Trade
from bangwo.domain.order import TERMINAL, Order, OrderState
from bangwo.language.dialogue.ceilings import ceiling_wish
from bangwo.language.dialogue.state import SEATED, Asks, Draft
from bangwo.language.replies import Say

ORDERS_READ = 20
JUST_NOW = timedelta(hours=1)
_TRADES: Mapping[Trade, tuple[str, ...]] = {
    Trade.FOOD: ("外卖", "takeaway", "food"),
    Trade.GROCERY: ("超市", "买菜", "菜", "groceries"),
    Trade.TABLE: ("订位", "订座", "餐位", "桌子", "table"),
    Trade.QUEUE: ("排号", "取号", "queue"),
    Trade.VOUCHER: ("团购", "团购券", "券", "voucher"),
    Trade.HOTEL: ("酒店", "住宿"),
    Trade.FLIGHT: ("机票", "航班", "飞机"),
    Trade.TRAIN: ("火车票", "高铁票", "火车", "高铁"),
    Trade.ATTRACTION: ("门票", "景点"),
    Trade.RIDE: ("打车", "车"),
    Trade.SHOP: ("快递", "包裹", "网购"),
    Trade.MOVIE: ("电影", "电影票", "票", "movie", "tickets"),
}
"""What people call an order by its trade."""
_NAMELESS = re.compile(
    r"last(?: time)?|before|my|the|order|订单|[我的那这个单份到在了 ]|上[次回]|上一次|刚才|之前|以前|哪[里儿]?|现在",
    re.IGNORECASE,
)
"""Words that name nothing: what holds only such words is the last order."""
_DAYS = {"今天": 0, "昨天": 1, "前天": 2, "yesterday": 1}


@dataclass(frozen=True, slots=True)
class AfterSale:
    """Answers about orders that were placed."""

    store: Store
    catalogue: Catalogue
    till: Till

    async def find(self, turn: Turn, which: str, *, failed: bool = False) -> Order | None:
        """The order that is meant: the last one, of a trade, or with the words in it; one that `failed` on request."""
        orders = await self.store.orders(turn.person.user_id, ORDERS_READ)
        kept = [each for each in orders if failed or each.state is not OrderState.FAILED]
        day = next((back for words, back in _DAYS.items() if words in which), None)
        if day is not None:
            on = (turn.now - timedelta(days=day)).astimezone(LOCAL).date()
            return next((each for each in kept if each.created_at.astimezone(LOCAL).date() == on), None)
        if not _NAMELESS.sub("", which):
            return next((each for each in kept if each.order_id == turn.state.order_id), kept[0] if kept else None)
        return next((each for each in kept if _is(each, which)), None)

    async def track(self, turn: Turn, which: str) -> None:
        """Say how an order stands."""
        order = await self.find(turn, which, failed=True)
        if order is None:
            turn.say(Say.NOT_ORDERED_YET if turn.state.quote_id else Say.NO_ORDER)
            return
        turn.phrases += order_phrases(order)
        turn.blocks.append(order_block(order))

    async def ask_cancel(self, turn: Turn, which: str, reason: str) -> None:
        """Say which order and what comes back, and ask."""
        order = await self.find(turn, which)
        if order is None:
            turn.say(Say.NO_ORDER)
            return
        facts: dict[str, str | int] = {"what": what_of(order.quote), "state": told_state(order)}
        turn.blocks.append(order_block(order))
        if order.state in TERMINAL or order.state is OrderState.CANCELLING:
            turn.say(Say.CANCELLED_ALREADY, **facts)
            return
        try:
            terms = await self.till.cancel_terms(order)
        except Refused as refused:
            turn.say(refused.code, **refused.facts)
            return
        if terms.fee:
            back = (order.paid - terms.fee).fen
            turn.say(Say.CONFIRM_CANCEL_FEE, pay_fen=order.paid.fen, fee_fen=terms.fee.fen, refund_fen=back, **facts)
            turn.say(Say.Q_RULE, rule=terms.rule)
        elif order.quote.pay:
            turn.say(Say.CONFIRM_CANCEL, pay_fen=order.quote.pay.fen, **facts)
        else:
            turn.say(Say.CONFIRM_CANCEL_FREE, **facts)
        if order.quote.discounts:
            turn.say(Say.CARD_TOO)
        turn.say(Say.ASK_CANCEL)
        turn.state = replace(
            turn.state,
            asks=Asks.CONFIRM_CANCEL.value,
            order_id=order.order_id,
            reason=reason,
            fee_fen=terms.fee.fen,
        )

    async def again(self, turn: Turn, which: str, where: str) -> bool:
        """Make the draft of an earlier order anew; whether there is one."""
        order = await self.find(turn, which)
        if order is None:
            turn.say(Say.NO_ORDER)
            return False
        draft = _draft_of(order, where)
        if not all(self.catalogue.offer(ref) for ref in draft.picked):
            draft = draft.unpicked()
        turn.say(Say.REORDERED)
        turn.state = replace(turn.state, drafts=(draft, *turn.state.drafts), quote_id="")
        return True

    async def same_shop(self, turn: Turn, which: str) -> bool:
        """Have the draft from the shop of an earlier order; with no such draft, the same order again."""
        order, draft = await self.find(turn, which), turn.state.draft
        if order is None or draft is None or draft.trade is not order.quote.trade:
            return await self.again(turn, which, "")
        name = order.quote.venue or order.quote.merchant_name
        shop = {"venue": name} if draft.trade in SEATED else {"shop": name}
        turn.state = turn.state.with_draft(replace(draft, wanted=replace(draft.wanted, **shop)).unpicked())
        turn.say(Say.SAME_SHOP, shop=name)
        return True

    async def latest(self, turn: Turn) -> Order | None:
        """The order that this conversation made last, else the person's last."""
        if turn.state.order_id:
            return await self.store.order(turn.person.user_id, turn.state.order_id)
        return next(iter(await self.store.orders(turn.person.user_id, 1)), None)

    async def unchangeable(self, turn: Turn, which: str) -> None:
        """A change with no draft: a placed order cannot be changed, only cancelled."""
        order = await self.find(turn, which)
        if order is None or order.ended or turn.now - order.created_at > JUST_NOW:
            turn.say(Say.NOTHING_TO_CHANGE)
            return
        turn.say(Say.CHANGE_ORDERED, what=what_of(order.quote))

    async def wallet(self, turn: Turn, topic: str) -> None:
        """Cards, bills, addresses and limits."""
        held = promote.wallet(turn.cards, turn.now, turn.programme)
        match topic:
            case "balance":
                turn.say(Say.NO_BALANCE)
            case "bill":
                self._bill(turn, await self.store.orders(turn.person.user_id, ORDERS_READ))
            case "address":
                self._addresses(turn)
            case "limit":
                await self._limits(turn, held)
            case _:
                self._cards(turn, held)

    def _cards(self, turn: Turn, held: promote.Wallet) -> None:
        usable = [card for card in held.cards if card.usable(turn.now)]
        kept = sum(card.state is CardState.HELD for card in held.cards)
        if not usable and not kept:
            turn.say(Say.NO_CARDS)
        if usable:
            first = min(card.expires_at for card in usable)
            most = max(card.max.fen for card in usable)
            turn.say(Say.CARDS, count=len(usable), max_fen=most, expires=spoken_time(first))
        if kept:
            turn.say(Say.CARDS_HELD, count=kept)
        turn.blocks.append(wallet_block(held.cards))

    async def _limits(self, turn: Turn, held: promote.Wallet) -> None:
        """Set or lift the ceiling that is named; else tell those that hold, and how far cards go."""
        wish, person = ceiling_wish(turn.text, turn.now), turn.person
        if wish is not None:
            change = {"day": wish.most} if wish.daily else {"order": wish.most}
            kept = replace(person.ceilings, **change)
            person = replace(person, ceilings=kept, version=person.version + 1)
            turn.person = turn.person_after = person
        else:
            turn.say(Say.LIMIT, count=held.cards_max, max_fen=held.card_max.fen)
        for code, most in ((Say.CEILING_ORDER, person.ceilings.order), (Say.CEILING_DAY, person.ceilings.day)):
            if most is not None:
                turn.say(code, most_fen=most.fen)
        if person.ceilings.day is not None:
            spent = await spent_on(self.store, person.user_id, turn.now)
            turn.say(Say.CEILING_SPENT, pay_fen=spent.fen)
        if not person.ceilings:
            turn.say(Say.CEILING_NONE)

    def _bill(self, turn: Turn, orders: Sequence[Order]) -> None:
        if not orders:
            turn.say(Say.NO_BILL)
            return
        spent = sum(each.paid.fen - each.refunded.fen for each in orders)
        turn.say(Say.BILL, count=len(orders), pay_fen=spent)

    def _addresses(self, turn: Turn) -> None:
        if not turn.person.addresses:
            turn.say(Say.NO_ADDRESSES)
            return
        turn.say(Say.ADDRESSES, addresses="；".join(place_text(each, turn.language) for each in turn.person.addresses))


def _is(order: Order, which: str) -> bool:
    quote = order.quote
    if which == quote.trade.value or which in _TRADES.get(quote.trade, ()):
        return True
    names = (quote.merchant_name, quote.title, *(line.name for line in quote.lines))
    return any(name and (which in name or name in which) for name in names)


def _draft_of(order: Order, where: str) -> Draft:
    quote = order.quote
    seated = quote.starts_at is not None
    wanted = Act(
        act=ActKind.ORDER,
        trade=quote.trade,
        items=() if seated else tuple(Item(line.name, line.qty, line.unit, line.options) for line in quote.lines),
        where=where or (quote.where and (quote.where.label or quote.where.text)) or None,
        title=quote.title or None,
        count=sum(line.qty for line in quote.lines) if seated else None,
    )
    picked = () if quote.trade in (Trade.MOVIE, Trade.SHOW) else tuple(line.offer_ref for line in quote.lines)
    return Draft(wanted, picked=picked, firm=bool(picked))
