"""Campaign words: campaigns, their records and their mistakes, as lines or as JSON."""

import sys
from collections.abc import Sequence

from bangwo.app.campaign_shapes import Row, done_json, mistake_json, row_json, story_json
from bangwo.app.campaigns import Done, Mistake
from bangwo.cli import show
from bangwo.core.json import Json


def told(as_json: bool, content: Json, line: str) -> None:
    """One thing, one way or the other."""
    if as_json:
        show.as_json(content)
    else:
        print(line)


def mistakes(found: Sequence[Mistake], file: str, as_json: bool) -> None:
    """Every mistake with file and line, as compilers write them."""
    if as_json:
        made: Json = [{"file": file, **mistake_json(each)} for each in found]
        show.as_json({"ok": False, "mistakes": made})
        return
    for each in found:
        print(f"{file}:{each.line}: {each.text}" if each.line else each.text, file=sys.stderr)


def done(what: Done, as_json: bool) -> None:
    """What is now in force."""
    run, change = what.run, what.change
    standing = run.standing(change.at).value
    if as_json:
        show.as_json(done_json(what))
    elif change.seq > run.seq:
        print(f"{run.campaign_id} is {standing}, as the file says already: nothing changed")
    else:
        changed = f", changed: {', '.join(what.changed)}" if what.changed else ""
        print(f"{run.campaign_id} is {standing} (version {run.version}, change {run.seq}{changed})")


def listed(found: Sequence[Row], as_json: bool) -> None:
    """One campaign a line."""
    if as_json:
        show.as_json([row_json(each) for each in found])
        return
    for each in found:
        standing = each.run.standing(each.now).value
        print(f"{each.run.campaign_id}  {standing}  {each.run.terms.title}  {each.left} of {each.budget} left")
    if not found:
        print("no campaigns; begin one: bangwo campaign apply campaigns/new-year.yaml")


def shown(row: Row, source: bool, as_json: bool) -> None:
    """One campaign in full, or its text."""
    if as_json:
        show.as_json(story_json(row, source=source))
    elif source:
        print(row.source, end="")
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
