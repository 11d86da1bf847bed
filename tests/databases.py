"""Databases of the session's server: named, made and dropped."""

import asyncio

import asyncpg


def dsn_of(postgres: str, database: str) -> str:
    """The DSN of another database of the same server."""
    return postgres.replace("/postgres?", f"/{database}?")


async def run(dsn: str, statements: str) -> None:
    """Run statements in a session of their own."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(statements)
    finally:
        await connection.close()


def run_now(dsn: str, statements: str) -> None:
    """The same where no event loop runs."""
    asyncio.run(run(dsn, statements))
