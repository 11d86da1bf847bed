"""What persons own, the budgets between them, and the one function that writes."""

from bangwo.adapters.store.migrations.run import run_file

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first schema."""
    run_file("0001_initial.sql")
    run_file("functions.sql")
