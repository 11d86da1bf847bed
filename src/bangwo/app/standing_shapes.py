"""Standing shapes: the JSON of wishes that wait."""

from bangwo.app.shapes import where_text
from bangwo.core.json import Json
from bangwo.domain.act import act_json
from bangwo.domain.standing import Standing


def standing_json(standing: Standing) -> dict[str, Json]:
    """A wish that waits, or waited."""
    out: dict[str, Json] = {
        "id": standing.standing_id,
        "state": standing.state.value,
        "what": standing.what,
        "wanted": act_json(standing.wanted),
        "when": standing.trigger.value,
        "most_fen": standing.most.fen,
        "until": standing.until.isoformat(),
        "made_at": standing.made_at.isoformat(),
        "orders": list(standing.order_ids),
    }
    if standing.at is not None:
        out["at"] = standing.at.isoformat()
    if standing.where is not None:
        out["where"] = where_text(standing.where)
    return out
