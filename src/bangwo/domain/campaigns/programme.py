"""Programme: every campaign as it now stands, folded from the record of all that was done to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bangwo.domain.campaigns.card import Card, CardState
from bangwo.domain.campaigns.checks import Finding
from bangwo.domain.campaigns.terms import Campaign, CardKind
from bangwo.domain.money import Money


class Deed(StrEnum):
    """What can be done to a campaign."""

    APPLY = "apply"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    END = "end"


class Standing(StrEnum):
    """How a campaign stands. What is over gives nothing more; the cards that it gave keep their own end."""

    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    OVER = "over"
    ENDED = "ended"  # by an operator, for good


@dataclass(frozen=True, slots=True)
class Span:
    """A time that is made up for: whatever was alive in it lives longer by as much."""

    from_: datetime
    until: datetime

    @property
    def length(self) -> timedelta:
        """How long it was."""
        return self.until - self.from_


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a campaign's record. `seq` counts from 1; `terms` come with APPLY, `span` with EXTEND."""

    campaign_id: str
    seq: int
    deed: Deed
    at: datetime
    by: str
    reason: str = ""
    terms: Campaign | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A campaign with all that was done to it. A version is the number of the change that applied it."""

    campaign_id: str
    versions: tuple[tuple[int, Campaign], ...]
    seq: int
    paused_at: datetime | None = None
    ended_at: datetime | None = None
    spans: tuple[Span, ...] = ()
    extended: timedelta = timedelta()  # by operators; pauses are made up for beside it

    @property
    def terms(self) -> Campaign:
        """Today's."""
        return self.versions[-1][1]

    @property
    def version(self) -> int:
        """Of today's terms."""
        return self.versions[-1][0]

    @property
    def until(self) -> datetime | None:
        """When it is over, with all that was made up for."""
        return None if self.terms.until is None else self._longer(self.terms.from_, self.terms.until)

    def standing(self, now: datetime) -> Standing:
        """How it stands."""
        if self.ended_at is not None:
            return Standing.ENDED
        if self.until is not None and self.until <= now:
            return Standing.OVER
        if self.paused_at is not None:
            return Standing.PAUSED
        begun = self.terms.from_ is None or self.terms.from_ <= now
        return Standing.RUNNING if begun else Standing.PLANNED

    def kinds_of(self, card: Card) -> tuple[tuple[Campaign, CardKind], ...]:
        """The terms that a card may go by: those it was promised with, and today's where they are others."""
        promised = next((terms for version, terms in self.versions if version == card.version), self.versions[0][1])
        both = (promised, self.terms) if promised is not self.terms else (promised,)
        found = [(terms, kind) for terms in both if (kind := terms.kind(card.kind)) is not None]
        return tuple(found[:1]) if len(found) > 1 and found[0][1] == found[1][1] else tuple(found)

    def as_now(self, card: Card, now: datetime) -> Card:
        """A card with what it gained since it was given: a longer life, a higher value; expired when that is over."""
        most = max((kind.effect.most for _, kind in self.kinds_of(card)), default=card.max)
        expires_at = self._longer(card.granted_at, card.expires_at)
        state = card.state
        if state in (CardState.GRANTED, CardState.EXPIRED):
            state = CardState.GRANTED if now < expires_at else CardState.EXPIRED
        if most <= card.max and expires_at == card.expires_at and state is card.state:
            return card
        return replace(card, max=max(most, card.max), expires_at=expires_at, state=state)

    def _longer(self, began: datetime | None, ends: datetime) -> datetime:
        for span in self.spans:
            if (began is None or began < span.until) and ends > span.from_:
                ends += span.length
        return ends


@dataclass(frozen=True, slots=True)
class Programme:
    """Every campaign there is or was. `revision` grows with every change of any of them."""

    revision: int = 0
    runs: tuple[Run, ...] = ()

    def run(self, campaign_id: str) -> Run | None:
        """A campaign by its id."""
        return next((each for each in self.runs if each.campaign_id == campaign_id), None)

    def without(self, names: frozenset[str]) -> "Programme":
        """The same without some campaigns."""
        return replace(self, runs=tuple(each for each in self.runs if each.campaign_id not in names))

    def running(self, now: datetime) -> Iterator[Run]:
        """Those that give something now."""
        return (each for each in self.runs if each.standing(now) is Standing.RUNNING)

    def as_now(self, card: Card, now: datetime) -> Card:
        """A card as it now is; one whose campaign nobody knows goes by what is written on it."""
        run = self.run(card.campaign_id)
        if run is not None:
            return run.as_now(card, now)
        late = card.state is CardState.GRANTED and not card.usable(now)
        return replace(card, state=CardState.EXPIRED) if late else card


NONE = Programme()
"""No campaigns at all."""


def programme(changes: Iterable[Change], revision: int = 0) -> Programme:
    """What a record comes to. The changes of a campaign come in the order of their `seq`."""
    runs: dict[str, Run] = {}
    for change in changes:
        run = folded(runs.get(change.campaign_id), change)
        if run is not None:
            runs[change.campaign_id] = run
    return Programme(revision, tuple(runs.values()))


def folded(run: Run | None, change: Change) -> Run | None:
    """A campaign after one more change; None while nothing was applied."""
    if run is None:
        applied = change.terms
        return None if applied is None else Run(change.campaign_id, ((change.seq, applied),), change.seq)
    run = replace(run, seq=change.seq)
    match change.deed:
        case Deed.APPLY:
            known = run.versions if change.terms is None else (*run.versions, (change.seq, change.terms))
            return replace(run, versions=known)
        case Deed.PAUSE:
            return replace(run, paused_at=change.at)
        case Deed.RESUME:
            lost = () if run.paused_at is None else (Span(run.paused_at, change.at),)
            return replace(run, paused_at=None, spans=(*run.spans, *lost))
        case Deed.EXTEND if change.span is not None:
            return replace(run, spans=(*run.spans, change.span), extended=run.extended + change.span.length)
        case Deed.END:
            return replace(run, ended_at=change.at)
        case _:
            return run


def objections(run: Run | None, change: Change, spent: Money) -> tuple[Finding, ...]:
    """Why a change cannot be made now. `spent`: what of the budget is held and used."""
    if run is None:
        known = change.deed is Deed.APPLY
        return () if known else (Finding((), f"there is no campaign {change.campaign_id}"),)
    if run.ended_at is not None:
        text = f"{run.campaign_id} was ended on {run.ended_at:%Y-%m-%d %H:%M}, which is for good"
        return (Finding(("campaign",), f"{text}: give the new one another name"),)
    match change.deed:
        case Deed.APPLY if change.terms is not None:
            return _edit_objections(run.terms, change.terms, spent)
        case Deed.PAUSE if run.paused_at is not None:
            return (Finding((), f"{run.campaign_id} is paused already"),)
        case Deed.RESUME if run.paused_at is None:
            return (Finding((), f"{run.campaign_id} is not paused"),)
        case Deed.EXTEND if change.span is not None:
            return _extension_objections(run, change.span, change.at)
        case _:
            return ()


def _edit_objections(before: Campaign, after: Campaign, spent: Money) -> tuple[Finding, ...]:
    found: list[Finding] = []
    if after.currency != before.currency:
        text = f"the currency cannot change from {before.currency} to {after.currency}: cards are promised in the first"
        found.append(Finding(("currency",), text))
    elif after.budget.total < spent:
        text = f"{spent} of the budget is held or used: it cannot become {after.budget.total}"
        found.append(Finding(("budget", "yuan"), text))
    for pot in sorted(before.brand_pots.keys() - after.brand_pots.keys()):
        text = f"{pot} has a budget of its own, from which orders were paid: give it less, but do not take it away"
        found.append(Finding(("prices",), text))
    return tuple(found)


def _extension_objections(run: Run, span: Span, now: datetime) -> tuple[Finding, ...]:
    if span.length <= timedelta():
        return (Finding((), "the outage ends before it begins"),)
    if span.until > now:
        return (Finding((), f"an outage is made up for when it is over: it is {now:%Y-%m-%d %H:%M}"),)
    most, longer = run.terms.extension_most, run.extended + span.length
    if longer > most:
        text = f"{run.campaign_id} may be extended by {_days(most)} in all, this would make {_days(longer)}"
        return (Finding(("extension", "most_days"), text),)
    return ()


def _days(length: timedelta) -> str:
    days, rest = divmod(length, timedelta(days=1))
    return f"{days} days" if not rest else f"{days} days {str(rest).removesuffix(':00')} h"


def clashes(campaign: Campaign, programme: Programme, now: datetime) -> tuple[Finding, ...]:
    """Campaigns of the same group that run at the same time."""
    found: list[Finding] = []
    for run in programme.runs:
        other = run.terms
        apart = not campaign.stacking.group or other.stacking.group != campaign.stacking.group
        if apart or run.campaign_id == campaign.campaign_id or run.standing(now) in (Standing.ENDED, Standing.OVER):
            continue
        before = campaign.until is not None and other.from_ is not None and campaign.until <= other.from_
        after = campaign.from_ is not None and run.until is not None and run.until <= campaign.from_
        if not (before or after):
            text = f"it overlaps with {run.campaign_id}: of the group {other.stacking.group} one runs at a time"
            found.append(Finding(("stacking", "group"), text))
    return tuple(found)
