"""Seats: finds and holds the seats of a quote, and gives them back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bangwo.app.ports import Provider, Providers
from bangwo.core.errors import Code, Refused, Unavailable
from bangwo.domain.act import SeatWish
from bangwo.domain.offer import Hold, Offer, Seat, SeatMap
from bangwo.domain.quote import QUOTE_LIFE
from bangwo.domain.seating import Seating, choose, in_hall, nearby
from bangwo.language.replies import Phrase, Say, phrase

TRIES_MAX = 3
NEAR_MAX = 3
PLACES_MAX = 5
"""How many of the places that come closest are offered; so many of them in the showing that was wished."""
HOLD_LEFT_LEAST = QUOTE_LIFE / 2
"""A hold that lasts at least so long still serves a new quote for the same seats."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A showing with the seats held in it, and what is to be said about them."""

    offer: Offer
    hold: Hold
    notices: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Seats that cannot be had as wished: why, and what comes closest, for the person to choose from."""

    why: Phrase
    places: tuple[tuple[Offer, Seating], ...]


@dataclass(frozen=True, slots=True)
class SeatsWanted:
    """How many, and where. `before`: the hold of the quote that this one replaces. `key`: of the new hold."""

    count: int
    wish: SeatWish | None
    before: Hold | None
    key: str


@dataclass(frozen=True, slots=True)
class _Plan:
    offer: Offer
    seating: Seating


_Halls = list[tuple[Offer, SeatMap]]


async def keep_seats(
    providers: Providers, offers: Sequence[Offer], wanted: SeatsWanted, now: datetime, also: Sequence[Offer] = ()
) -> Kept | Elsewhere:
    """Seats held in the first of the showings that has them as wished; what comes closest where none has.

    `also`: showings that nobody asked for, in which the wish itself can be offered.

    Refused: seats_unavailable. Raises Unavailable when the provider does not answer.
    """
    for attempt in range(TRIES_MAX):
        plan, halls = await _plan(providers, offers, wanted)
        if plan is None:
            return await _elsewhere(providers, halls, wanted, also)
        try:
            hold = await _hold(providers[plan.offer.provider_id], plan, wanted, attempt, now)
        except Refused as refused:
            if refused.code is not Code.SEATS_UNAVAILABLE:
                raise
            continue  # somebody was quicker: look at the hall again
        return Kept(plan.offer, hold, _notices(plan, wanted))
    raise Refused(Code.SEATS_UNAVAILABLE)


async def _plan(providers: Providers, offers: Sequence[Offer], wanted: SeatsWanted) -> tuple[_Plan | None, _Halls]:
    """The first showing with the seats, side by side rather than apart, and the halls that were looked at."""
    apart: _Plan | None = None
    halls: _Halls = []
    for offer in offers:
        hall = await _hall(providers, offer, wanted.before)
        halls.append((offer, hall))
        seating = choose(hall, wanted.count, wanted.wish)
        if seating is None or not _as_wished(seating, wanted.wish):
            continue  # another row, or apart where together was asked for: that is for the person to say
        if seating.together:
            return _Plan(offer, seating), halls
        apart = apart or _Plan(offer, seating)
    return apart, halls


def _as_wished(seating: Seating, wish: SeatWish | None) -> bool:
    if wish is None:
        return True
    return (seating.as_wished or wish.row is None) and (seating.together or not wish.together)


async def _hall(providers: Providers, offer: Offer, before: Hold | None) -> SeatMap:
    """The seats of a showing; those that the quote before holds are free for this one."""
    hall = await providers[offer.provider_id].seat_map(offer)
    own = before.seats if before is not None and before.offer_ref == offer.ref else ()
    return replace(hall, free=hall.free | frozenset(own))


async def _elsewhere(providers: Providers, halls: _Halls, wanted: SeatsWanted, also: Sequence[Offer]) -> Elsewhere:
    """What comes closest in the first showing, and the wish itself in others. Refused when there is nothing."""
    wish = wanted.wish or SeatWish()
    (first, hall), *_ = halls
    near = [(first, each) for each in nearby(hall, wanted.count, wish, NEAR_MAX)]
    there: list[tuple[Offer, Seating]] = []
    for offer in also:
        seating = choose(await _hall(providers, offer, wanted.before), wanted.count, wanted.wish)
        if seating is not None and seating.together and _as_wished(seating, wanted.wish):
            there.append((offer, seating))
    if not near and not there:
        raise Refused(Code.SEATS_UNAVAILABLE)
    return Elsewhere(_why(hall, in_hall(hall, wish), wanted.count), (*near, *there)[:PLACES_MAX])


def _why(hall: SeatMap, wish: SeatWish, count: int) -> Phrase:
    not_together = phrase(Say.NOT_TOGETHER, count=count)
    if not isinstance(wish.row, int):
        return phrase(Say.ROW_WISH_FULL, row_wish=str(wish.row), count=count) if wish.row else not_together
    if not 1 <= wish.row <= hall.rows:
        return phrase(Code.ROW_UNKNOWN, row=wish.row, rows=hall.rows)
    if not wish.cols:
        return phrase(Say.ROW_FULL, row=wish.row, count=count)
    unknown = [col for col in wish.cols if Seat(wish.row, col) not in hall.seats]
    taken = [col for col in wish.cols if Seat(wish.row, col) not in hall.free]
    if not taken:
        return phrase(Say.ROW_FULL, row=wish.row, count=count)
    said = Say.SEAT_UNKNOWN if unknown else Say.SEAT_TAKEN
    return phrase(said, row=wish.row, cols="、".join(map(str, unknown or taken)))


async def _hold(provider: Provider, plan: _Plan, wanted: SeatsWanted, attempt: int, now: datetime) -> Hold:
    before, seats = wanted.before, plan.seating.seats
    if before is not None and before.offer_ref == plan.offer.ref:
        if set(before.seats) == set(seats) and before.expires_at - now >= HOLD_LEFT_LEAST:
            return before
        if set(before.seats) & set(seats):
            await provider.release_seats(before)
    key = f"{wanted.key}.{attempt}" if attempt else wanted.key
    return await provider.hold_seats(plan.offer, seats, key, now + QUOTE_LIFE)


def _notices(plan: _Plan, wanted: SeatsWanted) -> tuple[Phrase, ...]:
    return (phrase(Say.SEATS_APART),) if not plan.seating.together and wanted.count > 1 else ()


async def give_back(providers: Providers, hold: Hold, provider_id: str) -> None:
    """Give seats back; where that fails the hold ends by itself."""
    provider = providers.get(provider_id)
    if provider is None:
        return
    try:
        await provider.release_seats(hold)
    except (Refused, Unavailable):
        return
