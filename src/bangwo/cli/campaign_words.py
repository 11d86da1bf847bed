"""Campaign words: campaigns, their records and their mistakes, as lines or as JSON."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bangwo.app.campaigns import Campaigns, Done, Entry, Mistake
from bangwo.cli import show
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


async def rows(office: Campaigns) -> tuple[Row, ...]:
    """Every campaign."""
    runs = (await office.store.programme()).runs
    return tuple([Row(run, await office.store.pots(run.campaign_id), office.clock.now()) for run in runs])


async def story(office: Campaigns, campaign_id: str) -> Row:
    """One campaign with its record. Refused: not_found."""
    run = await office.run(campaign_id)
    record = await office.store.record(campaign_id)
    return Row(run, await office.store.pots(campaign_id), office.clock.now(), tuple(record))


def told(as_json: bool, content: Json, line: str) -> None:
    """One thing, one way or the other."""
    if as_json:
        show.as_json(content)
    else:
        print(line)


def mistakes(found: Sequence[Mistake], file: str, as_json: bool) -> None:
    """Every mistake with file and line, as compilers write them."""
    if as_json:
        made: Json = [{"file": file, "line": each.line, "path": each.path, "text": each.text} for each in found]
        show.as_json({"ok": False, "mistakes": made})
        return
    for each in found:
        print(f"{file}:{each.line}: {each.text}" if each.line else each.text, file=sys.stderr)


def done(what: Done, as_json: bool) -> None:
    """What is now in force."""
    run, change = what.run, what.change
    standing = run.standing(change.at).value
    if as_json:
        content: dict[str, Json] = {"ok": True, "campaign": run.campaign_id, "deed": change.deed.value}
        show.as_json({**content, "seq": run.seq, "version": run.version, "state": standing, "changed": what.changed})
    elif change.seq > run.seq:
        print(f"{run.campaign_id} is {standing}, as the file says already: nothing changed")
    else:
        changed = f", changed: {', '.join(what.changed)}" if what.changed else ""
        print(f"{run.campaign_id} is {standing} (version {run.version}, change {run.seq}{changed})")


def listed(found: Sequence[Row], as_json: bool) -> None:
    """One campaign a line."""
    if as_json:
        show.as_json([_row(each) for each in found])
        return
    for each in found:
        whole, left = _sum(each.pots)
        standing = each.run.standing(each.now).value
        print(f"{each.run.campaign_id}  {standing}  {each.run.terms.title}  {left} of {whole} left")
    if not found:
        print("no campaigns; begin one: bangwo campaign apply campaigns/new-year.yaml")


def shown(row: Row, source: bool, as_json: bool) -> None:
    """One campaign in full, or its text."""
    text = next(each.source for each in reversed(row.record) if each.source)
    if as_json:
        record: Json = [_entry(each) for each in row.record]
        show.as_json({**_row(row), "record": record, **({"source": text} if source else {})})
    elif source:
        print(text, end="")
    else:
        print("\n".join(_lines(row)))


def _lines(row: Row) -> list[str]:
    run, terms = row.run, row.run.terms
    ends = f", until {run.until:%Y-%m-%d %H:%M}" if run.until else ""
    lines = [f"{run.campaign_id}  {terms.title}", f"  {run.standing(row.now).value}, version {run.version}{ends}"]
    lines += [f"  card {each.kind}: {each.title}, up to {each.effect.most}" for each in terms.cards]
    lines += [f"  price {each.price_id}: {each.title}, up to {each.effect.most}" for each in terms.prices]
    lines += [f"  budget {name}: {left} of {whole} left" for name, (whole, left) in sorted(row.pots.items())]
    for entry in row.record:
        change = entry.change
        why = f": {change.reason}" if change.reason else ""
        lines.append(f"  {change.seq}. {change.at:%Y-%m-%d %H:%M:%S} {change.deed.value} by {change.by}{why}")
    return lines


def _row(row: Row) -> dict[str, Json]:
    whole, left = _sum(row.pots)
    run = row.run
    return {
        "campaign": run.campaign_id,
        "title": run.terms.title,
        "state": run.standing(row.now).value,
        "version": run.version,
        "seq": run.seq,
        "from": run.terms.from_ and run.terms.from_.isoformat(),
        "until": run.until and run.until.isoformat(),
        "budget_fen": whole.fen,
        "left_fen": left.fen,
        "budgets": {name: {"budget_fen": pot[0].fen, "left_fen": pot[1].fen} for name, pot in sorted(row.pots.items())},
    }


def _entry(entry: Entry) -> dict[str, Json]:
    change = entry.change
    span = change.span
    return {
        "seq": change.seq,
        "deed": change.deed.value,
        "at": change.at.isoformat(),
        "by": change.by,
        "reason": change.reason,
        **({"outage": [span.from_.isoformat(), span.until.isoformat()]} if span else {}),
    }


def _sum(pots: Pots) -> tuple[Money, Money]:
    whole = sum((pot[0] for pot in pots.values()), Money(0))
    return whole, sum((pot[1] for pot in pots.values()), Money(0))
