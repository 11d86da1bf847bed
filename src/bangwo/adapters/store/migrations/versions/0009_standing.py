"""Wishes that wait until they can be ordered."""

from bangwo.adapters.store.migrations.run import run_file

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table, and the functions anew."""
    run_file("0009_standing.sql")
    run_file("functions.sql")
