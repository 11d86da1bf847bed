"""Invitations: everybody's code, and who came by whom."""

from bangwo.adapters.store.migrations.run import run_file

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables, and the functions anew."""
    run_file("0007_invites.sql")
    run_file("functions.sql")
