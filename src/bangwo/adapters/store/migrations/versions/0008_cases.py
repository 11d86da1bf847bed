"""Cases, what is to be told of them, and the operators who work on them."""

from bangwo.adapters.store.migrations.run import run_file

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables, and the functions anew."""
    run_file("0008_cases.sql")
    run_file("functions.sql")
