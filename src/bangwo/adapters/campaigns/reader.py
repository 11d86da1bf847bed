"""Reader: a campaign file as terms, or every mistake in it with its line."""

import difflib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bangwo.adapters.campaigns.cel import BadCondition
from bangwo.adapters.campaigns.document import CampaignFile
from bangwo.adapters.campaigns.text import BadText, Document, read
from bangwo.app.campaigns import BadCampaign, Mistake
from bangwo.domain.campaigns.checks import Finding, Path, findings
from bangwo.domain.campaigns.terms import Campaign


@dataclass(frozen=True, slots=True)
class CampaignText:
    """A file as it was read: its terms, and the lines to point at."""

    terms: Campaign
    document: Document

    def mistakes(self, found: Sequence[Finding]) -> tuple[Mistake, ...]:
        """Findings with their lines, in the order of the file."""
        made = [Mistake(self.document.line(each.path), _dotted(each.path), each.text) for each in found]
        return tuple(sorted(made, key=lambda each: each.line))


def parsed(text: str) -> CampaignText:
    """The terms of a file, its shape and its conditions checked. Raises BadCampaign."""
    try:
        document = read(text)
    except BadText as error:
        raise BadCampaign([Mistake(error.line, "", error.why)]) from None
    if not isinstance(document.values, dict):
        raise BadCampaign([Mistake(1, "", "a campaign file is a mapping that begins with `campaign: NAME`")])
    try:
        return CampaignText(CampaignFile.model_validate(document.values).terms(), document)
    except ValidationError as error:
        made = [_mistake(each, document) for each in error.errors(include_url=False)]
        raise BadCampaign(sorted(_unique(made), key=lambda each: each.line)) from None


def checked(text: str, now: datetime) -> CampaignText:
    """The same, and it contradicts itself nowhere. Raises BadCampaign."""
    campaign = parsed(text)
    if found := campaign.mistakes(findings(campaign.terms, now)):
        raise BadCampaign(found)
    return campaign


def schema() -> str:
    """The JSON Schema of the file."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **CampaignFile.model_json_schema()}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _mistake(error: ErrorDetails, document: Document) -> Mistake:
    path = _in_file(error["loc"], document)
    cause = error.get("ctx", {}).get("error")
    line = document.line(path)
    if isinstance(cause, BadCondition):
        line += cause.line
    return Mistake(line, _dotted(path), _sentence(error, path, cause))


def _in_file(loc: Path, document: Document) -> Path:
    """The part of a place that the file has: the rest are names of alternatives, or of what is missing."""
    kept: Path = ()
    for each in loc:
        if (*kept, each) in document.lines:
            kept = (*kept, each)
    return kept


def _sentence(error: ErrorDetails, path: Path, cause: object) -> str:
    name = str(error["loc"][-1]) if error["loc"] else ""
    value, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "missing":
            return f"`{name}` is missing"
        case "extra_forbidden":
            return f"there is no `{name}` here{_meant(name, path[:-1])}"
        case "enum" | "literal_error":
            known = str(context.get("expected", "")).replace("'", "")
            what = "trade" if "trades" in path else "word"
            return f"{value} is no {what} that is known here; there are: {known}"
        case "greater_than_equal":
            return f"`{_named(path)}` must be at least {context.get('ge')}, not {value}"
        case "less_than_equal":
            return f"`{_named(path)}` must be at most {context.get('le')}, not {value}"
        case "int_type" | "int_from_float":
            return f"`{_named(path)}` must be a whole number, not {_shown(value)}"
        case "string_pattern_mismatch":
            return f"{value!r} cannot be a name here: small letters, digits and hyphens, like new-year"
        case "too_short" if not value:
            return f"`{_named(path)}` is empty: leave it out, or name something"
        case "value_error":
            return str(cause)
        case "model_type" | "dict_type" | "tuple_type" | "string_type":
            kinds = {"tuple_type": "a list", "string_type": "a text"}
            return f"`{_named(path)}` must be {kinds.get(error['type'], 'a mapping')}, not {_shown(value)}"
        case _:
            return f"`{_named(path)}`: {error['msg'][:1].lower()}{error['msg'][1:]}"


def _named(path: Path) -> str:
    return next((each for each in reversed(path) if isinstance(each, str)), "the file")


def _shown(value: object) -> str:
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list | tuple) else repr(value)


def _meant(name: str, around: Path) -> str:
    """The nearest name that there is in the part around."""
    near = difflib.get_close_matches(name, _names_in(around), 1)
    return f"; did you mean `{near[0]}`?" if near else f"; there are: {', '.join(_names_in(around))}"


def _names_in(path: Path) -> list[str]:
    model: type[BaseModel] = CampaignFile
    for each in path:
        found = _part(model, each) if isinstance(each, str) else None
        model = found or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _part(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """The part that a field holds, by itself, in a list or under names."""
    field = next((f for key, f in model.model_fields.items() if name in (key, f.alias)), None)
    waiting: list[object] = [field.annotation] if field else []
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
        waiting += cast("Sequence[object]", getattr(kind, "__args__", ()))
    return None


def _unique(mistakes: Sequence[Mistake]) -> list[Mistake]:
    """One for each place: of the alternatives that a value failed the first."""
    kept: dict[tuple[int, str], Mistake] = {}
    for each in mistakes:
        kept.setdefault((each.line, each.text if each.text.endswith("is missing") else each.path), each)
    return list(kept.values())


def _dotted(path: Path) -> str:
    return ".".join(str(each + 1) if isinstance(each, int) else each for each in path)
