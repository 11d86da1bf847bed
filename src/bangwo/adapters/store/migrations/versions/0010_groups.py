"""Orders that several people put together under a link."""

from bangwo.adapters.store.migrations.run import run_file

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables, and the functions anew."""
    run_file("0010_groups.sql")
    run_file("functions.sql")
