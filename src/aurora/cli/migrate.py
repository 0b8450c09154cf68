"""`aurora migrate`: brings the database to the newest schema."""

import asyncio

import click

from aurora.infrastructure.postgres.engine import connect
from aurora.infrastructure.postgres.migration import migrate
from aurora.settings import read


@click.command("migrate")
@click.option("--to", "revision", default="head", show_default=True, help="A revision, or `base`.")
def command(revision: str) -> None:
    """Bring the database that AURORA_DATABASE_URL names to a revision, up or down."""
    url = read().database_url
    if url is None:
        raise click.UsageError("set AURORA_DATABASE_URL; `aurora serve` migrates its own database")
    asyncio.run(_migrate(url, revision))
    click.echo(f"the database is at {revision}")


async def _migrate(url: str, revision: str) -> None:
    engine = connect(url)
    try:
        await migrate(engine, revision)
    finally:
        await engine.dispose()
