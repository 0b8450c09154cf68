"""Runs migrations over the connection that `aurora migrate` hands in."""

from alembic import context
from sqlalchemy.engine import Connection

from aurora.infrastructure.postgres.tables import metadata


def run(connection: Connection) -> None:
    context.configure(
        connection=connection, target_metadata=metadata, transaction_per_migration=True
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
