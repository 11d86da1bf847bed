"""Providers that are connected while Bangwo runs."""

from bangwo.adapters.store.migrations.run import run_file

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table."""
    run_file("0008_providers.sql")
