"""The report: what facts add up to, and up to which transaction they were counted."""

from bangwo.adapters.store.migrations.run import run_file

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the tables, and the functions anew."""
    run_file("0012_report.sql")
    run_file("functions.sql")
