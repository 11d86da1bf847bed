"""Drafting: brings a draft to a quote or to the question that it needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bangwo.app import promote
from bangwo.app.addresses import locate, point_near
from bangwo.app.goods import Picked, picks_of
from bangwo.app.guide import Guide
from bangwo.app.measuring import Measuring
from bangwo.app.ports import Catalogue, Market, Places, Providers, Query
from bangwo.app.ranking import FIT_KIND, FIT_WORDS
from bangwo.app.reasons import basis_of
from bangwo.app.screenings import as_meant, seat_option
from bangwo.app.seats import Elsewhere, SeatsWanted, keep_seats
from bangwo.app.shapes import quote_json
from bangwo.app.shop import look_for_goods
from bangwo.app.showings import look_for_showings
from bangwo.app.sighting import at_home
from bangwo.app.telling import offers_block, quote_block, quote_phrases
from bangwo.app.turn import Turn
from bangwo.core.errors import Bug, Code, Refused, Unavailable
from bangwo.core.ids import Ids
from bangwo.domain.act import Item
from bangwo.domain.campaigns.programme import NONE
from bangwo.domain.offer import GOODS, MEASURED, Offer, Trade
from bangwo.domain.pricing import Basket, Pick, price
from bangwo.domain.quote import Quote
from bangwo.language.dialogue.choose import chosen
from bangwo.language.dialogue.clearing import cleared
from bangwo.language.dialogue.decide import Ask, Locate, Look, Present, Price, Seen, decide, tickets
from bangwo.language.dialogue.state import SEATED, Asks, Draft, Option
from bangwo.language.replies import Phrase, Say, phrase

STEPS_MAX = 12


@dataclass(frozen=True, slots=True)
class Drafting:
    """Works on the first draft of a turn's conversation."""

    catalogue: Catalogue
    providers: Providers
    places: Places
    market: Market
    ids: Ids

    @property
    def measuring(self) -> Measuring:
        """What asks for what is made to measure."""
        return Measuring(self.market, self.providers, self.places)

    async def work(self, turn: Turn) -> None:
        """Look, locate and price until there is a quote to present or something to ask."""
        while (draft := turn.state.draft) is not None and not await self._connected(draft):
            if draft.trade is not Trade.PLACE:
                turn.say(Say.UNSUPPORTED, trade=draft.trade.value)
            elif not await Guide(self.places).answer(turn, draft):
                return
            turn.state = turn.state.without_draft()
            if turn.state.draft is not None:
                turn.say(Say.PENDING, what=turn.state.draft.what)
        if draft is None:
            turn.state = replace(turn.state, asks="", quote_id="", listed=False)
            return
        seen = Seen(turn.now)
        for _ in range(STEPS_MAX):
            match decide(draft, seen):
                case Locate():
                    draft, seen = await locate(turn, draft, seen, self.places)
                case Look():
                    draft, seen = await self._look(turn, draft, seen)
                case Price():
                    draft, seen = await self._price(turn, draft, seen)
                case Ask() as ask:
                    self._ask(turn, draft, seen, ask)
                    return
                case Present() as offer:
                    self._present(turn, draft, offer)
                    return
        raise Bug(f"draft of {turn.conversation_id} comes to no end")

    async def other_shop(self, turn: Turn) -> bool:
        """Pick another shop for the draft as it is by now, also one that was not shown; whether there is one."""
        draft = turn.state.draft
        offer = self.catalogue.offer(draft.picked[0]) if draft is not None and draft.picked else None
        if draft is None or offer is None or draft.trade not in GOODS:
            return False
        _, seen = await locate(turn, draft, Seen(turn.now), self.places)
        near = seen.where.point if seen.where else None
        here = self.catalogue.merchant(offer.provider_id, offer.merchant_id)
        found = look_for_goods(self.catalogue, draft.unpicked(), near, turn.now)
        others = [each for each in found.options if here is not None and each.shop != here.name]
        if found.doubts or found.later or not others:
            return False
        turn.state = turn.state.with_draft(chosen(replace(draft, options=found.options), others[0]))
        return True

    async def _connected(self, draft: Draft) -> bool:
        if draft.trade in MEASURED:
            return await self.market.serves(draft.trade)
        return draft.trade in GOODS | SEATED and bool(self.catalogue.merchants(draft.trade))

    async def _look(self, turn: Turn, draft: Draft, seen: Seen) -> tuple[Draft, Seen]:
        turn.tell("searching", {"trade": draft.trade.value, "what": draft.subject})
        if draft.trade in MEASURED:
            return await self._look_out(turn, draft, seen)
        if draft.trade in GOODS:
            near = seen.where.point if seen.where is not None else None
            found = look_for_goods(self.catalogue, draft, near, turn.now)
            if found.fit < FIT_KIND and (other := at_home(self.catalogue, draft)) is not draft:
                draft, found = other, look_for_goods(self.catalogue, other, near, turn.now)
        else:
            near = await point_near(turn, draft, self.places)
            found = look_for_showings(self.catalogue, draft, near, turn.now)
        if found.later:
            self._put_off(turn, draft, found.later)
            draft = draft.with_items(found.items, ())
        draft = replace(draft, options=found.options, matched=found.matched)
        turn.tell("found", {"count": len(found.options)})
        if found.unmet is not None:
            draft = cleared(draft, found.unmet)
        seen = replace(
            seen,
            looked=True,
            refused=found.refused,
            doubts=found.doubts,
            notices=(*seen.notices, *found.notices),
            facts=found.facts,
        )
        return draft, seen

    async def _look_out(self, turn: Turn, draft: Draft, seen: Seen) -> tuple[Draft, Seen]:
        """What is made to measure; the way back becomes a draft of its own."""
        wanted = draft.wanted
        if wanted.return_date and draft.trade in (Trade.FLIGHT, Trade.TRAIN):
            there = replace(wanted, return_date=None)
            back = replace(there, from_=wanted.to, to=wanted.from_, date=wanted.return_date, time=None, number=None)
            first, *others = turn.state.drafts
            draft, rest = replace(draft, wanted=there), Draft(back)
            turn.state = replace(turn.state, drafts=(first, rest, *others))
            turn.known_drafts = (*turn.known_drafts, rest)
            seen = replace(seen, notices=(*seen.notices, phrase(Say.WAY_BACK, day=wanted.return_date[5:])))
        draft, seen = await self.measuring.look(turn, draft, seen)
        turn.tell("found", {"count": len(draft.options)})
        return draft, seen

    def _put_off(self, turn: Turn, draft: Draft, items: tuple[Item, ...]) -> None:
        """What another shop must bring becomes a draft of its own, right behind this one."""
        rest = Draft(replace(draft.wanted, items=items, shop=None, note=None, tags=(), budget=None))
        first, *others = turn.state.drafts
        turn.state = replace(turn.state, drafts=(first, rest, *others))
        turn.known_drafts = (*turn.known_drafts, rest)  # why it waits is said where it is put off

    async def _price(self, turn: Turn, draft: Draft, seen: Seen) -> tuple[Draft, Seen]:
        """A quote for what was picked, else for the first option that can be had."""
        try:
            if draft.trade in GOODS:
                priced = self._price_goods(turn, draft, seen)
            elif draft.trade in MEASURED:
                priced = await self._price_measured(turn, draft, seen)
            else:
                priced = await self._price_seats(turn, draft, seen)
            return _based(*priced, turn.without_card)
        except Refused as refused:
            if not draft.picked or draft.firm or seen.looked:
                return draft, replace(seen, refused=refused)
            # it was our pick, and it can be had no more: look for another and say so
            before = self._name(draft)
            notice = phrase(refused.code, **{"item": before, **refused.facts})
            return draft.unpicked(), replace(seen, notices=(*seen.notices, notice))
        except Unavailable:
            return draft, replace(seen, refused=Refused(Code.PROVIDER_DOWN))

    def _name(self, draft: Draft) -> str:
        offer = self.catalogue.offer(draft.picked[0])
        return offer.name if offer is not None else draft.what

    def _price_goods(self, turn: Turn, draft: Draft, seen: Seen) -> tuple[Draft, Seen]:
        if draft.picked:
            return self._price_picked(turn, draft, draft.picked, seen)
        refused = Refused(Code.ITEM_UNKNOWN, item=draft.what)
        for option in draft.options:
            try:
                return self._price_picked(turn, draft, option.offers, seen)
            except Refused as error:
                refused = error
        raise refused

    def _price_picked(self, turn: Turn, draft: Draft, offers: Sequence[str], seen: Seen) -> tuple[Draft, Seen]:
        picked = picks_of(self.catalogue, draft, offers, turn.now)
        if picked.lacking and draft.picked and not draft.firm and not seen.looked:
            return self._switched(turn, draft, picked, seen)
        if picked.unclear is not None:
            return draft, replace(seen, blocked=Ask(Asks.COUNT, (picked.unclear,)))
        if picked.absent:
            draft, seen = self._without(turn, draft, picked, seen)
        basket = self._basket(turn, draft, picked.picks, self._refs(draft, picked.offers))
        basket = replace(basket, where=seen.where, note=picked.note, gift=draft.gift)
        quote = price(basket, self.ids("q", turn.now), turn.now)
        notices = (*seen.notices, *picked.notices, *self._card_notices(turn, draft, quote))
        return replace(draft, picked=picked.offers), replace(seen, quote=quote, notices=notices)

    def _without(self, turn: Turn, draft: Draft, picked: Picked, seen: Seen) -> tuple[Draft, Seen]:
        """What this shop lacks takes an order of its own, unless nobody sells it: either is said."""
        sold = tuple(item for item in picked.absent if self._sold(draft, item))
        notices = [phrase(Code.ITEM_UNKNOWN, item=item.name) for item in picked.absent if item not in sold]
        if sold:
            self._put_off(turn, draft, sold)
            notices.append(phrase(Say.ITEMS_ABSENT, items="、".join(item.name for item in sold)))
        seen = replace(seen, notices=(*seen.notices, *notices))
        return draft.with_items(picked.items, draft.picked and picked.offers), seen

    def _sold(self, draft: Draft, item: Item) -> bool:
        hits = self.catalogue.search(Query(trade=draft.trade, text=item.name, limit=1))
        return any(hit.fit >= FIT_WORDS for hit in hits)

    def _switched(self, turn: Turn, draft: Draft, picked: Picked, seen: Seen) -> tuple[Draft, Seen]:
        """Our own pick cannot do what is now wished: is there another that can?"""
        near = seen.where.point if seen.where is not None else None
        found = look_for_goods(self.catalogue, draft.unpicked(), near, turn.now)
        if found.refused or found.doubts or found.later or not found.options:
            return self._price_picked(turn, replace(draft, firm=True), draft.picked, seen)
        after = found.options[0]
        notice = phrase(Say.SWITCHED, before=self._name(draft), after=f"{after.shop} {after.title}")
        moved = replace(draft, picked=(), options=found.options)
        return moved, replace(seen, looked=True, notices=(*seen.notices, notice))

    async def _price_seats(self, turn: Turn, draft: Draft, seen: Seen) -> tuple[Draft, Seen]:
        refs = (*draft.picked, *(option.offers[0] for option in draft.options if option.offers))
        turn.tell("holding", {"count": tickets(draft)})
        offers = [offer for ref in dict.fromkeys(refs) if (offer := self.catalogue.offer(ref)) is not None]
        if not offers:
            raise Refused(Code.NO_SHOWING, title=f"《{draft.wanted.title}》")
        count, quote_id = tickets(draft), self.ids("q", turn.now)
        held = turn.before.hold if turn.before is not None else None
        meant, others = as_meant(draft, offers)
        wanted = SeatsWanted(count, draft.wanted.seats, held, quote_id)
        kept = await keep_seats(self.providers, meant, wanted, turn.now, others)
        if isinstance(kept, Elsewhere):
            return self._seats_elsewhere(turn, draft, kept, seen)
        basket = self._basket(turn, draft, [Pick(kept.offer, count)], self._refs(draft, (kept.offer.ref,)))
        quote = price(replace(basket, hold=kept.hold), quote_id, turn.now)
        notices = (*seen.notices, *kept.notices, *self._card_notices(turn, draft, quote))
        return replace(draft, picked=(kept.offer.ref,)), replace(seen, quote=quote, notices=notices)

    async def _price_measured(self, turn: Turn, draft: Draft, seen: Seen) -> tuple[Draft, Seen]:
        quote_id = self.ids("q", turn.now)
        kept = await self.measuring.keep(turn, draft, quote_id)
        first = kept.picks[0].offer
        basket = replace(self._basket(turn, draft, kept.picks, self._refs(draft, (first.ref,))), hold=kept.hold)
        quote = price(basket, quote_id, turn.now)
        notices = (*seen.notices, *kept.notices, *self._card_notices(turn, draft, quote))
        return replace(draft, picked=(first.ref,)), replace(seen, quote=quote, notices=notices)

    def _seats_elsewhere(self, turn: Turn, draft: Draft, kept: Elsewhere, seen: Seen) -> tuple[Draft, Seen]:
        """The seats cannot be had as wished: others are for the person to choose."""
        places = [(self.catalogue.merchant(o.provider_id, o.merchant_id), o, s.seats) for o, s in kept.places]
        options = tuple(seat_option(m, o, seats, turn.language) for m, o, seats in places if m is not None)
        ask = Ask(Asks.CHOICE, (*seen.notices, kept.why, phrase(Say.INSTEAD), phrase(Say.ASK_CHOICE)), listed=True)
        return replace(draft, options=options, picked=(), firm=False), replace(seen, blocked=ask)

    def _basket(self, turn: Turn, draft: Draft, picks: Sequence[Pick], refs: tuple[str, ...]) -> Basket:
        offer: Offer = picks[0].offer
        merchant = self.catalogue.merchant(offer.provider_id, offer.merchant_id)
        if merchant is None and offer.measured is not None:
            merchant = self.market.merchant(offer)
        if merchant is None:
            raise Refused(Code.SHOP_UNKNOWN)
        wanted = draft.wanted.coupon is not False and not turn.without_card
        return Basket(
            user_id=turn.person.user_id,
            merchant=merchant,
            picks=picks,
            note=draft.wanted.note or "",
            refs=refs,
            cards=turn.usable_cards if wanted else (),
            programme=NONE if turn.without_card else turn.programme,
            buyer=promote.profile_of(turn.person, turn.now),
        )

    def _refs(self, draft: Draft, offers: Sequence[str]) -> tuple[str, ...]:
        """The refs of every option that led here."""
        shown = [option.ref for option in draft.options if option.offers == tuple(offers)]
        found = [draft.film, *shown, *(ref for ref in offers if ref)]
        return tuple(dict.fromkeys(each for each in found if each))

    def _card_notices(self, turn: Turn, draft: Draft, quote: Quote) -> tuple[Phrase, ...]:
        if quote.discounts:
            return ()
        if turn.without_card:
            return (phrase(Code.BUDGET_EXHAUSTED), phrase(Say.CARD_GONE))
        return (phrase(Say.NO_CARD),) if draft.wanted.coupon else ()

    def _ask(self, turn: Turn, draft: Draft, seen: Seen, ask: Ask) -> None:
        if seen.refused is not None:
            draft = cleared(draft, seen.refused.code)
        turn.phrases += ask.phrases
        self._show(turn, draft.options if ask.listed else ())
        turn.quote = None
        turn.state = replace(
            turn.state.with_draft(draft),
            asks=ask.asks,
            label=seen.label if ask.asks == Asks.ADDRESS else ask.about,
            listed=ask.listed,
            quote_id="",
        )

    def _present(self, turn: Turn, draft: Draft, offer: Present) -> None:
        turn.phrases += offer.phrases
        self.show_quote(turn, offer.quote)
        turn.say(Say.ASK_YES)
        if offer.listed:
            turn.say(Say.OTHERS, count=len(draft.options) - 1)
            self._show(turn, draft.options)
        turn.state = replace(
            turn.state.with_draft(draft),
            asks=Asks.CONFIRM.value,
            label="",
            listed=offer.listed,
            quote_id=offer.quote.quote_id,
        )

    def offer_others(self, turn: Turn, draft: Draft) -> None:
        """What was picked is not sold after all: show the other options, and let the person choose."""
        others = tuple(each for each in draft.options if each.offers != draft.picked)
        self._ask(
            turn,
            replace(draft, options=others, picked=(), firm=False),
            Seen(turn.now),
            Ask(Asks.CHOICE, (phrase(Say.INSTEAD if others else Say.ASK_ITEMS),), listed=bool(others)),
        )

    def show_quote(self, turn: Turn, quote: Quote) -> None:
        """Say and show a quote, which stays on the table."""
        turn.quote = quote
        turn.tell("quoted", quote_json(quote))
        turn.phrases += quote_phrases(quote, self.catalogue, turn.language, turn.person)
        turn.blocks.append(quote_block(quote))

    def _show(self, turn: Turn, options: Sequence[Option]) -> None:
        if options:
            turn.blocks.append(offers_block(options, turn.language))


def _based(draft: Draft, seen: Seen, exhausted: bool) -> tuple[Draft, Seen]:
    """The quote with why it is this one."""
    if seen.quote is None:
        return draft, seen
    return draft, replace(seen, quote=replace(seen.quote, basis=basis_of(draft, seen.quote, exhausted)))
