"""Providers that are connected while Bangwo runs."""

from bangwo.adapters.store.migrations.run import run_file

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the table."""
    run_file("0011_providers.sql")
