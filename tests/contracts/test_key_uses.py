"""When keys were last used, in memory and on PostgreSQL."""

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.databases import fresh_database

from aurora.infrastructure.memory.key_uses import MemoryKeyUses
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.postgres.engine import connect
from aurora.infrastructure.postgres.key_uses import PostgresKeyUses
from aurora.queries.identity.ports import KeyUses

USED, UNUSED = UUID(int=7), UUID(int=8)


@pytest.fixture
def clock() -> MemoryClock:
    return MemoryClock()


@pytest.fixture
async def database(postgres_url: str) -> AsyncIterator[AsyncEngine]:
    async with fresh_database(postgres_url) as engine:
        yield engine


@pytest.fixture
def memory(clock: MemoryClock) -> KeyUses:
    return MemoryKeyUses(clock)


@pytest.fixture
def postgres(database: AsyncEngine, clock: MemoryClock) -> KeyUses:
    return PostgresKeyUses(database, clock)


@pytest.fixture(params=["memory", "postgres"])
def uses(request: pytest.FixtureRequest) -> KeyUses:
    chosen: KeyUses = request.getfixturevalue(request.param)
    return chosen


async def test_the_last_use_counts(uses: KeyUses, clock: MemoryClock) -> None:
    uses.note(USED)
    clock.advance(5)
    uses.note(USED)

    assert await uses.last([USED, UNUSED]) == {USED: clock.now()}
    assert await uses.last([]) == {}


async def test_what_was_noted_is_known_to_other_processes_and_after_a_restart(
    database: AsyncEngine, clock: MemoryClock
) -> None:
    uses = PostgresKeyUses(database, clock)
    uses.note(USED)
    await uses.flush()

    assert await PostgresKeyUses(database, clock).last([USED]) == {USED: clock.now()}


async def test_an_earlier_use_that_is_written_later_changes_nothing(
    database: AsyncEngine, clock: MemoryClock
) -> None:
    slow, quick = PostgresKeyUses(database, clock), PostgresKeyUses(database, clock)
    slow.note(USED)
    clock.advance(5)
    quick.note(USED)
    await quick.flush()
    await slow.flush()

    assert await slow.last([USED]) == {USED: clock.now()}
    assert clock.now() - timedelta(seconds=5) not in (await slow.last([USED])).values()


async def test_what_cannot_be_written_now_is_written_later(
    database: AsyncEngine, clock: MemoryClock
) -> None:
    gone = connect("postgresql+asyncpg://nobody@/nowhere?host=/nonexistent")
    uses = PostgresKeyUses(gone, clock)
    uses.note(USED)
    await uses.flush()
    await gone.dispose()

    vars(uses)["_engine"] = database
    await uses.flush()
    assert await PostgresKeyUses(database, clock).last([USED]) == {USED: clock.now()}


async def test_whatever_is_wrong_with_the_table_is_waited_out(
    database: AsyncEngine, clock: MemoryClock
) -> None:
    uses = PostgresKeyUses(database, clock)
    uses.note(USED)
    async with database.begin() as connection:
        await connection.execute(text("ALTER TABLE key_uses RENAME TO elsewhere"))
    await uses.flush()
    async with database.begin() as connection:
        await connection.execute(text("ALTER TABLE elsewhere RENAME TO key_uses"))

    await uses.flush()
    assert await PostgresKeyUses(database, clock).last([USED]) == {USED: clock.now()}
