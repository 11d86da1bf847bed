"""Budgets of an hour or a day, made by the first that draws on them."""

from bangwo.adapters.store.migrations.run import run_file

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the functions anew."""
    run_file("functions.sql")
