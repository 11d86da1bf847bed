"""Shipped: the campaigns that come with Bangwo; the folder `campaigns` of the source shows them."""

from functools import cache
from pathlib import Path

from bangwo.adapters.campaigns.reader import parsed
from bangwo.domain.campaigns.terms import Campaign

FOLDER = Path(__file__).parent / "shipped"
FIRST = ("new-year",)
"""Those that a new database begins with."""


def text_of(name: str) -> str:
    """The file of a shipped campaign."""
    return (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")


@cache
def terms_of(name: str) -> Campaign:
    """What a shipped campaign says."""
    return parsed(text_of(name)).terms
