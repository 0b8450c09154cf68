"""Migrations: run in the application's own connection, by one process at a time."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine

LOCK = 0x6175726F7261
INSIDE = Path(__file__).parents[2] / "migrations"
BESIDE = Path(__file__).parents[4] / "migrations"


async def migrate(engine: AsyncEngine, revision: str = "head") -> None:
    """Bring the schema up, or down, to a revision; others wait meanwhile."""
    async with engine.connect() as connection:
        await connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
        try:
            await connection.commit()
            await connection.run_sync(_run, revision)
            await connection.commit()
        finally:
            await connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})
            await connection.commit()


def _run(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(INSIDE if INSIDE.exists() else BESIDE))
    config.attributes["connection"] = connection
    now = MigrationContext.configure(connection).get_current_revision() or ""
    if revision == "base" or revision < now:
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)
