"""Brands: who sells travel in its own name, with a member price paid from a budget of the day."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Brand:
    """An airline, a railway, an agency, a hotel group or a keeper of sights, as brands.toml explains it."""

    brand_id: str
    name: str
    kind: str  # airline, railway, agency, hotel, sights
    off_percent: int
    off_max_yuan: int
    budget_yuan: int
    code: str = ""  # an airline's two letters

    def off_fen(self, price_fen: int) -> int:
        """What a member pays less for one piece of this price: whole yuan."""
        return min(price_fen * self.off_percent // 10_000, self.off_max_yuan) * 100

    @property
    def budget_fen(self) -> int:
        """What all its member prices of one day may cost."""
        return self.budget_yuan * 100

    def purse(self, day: date) -> str:
        """The pool that its member prices of this day are taken from."""
        return f"member:{self.brand_id}:{day}"


@cache
def brands() -> dict[str, Brand]:
    """Every brand by its id."""
    text = resources.files("bangwo_city.travel").joinpath("brands.toml").read_text("utf-8")
    return {row["brand_id"]: Brand(**row) for row in tomllib.loads(text)["brand"]}


def of_kind(kind: str) -> tuple[Brand, ...]:
    """The brands of one kind, in the order of the file."""
    return tuple(brand for brand in brands().values() if brand.kind == kind)
