"""Campaigns: what operators do to them: each change checked, versioned, recorded, and in force without a restart."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from difflib import unified_diff
from typing import Protocol

from bangwo.core.clock import Clock
from bangwo.core.errors import Code, Conflict, Refused
from bangwo.domain.campaigns.checks import Finding
from bangwo.domain.campaigns.programme import Change, Deed, Programme, Run, Span, clashes, objections
from bangwo.domain.campaigns.terms import Campaign, WhenSpent
from bangwo.domain.money import Money

TRIES_MAX = 4


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a file, in which line (0: in none of them), and at which name."""

    line: int
    path: str
    text: str


class BadCampaign(Exception):
    """A change that cannot be made, with everything that stands in its way."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("; ".join(f"line {each.line}: {each.text}" for each in mistakes))
        self.mistakes = tuple(mistakes)


class CampaignText(Protocol):
    """A file that was read."""

    @property
    def terms(self) -> Campaign: ...

    def mistakes(self, found: Sequence[Finding]) -> tuple[Mistake, ...]:
        """Findings with their lines."""
        ...


Read = Callable[[str, datetime], CampaignText]
"""Reads and checks the text of a file at a moment; raises BadCampaign."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the record, with the text that was applied, if any."""

    change: Change
    source: str = ""


class CampaignStore(Protocol):
    """Keeps the record of what was done to campaigns, and their budgets."""

    async def programme(self) -> Programme:
        """Every campaign as it now stands."""
        ...

    async def record(self, campaign_id: str) -> Sequence[Entry]:
        """All that was done to a campaign, the first change first."""
        ...

    async def pots(self, campaign_id: str) -> dict[str, tuple[Money, Money]]:
        """Each of a campaign's budgets: the whole, and what of it is neither held nor used."""
        ...

    async def change(self, entry: Entry) -> None:
        """Write one more line, and what it makes of the budgets.

        Conflict: `campaign` when another change was first, `budget` when more is held and used than a budget is to be.
        """
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """A change that is in force: the campaign as it now stands. `changed`: names in the file that now say otherwise."""

    run: Run
    change: Change
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What applying a file would change: names in it that say otherwise, and its lines against those in force."""

    campaign_id: str
    changed: tuple[str, ...]
    diff: str


@dataclass(frozen=True, slots=True)
class Campaigns:
    """Applies files and steers what they began. `by` names the operator in every record."""

    store: CampaignStore
    read: Read
    clock: Clock
    by: str

    async def check(self, text: str) -> Preview:
        """What `apply` would do now. Raises BadCampaign."""
        file, run, _ = await self._judged(text, "")
        record = await self.store.record(file.terms.campaign_id) if run else ()
        before = next((each.source for each in reversed(record) if each.source), "")
        lines = unified_diff(before.splitlines(), text.splitlines(), "in force", "new", lineterm="")
        changed = differences(run.terms, file.terms) if run else ()
        return Preview(file.terms.campaign_id, changed, "\n".join(lines))

    async def apply(self, text: str, reason: str = "") -> Done:
        """Begin a campaign, or edit it: from here on, everywhere. Raises BadCampaign."""
        for _ in range(TRIES_MAX):
            file, run, change = await self._judged(text, reason)
            changed = differences(run.terms, file.terms) if run else ()
            if run is not None and not changed:
                return Done(run, change)
            try:
                await self.store.change(Entry(change, text))
            except Conflict as conflict:
                if conflict.what == "budget":
                    raise BadCampaign(file.mistakes([_LESS])) from None
                continue  # someone else changed it at the same moment: look again
            return await self._done(change, changed)
        raise Conflict("campaign")

    async def _judged(self, text: str, reason: str) -> tuple[CampaignText, Run | None, Change]:
        """A file, what it would change, and the change. Raises BadCampaign."""
        now = self.clock.now()
        file = self.read(text, now)
        programme = await self.store.programme()
        run = programme.run(file.terms.campaign_id)
        change = self._next(run, file.terms.campaign_id, Deed.APPLY, reason, terms=file.terms)
        found = (*objections(run, change, await self._spent(run)), *clashes(file.terms, programme, now))
        if found:
            raise BadCampaign(file.mistakes(found))
        return file, run, change

    async def pause(self, campaign_id: str, reason: str = "") -> Done:
        """Give nothing and hold nothing until `resume`; promises already made are kept."""
        return await self._do(campaign_id, Deed.PAUSE, reason)

    async def resume(self, campaign_id: str, reason: str = "") -> Done:
        """Go on; whatever was alive lives longer by the time of the pause."""
        return await self._do(campaign_id, Deed.RESUME, reason)

    async def extend(self, campaign_id: str, outage: Span, reason: str = "") -> Done:
        """Make up for an outage: whatever was alive in it lives longer by as much."""
        return await self._do(campaign_id, Deed.EXTEND, reason, outage)

    async def end(self, campaign_id: str, reason: str = "") -> Done:
        """Give nothing more, for good; cards keep their own end."""
        return await self._do(campaign_id, Deed.END, reason)

    async def wind_up(self) -> Sequence[Run]:
        """End the campaigns that are to end with their budget, and of whose budgets nothing is left."""
        ended: list[Run] = []
        for run in tuple((await self.store.programme()).running(self.clock.now())):
            if run.terms.budget.when_spent is not WhenSpent.END:
                continue
            pots = await self.store.pots(run.campaign_id)
            if pots and not any(left for _, left in pots.values()):
                with suppress(BadCampaign, Conflict):  # somebody else ended it first
                    ended.append((await self.end(run.campaign_id, "its budget is spent")).run)
        return ended

    async def run(self, campaign_id: str) -> Run:
        """A campaign as it stands; Refused(not_found)."""
        run = (await self.store.programme()).run(campaign_id)
        if run is None:
            raise Refused(Code.NOT_FOUND, what=campaign_id)
        return run

    async def _do(self, campaign_id: str, deed: Deed, reason: str, span: Span | None = None) -> Done:
        for _ in range(TRIES_MAX):
            run = await self.run(campaign_id)
            change = self._next(run, campaign_id, deed, reason, span=span)
            if found := objections(run, change, Money(0)):
                raise BadCampaign([Mistake(0, "", each.text) for each in found])
            try:
                await self.store.change(Entry(change))
            except Conflict:
                continue
            return await self._done(change)
        raise Conflict("campaign")

    def _next(
        self,
        run: Run | None,
        campaign_id: str,
        deed: Deed,
        reason: str,
        *,
        terms: Campaign | None = None,
        span: Span | None = None,
    ) -> Change:
        seq = run.seq + 1 if run else 1
        return Change(campaign_id, seq, deed, self.clock.now(), self.by, reason, terms, span)

    async def _spent(self, run: Run | None) -> Money:
        if run is None:
            return Money(0)
        pots = await self.store.pots(run.campaign_id)
        return sum((whole - left for whole, left in pots.values()), Money(0, run.terms.currency))

    async def _done(self, change: Change, changed: tuple[str, ...] = ()) -> Done:
        return Done(await self.run(change.campaign_id), change, changed)


_LESS = Finding(("budget", "yuan"), "more of a budget is held or used than it is to be")


def differences(before: Campaign, after: Campaign) -> tuple[str, ...]:
    """The names of what an edit changes."""
    names = (each.name for each in fields(Campaign))
    return tuple(name.rstrip("_") for name in names if getattr(before, name) != getattr(after, name))
