"""Run: a migration written as a file of SQL, run as it stands."""

from pathlib import Path
from typing import cast

from alembic import op
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_connection

from bangwo.adapters.store.driver import Connection

_VERSIONS = Path(__file__).with_name("versions")


def run_file(name: str) -> None:
    """Run every statement of `versions/NAME` in the migration's own transaction."""
    statements = (_VERSIONS / name).read_text(encoding="utf-8")
    # SQLAlchemy prepares what it runs, and only one statement can be prepared at a time
    adapted = cast("AsyncAdapt_asyncpg_connection", op.get_bind().connection.dbapi_connection)

    async def run(connection: Connection) -> None:
        await connection.execute(statements)

    op.execute("SELECT 1")  # begins the transaction
    adapted.run_async(run)
