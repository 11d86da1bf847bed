"""Cancelling: what it costs to give back an order or some of its pieces, by the rules it was sold under."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bangwo_city.merchant.provider import CancelRule
from bangwo_city.merchant.wire import moment

Parts = Mapping[int, int]
"""How many pieces of which line, lines from 0."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What is given back and what is kept, in fen; `until`: from then on it costs more or cannot be done."""

    refund_fen: int
    fee_fen: int
    rule: str
    until: datetime | None = None


def kept_rules(rules: tuple[CancelRule, ...]) -> list[dict[str, Any]]:
    """The rules of an order's lines as its record keeps them."""
    return [
        {"text": rule.text, "steps": [[moment(step.until), step.fee_percent, step.fee_fen] for step in rule.steps]}
        for rule in rules
    ]


def remaining(record: dict[str, Any]) -> dict[int, int]:
    """The pieces of each line that were not given back."""
    left = {number: line["quantity"] for number, line in enumerate(record["lines"])}
    for back in record.get("returns", ()):
        for number, quantity in back["parts"]:
            left[number] -= quantity
    return left


def refunded(record: dict[str, Any]) -> int:
    """What was given back so far, in fen."""
    return sum(back["refund"] for back in record.get("returns", ()))


def cost(record: dict[str, Any], parts: Parts, now: datetime) -> Cost | None:
    """What giving these pieces back costs now; None when a rule does not allow it any more."""
    left = remaining(record)
    rules = record.get("rules") or []
    gross = fee = 0
    texts: list[str] = []
    ends: list[datetime] = []
    for number, quantity in parts.items():
        line = record["lines"][number]
        value = _paid(line, left[number]) - _paid(line, left[number] - quantity)
        gross += value
        if not rules:
            continue
        now_and_until = _step(rules[number], now)
        if now_and_until is None:
            return None
        percent, fen, until = now_and_until
        fee += min(value * percent // 100 + fen, value)
        ends.append(until)
        if rules[number]["text"] not in texts:
            texts.append(rules[number]["text"])
    if all(parts.get(number, 0) == quantity for number, quantity in left.items()):
        gross += next((each["amount"] for each in record["totals"] if each["type"] == "fulfillment"), 0)
    return Cost(gross - fee, fee, "；".join(texts) or "现在取消不收费", min(ends, default=None))


def _paid(line: dict[str, Any], pieces: int) -> int:
    """What so many pieces of a line cost: its discount is spread so that the pieces add up exactly."""
    off = sum(-each["amount"] for each in line["totals"] if each["type"] == "items_discount")
    return line["item"]["price"] * pieces - off * pieces // line["quantity"]


def _step(rule: dict[str, Any], now: datetime) -> tuple[int, int, datetime] | None:
    """(percent and fen now, until when it is no more than that)."""
    ahead = [(datetime.fromisoformat(until), percent, sum(fen)) for until, percent, *fen in rule["steps"]]
    ahead = [step for step in ahead if now < step[0]]
    if not ahead:
        return None
    until, percent, fen = ahead[0]
    for later, dearer, more in ahead[1:]:
        if dearer > percent or more > fen:
            break
        until = later
    return percent, fen, until
