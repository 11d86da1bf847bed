"""Tables: the rows of a TOML file that lies beside the code."""

import tomllib
from importlib import resources
from typing import Any

Row = dict[str, Any]


def rows(file: str, table: str) -> list[Row]:
    """The rows of one table; lists become tuples, so that what is made of them can be frozen."""
    text = resources.files("bangwo_city.tickets").joinpath(file).read_text("utf-8")
    return [
        {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
        for row in tomllib.loads(text)[table]
    ]
