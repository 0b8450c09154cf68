"""Migrations: run in the application's own connection, by one process at a time."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.infrastructure.postgres.engine import connect
from aurora.infrastructure.postgres.privileges import grant
from aurora.settings import Settings

LOCK = 0x6175726F7261
INSIDE = Path(__file__).parents[2] / "migrations"
BESIDE = Path(__file__).parents[4] / "migrations"


async def prepare_schema(settings: Settings, revision: str = "head") -> None:
    """Migrate under the role that the settings give for it; the one that runs Aurora gets its
    rights.
    """
    url = settings.migration_database_url or settings.database_url
    runtime = make_url(settings.database_url or "").username
    owner = make_url(url or "").username
    engine = connect(url or "", pool=1)
    try:
        await migrate(engine, revision, runtime=runtime if runtime != owner else None)
    finally:
        await engine.dispose()


async def migrate(
    engine: AsyncEngine, revision: str = "head", *, runtime: str | None = None
) -> None:
    """Bring the schema up, or down, to a revision, and give a role of that name what it needs;
    others wait meanwhile.
    """
    async with engine.connect() as connection:
        await connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
        try:
            await connection.commit()
            await connection.run_sync(_run, revision)
            await connection.commit()
            if runtime:
                await connection.run_sync(grant, runtime)
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
