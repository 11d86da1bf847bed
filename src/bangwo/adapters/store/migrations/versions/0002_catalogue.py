"""What providers sell, as last heard of."""

from bangwo.adapters.store.migrations.run import run_file

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables of the catalogue."""
    run_file("0002_catalogue.sql")
