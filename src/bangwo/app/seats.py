"""Seats: finds and holds the seats of a quote, and gives them back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bangwo.app.ports import Provider, Providers
from bangwo.core.errors import Code, Refused, Unavailable
from bangwo.domain.act import SeatWish
from bangwo.domain.offer import Hold, Offer, SeatMap
from bangwo.domain.quote import QUOTE_LIFE
from bangwo.domain.seating import Seating, choose
from bangwo.language.replies import Phrase, Say, phrase

TRIES_MAX = 3
HOLD_LEFT_LEAST = QUOTE_LIFE / 2
"""A hold that lasts at least so long still serves a new quote for the same seats."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A showing with the seats held in it, and what is to be said about them."""

    offer: Offer
    hold: Hold
    notices: tuple[Phrase, ...]


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
    hall: SeatMap
    seating: Seating

    @property
    def faults(self) -> int:
        """How far it is from the wish: another row weighs more than seats apart."""
        return 2 * (not self.seating.as_wished) + (not self.seating.together)


async def keep_seats(providers: Providers, offers: Sequence[Offer], wanted: SeatsWanted, now: datetime) -> Kept:
    """Seats held in the first of the showings that has them as wished, else in the one that comes closest.

    Refused: row_unknown, seats_unavailable. Raises Unavailable when the provider does not answer.
    """
    for attempt in range(TRIES_MAX):
        plan = await _plan(providers, offers, wanted)
        try:
            hold = await _hold(providers[plan.offer.provider_id], plan, wanted, attempt, now)
        except Refused as refused:
            if refused.code is not Code.SEATS_UNAVAILABLE:
                raise
            continue  # somebody was quicker: look at the hall again
        return Kept(plan.offer, hold, _notices(plan, wanted))
    raise Refused(Code.SEATS_UNAVAILABLE)


async def _plan(providers: Providers, offers: Sequence[Offer], wanted: SeatsWanted) -> _Plan:
    best: _Plan | None = None
    hall: SeatMap | None = None
    for offer in offers:
        hall = await providers[offer.provider_id].seat_map(offer)
        own = wanted.before.seats if wanted.before and wanted.before.offer_ref == offer.ref else ()
        hall = replace(hall, free=hall.free | frozenset(own))
        seating = choose(hall, wanted.count, wanted.wish)
        if seating is None or (not seating.together and wanted.wish and wanted.wish.together):
            continue  # together was asked for: apart is for the person to say
        plan = _Plan(offer, hall, seating)
        if best is None or plan.faults < best.faults:
            best = plan
        if not best.faults:
            break
    if best is None:
        raise _no_seats(hall, wanted)
    return best


def _no_seats(hall: SeatMap | None, wanted: SeatsWanted) -> Refused:
    row = wanted.wish.row if wanted.wish else None
    if hall is not None and isinstance(row, int) and not 1 <= row <= hall.rows:
        return Refused(Code.ROW_UNKNOWN, row=row, rows=hall.rows)
    return Refused(Code.SEATS_UNAVAILABLE)


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
    out: list[Phrase] = []
    one_row = len({seat.row for seat in plan.seating.seats}) == 1
    if not plan.seating.as_wished and wanted.wish is not None and one_row:
        row: dict[str, str | int] = {"row_wish": str(wanted.wish.row), "row": plan.seating.row, "rows": plan.hall.rows}
        out.append(Phrase(Say.ROW_DIFFERS, row))
    if not plan.seating.together and wanted.count > 1:
        out.append(phrase(Say.SEATS_APART))
    return tuple(out)


async def give_back(providers: Providers, hold: Hold, provider_id: str) -> None:
    """Give seats back; where that fails the hold ends by itself."""
    provider = providers.get(provider_id)
    if provider is None:
        return
    try:
        await provider.release_seats(hold)
    except (Refused, Unavailable):
        return
