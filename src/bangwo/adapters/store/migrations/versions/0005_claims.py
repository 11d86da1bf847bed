"""Cards counted out of what a campaign may give, one by one or many at once."""

from bangwo.adapters.store.migrations.run import run_file

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the functions anew."""
    run_file("functions.sql")
