"""Measuring: brings a draft of what is made to measure from a wish to options, and from a pick to what is held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bangwo.app.addresses import label_of
from bangwo.app.ports import Market, Piece, Places, Provider, Providers
from bangwo.app.trades import WAYS, Way
from bangwo.app.trades.way import Wish
from bangwo.app.turn import Turn
from bangwo.core.errors import Code, Refused, Unavailable
from bangwo.domain.act import Act
from bangwo.domain.offer import Hold, Offer
from bangwo.domain.place import Address
from bangwo.domain.pricing import Pick
from bangwo.domain.quote import QTY_MAX, QUOTE_LIFE
from bangwo.language.dialogue.clearing import cleared
from bangwo.language.dialogue.decide import Seen
from bangwo.language.dialogue.state import OPTIONS_MAX, Draft
from bangwo.language.replies import Phrase, Say, phrase, wish_word

HERE = "me"
"""附近: near home, as far as anybody knows."""
TRIES_MAX = 3
"""So many of the first options are tried to be held before it is said that they are gone."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is bought of the first offer that could be held, and what is to be said about it."""

    picks: tuple[Pick, ...]
    hold: Hold | None
    notices: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Measuring:
    """Asks the market for what a draft wants."""

    market: Market
    providers: Providers
    places: Places

    async def look(self, turn: Turn, draft: Draft, seen: Seen) -> tuple[Draft, Seen]:
        """The options that fit best; with none that fits, those that come closest, and that is said."""
        way, seen = WAYS[draft.trade], replace(seen, looked=True)
        try:
            wish = await self._wish(turn, draft, way)
            found = [each for each in await self.market.find(draft.trade, way.asked(wish)) if each.stock]
        except Refused as refused:
            place = str(refused.facts.get("place", ""))
            return cleared(draft, refused.code, place), replace(seen, refused=_about(draft, refused))
        except Unavailable:
            return draft, replace(seen, refused=Refused(Code.PROVIDER_DOWN))
        if not found:
            return draft, replace(seen, refused=Refused(Code.SOLD_OUT, item=draft.subject))
        fitting = [each for each in found if way.fits(each, wish) and _affordable(way, each, draft.wanted)]
        ranked = _first_of_each(way, sorted(fitting or found, key=lambda each: way.rank(each, wish)))
        doubts = () if fitting else (phrase(Say.NONE_LIKE_THAT), phrase(Say.ASK_CHOICE))
        options = tuple(way.option(each) for each in ranked[:OPTIONS_MAX])
        return replace(draft, options=options, matched=len(fitting or found)), replace(seen, doubts=doubts)

    async def keep(self, turn: Turn, draft: Draft, key: str) -> Kept:
        """Hold what was picked, else the first option that can be held. Refused, or Unavailable."""
        way = WAYS[draft.trade]
        wish = await self._wish(turn, draft, way)
        refs = draft.picked[:1] or tuple(each.offers[0] for each in draft.options[:TRIES_MAX])
        refused = Refused(Code.SOLD_OUT, item=draft.subject)
        for number, offer in enumerate(await self.market.offers(refs)):
            pieces = [_placed(way, each, wish) for each in way.pieces(offer, draft.wanted)]
            if not all(1 <= each.qty <= QTY_MAX for each in pieces):
                raise Refused(Code.QTY_OUT_OF_RANGE, most=QTY_MAX)
            try:
                hold = await self._hold(turn, way, pieces, draft, f"{key}.{number}")
            except Refused as error:
                refused = error
                continue
            picks = tuple(Pick(each.offer, each.qty) for each in pieces)
            return Kept(picks, hold, _notices(hold, turn.language))
        raise refused

    async def _hold(self, turn: Turn, way: Way, pieces: Sequence[Piece], draft: Draft, key: str) -> Hold | None:
        if not way.held:
            return None
        provider: Provider = self.providers[pieces[0].offer.provider_id]
        return await provider.hold_pieces(pieces, way.wishes(draft.wanted), key, turn.now + QUOTE_LIFE)

    async def _wish(self, turn: Turn, draft: Draft, way: Way) -> Wish:
        places: dict[str, Address] = {}
        for slot in way.located:
            if said := str(getattr(draft.wanted, slot) or ""):
                places[slot] = await self._place(turn, said)
        return Wish(draft.wanted, turn.now, places)

    async def _place(self, turn: Turn, said: str) -> Address:
        home = turn.person.addresses[:1] if said == HERE else ()
        known = turn.person.address(said) or turn.person.address(label_of(said) or said) or next(iter(home), None)
        if known is not None:
            return known
        if label_of(said):
            raise Refused(Code.PLACE_UNKNOWN, place=said)
        try:
            return Address("", said, await self.places.locate(said))
        except Refused as error:
            raise Refused(Code.PLACE_UNKNOWN, place=said) from error


def _about(draft: Draft, refused: Refused) -> Refused:
    """The refusal with the names that its sentence needs."""
    wanted = draft.wanted
    facts: Mapping[str, str | int] = {
        "item": draft.subject,
        "shop": wanted.name or "",
        "start": wanted.from_ or "",
        "end": wanted.to or "",
        **refused.facts,
    }
    return Refused(refused.code, **facts)


def _affordable(way: Way, offer: Offer, wanted: Act) -> bool:
    budget = wanted.budget
    if budget is None or (budget.max is None and budget.min is None):
        return True
    pieces = way.pieces(offer, wanted)
    whole = sum(each.offer.price.fen * each.qty for each in pieces)
    parts = {"person": sum(each.qty for each in pieces), "ticket": sum(each.qty for each in pieces), "item": 1}
    many = (wanted.nights or 1) * (wanted.rooms or 1) if budget.per == "night" else parts.get(budget.per or "", 1)
    cost = whole / max(1, many)
    return (budget.max is None or cost <= budget.max) and (budget.min is None or cost >= budget.min)


def _first_of_each(way: Way, ranked: Sequence[Offer]) -> list[Offer]:
    """The best of each hotel, sight or service, before the second ones."""
    first: dict[str, Offer] = {}
    for each in ranked:
        first.setdefault(way.option(each).name, each)
    return [*first.values(), *(each for each in ranked if each not in first.values())]


def _placed(way: Way, piece: Piece, wish: Wish) -> Piece:
    measured = piece.offer.measured
    if measured is None:
        return piece
    return replace(piece, offer=replace(piece.offer, measured=replace(measured, of=way.placed(measured.of, wish))))


def _notices(hold: Hold | None, language: str) -> tuple[Phrase, ...]:
    """Wishes that could not be met are told."""
    if hold is None or not hold.unmet:
        return ()
    return (phrase(Say.UNMET, wishes="、".join(wish_word(each, language) for each in hold.unmet)),)
