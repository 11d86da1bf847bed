"""Setting: what a running conversation is about, which decides what an answer means."""
# ruff: noqa: E501

from dataclasses import dataclass

from bangwo.domain.offer import Trade


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The state of a conversation that the understander needs.

    `trade`: of the running draft, None without one. `options`: the titles on the table, in the order shown. `quote`: whether
    a price awaits its yes. `asked`: what was asked last: address, date, time, count, items, choice, confirm, confirm_cancel …
    `items`: the names in the draft.
    """

    trade: Trade | None = None
    options: tuple[str, ...] = ()
    quote: bool = False
    asked: str | None = None
    items: tuple[str, ...] = ()
