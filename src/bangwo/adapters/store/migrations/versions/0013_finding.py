"""Orders are found by their number alone; numbers grow with time, so that it also tells the latest."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the index."""
    op.execute("CREATE INDEX orders_by_number ON orders (order_id)")
