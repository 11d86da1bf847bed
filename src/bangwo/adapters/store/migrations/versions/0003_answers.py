"""Answers finished in the commit that decides them."""

from bangwo.adapters.store.migrations.run import run_file

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the functions anew."""
    run_file("functions.sql")
