"""The record of campaigns: their versions, and all that operators did to them."""

from bangwo.adapters.store.migrations.run import run_file

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables, and the functions anew."""
    run_file("0004_campaigns.sql")
    run_file("functions.sql")
