"""`aurora migrate`: brings the database to the newest schema."""

import asyncio

import click

from aurora.cli import targets
from aurora.infrastructure.postgres.migration import prepare_schema


@click.command("migrate")
@click.option("--to", "revision", default="head", show_default=True, help="A revision, or `base`.")
def command(revision: str) -> None:
    """Bring the database that AURORA_DATABASE_URL names to a revision, up or down.

    AURORA_MIGRATION_DATABASE_URL names it under the role that owns the tables; the role that runs
    Aurora then gets what it needs, and no more.
    """
    settings = targets.settings()
    if settings.database_url is None:
        raise click.UsageError("set AURORA_DATABASE_URL; `aurora serve` migrates its own database")
    asyncio.run(prepare_schema(settings, revision))
    click.echo(f"the database is at {revision}")
