"""Campaign shapes: campaigns with their budgets and records, read and as JSON."""

from dataclasses import dataclass
from datetime import datetime

from bangwo.app.campaigns import Campaigns, Done, Entry, Mistake
from bangwo.core.json import Json
from bangwo.domain.campaigns.programme import Run
from bangwo.domain.money import Money

Pots = dict[str, tuple[Money, Money]]


@dataclass(frozen=True, slots=True)
class Row:
    """A campaign with its budgets, at a moment."""

    run: Run
    pots: Pots
    now: datetime
    record: tuple[Entry, ...] = ()

    @property
    def source(self) -> str:
        """The file that is in force, as it was applied."""
        return next((each.source for each in reversed(self.record) if each.source), "")

    @property
    def budget(self) -> Money:
        """All of its budgets."""
        return sum((pot[0] for pot in self.pots.values()), Money(0))

    @property
    def left(self) -> Money:
        """What of them is neither held nor used."""
        return sum((pot[1] for pot in self.pots.values()), Money(0))


async def rows(office: Campaigns) -> tuple[Row, ...]:
    """Every campaign."""
    runs = (await office.store.programme()).runs
    return tuple([Row(run, await office.store.pots(run.campaign_id), office.clock.now()) for run in runs])


async def story(office: Campaigns, campaign_id: str) -> Row:
    """One campaign with its record. Refused: not_found."""
    run = await office.run(campaign_id)
    record = await office.store.record(campaign_id)
    return Row(run, await office.store.pots(campaign_id), office.clock.now(), tuple(record))


def row_json(row: Row) -> dict[str, Json]:
    """How a campaign stands."""
    run = row.run
    return {
        "campaign": run.campaign_id,
        "title": run.terms.title,
        "state": run.standing(row.now).value,
        "version": run.version,
        "seq": run.seq,
        "from": run.terms.from_ and run.terms.from_.isoformat(),
        "until": run.until and run.until.isoformat(),
        "budget_fen": row.budget.fen,
        "left_fen": row.left.fen,
        "budgets": {name: {"budget_fen": pot[0].fen, "left_fen": pot[1].fen} for name, pot in sorted(row.pots.items())},
    }


def story_json(row: Row, *, source: bool) -> dict[str, Json]:
    """How it stands, all that was done to it, and on request its file."""
    text: dict[str, Json] = {"source": row.source} if source else {}
    return {**row_json(row), "record": [_entry_json(each) for each in row.record], **text}


def done_json(done: Done) -> dict[str, Json]:
    """What is now in force."""
    run, change = done.run, done.change
    return {
        "ok": True,
        "campaign": run.campaign_id,
        "deed": change.deed.value,
        "seq": run.seq,
        "version": run.version,
        "state": run.standing(change.at).value,
        "changed": done.changed,
    }


def mistake_json(mistake: Mistake) -> dict[str, Json]:
    """What is wrong, and where."""
    return {"line": mistake.line, "path": mistake.path, "text": mistake.text}


def _entry_json(entry: Entry) -> dict[str, Json]:
    change, span = entry.change, entry.change.span
    return {
        "seq": change.seq,
        "deed": change.deed.value,
        "at": change.at.isoformat(),
        "by": change.by,
        "reason": change.reason,
        **({"outage": [span.from_.isoformat(), span.until.isoformat()]} if span else {}),
    }
