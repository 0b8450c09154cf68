"""Migrations lead to the schema that the code speaks of, and back."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, make_url, text
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora import container
from aurora.infrastructure.postgres.engine import connect
from aurora.infrastructure.postgres.migration import migrate
from aurora.infrastructure.postgres.schema import HEAD, current, wait_for_schema
from aurora.infrastructure.postgres.tables import Xid8, metadata

assert container  # names every table


@pytest.fixture
async def empty(postgres_url: str) -> AsyncIterator[AsyncEngine]:
    outside = connect(postgres_url, pool=1).execution_options(isolation_level="AUTOCOMMIT")
    name = f"migrated_{uuid4().hex}"
    async with outside.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
        url = make_url(postgres_url).set(database=name)
        engine = connect(url.render_as_string(hide_password=False))
        yield engine
        await engine.dispose()
        await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    await outside.dispose()


def differences(connection: Connection) -> list[Any]:
    ischema_names.setdefault("xid8", Xid8)
    options = {"compare_type": True, "compare_server_default": True}
    found: list[Any] = compare_metadata(
        MigrationContext.configure(connection, opts=options), metadata
    )
    return found


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


async def test_the_migrated_database_is_the_one_that_the_code_describes(
    empty: AsyncEngine,
) -> None:
    await migrate(empty)

    async with empty.connect() as connection:
        assert await connection.run_sync(differences) == []
        assert await connection.run_sync(tables) == {*metadata.tables, "alembic_version"}


async def test_the_code_knows_the_newest_revision(empty: AsyncEngine) -> None:
    assert await current(empty) is None
    await migrate(empty)

    assert await current(empty) == HEAD
    await wait_for_schema(empty)


async def test_every_migration_can_be_taken_back_and_run_again(empty: AsyncEngine) -> None:
    await migrate(empty)
    for number in range(int(HEAD) - 1, 0, -1):
        await migrate(empty, f"{number:04}")
    await migrate(empty, "base")
    async with empty.connect() as connection:
        assert await connection.run_sync(tables) == {"alembic_version"}

    await migrate(empty)

    async with empty.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_two_processes_that_migrate_at_once_do_not_disturb_each_other(
    empty: AsyncEngine,
) -> None:
    await asyncio.gather(migrate(empty), migrate(empty), migrate(empty))

    assert await current(empty) == HEAD


async def test_who_ended_sessions_before_they_knew_their_account_signs_in_again(
    empty: AsyncEngine,
) -> None:
    await migrate(empty, "0036")
    ended, untouched = UUID(int=1), UUID(int=2)
    user = text(
        "INSERT INTO users (id, version, email, name, role, password_hash, disabled) "
        "VALUES (:id, 3, :email, 'Z', 'viewer', 'a hash', false)"
    )
    event = text(
        "INSERT INTO events (id, type, aggregate_id, version, occurred_at) "
        "VALUES (:id, 'identity.sessions-ended.v1', :user, :version, now())"
    )
    async with empty.begin() as connection:
        for id in (ended, untouched):
            await connection.execute(user, {"id": id, "email": str(id)})
        for version in (2, 3):
            row = {"id": UUID(int=9 + version), "user": ended, "version": version}
            await connection.execute(event, row)

    await migrate(empty)

    async with empty.connect() as connection:
        rows = await connection.execute(text("SELECT id, sessions_from FROM users ORDER BY id"))
        assert [tuple(row) for row in rows] == [(ended, 3), (untouched, 0)]
