"""Connections that died while they rested are replaced before anybody uses them; a server that
cannot be reached is told apart from a fault.
"""

import asyncio
import traceback
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.databases import fresh_database

from aurora.domains.errors import Stale, Unavailable
from aurora.infrastructure.postgres import engine as engines
from aurora.infrastructure.postgres.engine import connect

KILL = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture
async def rested(postgres_url: str) -> AsyncIterator[AsyncEngine]:
    """An engine whose two connections were used, rested, and were killed meanwhile."""
    async with fresh_database(postgres_url) as other:
        engine = connect(other.url.render_as_string(hide_password=False))
        async with engine.connect() as one, engine.connect() as two:
            await one.execute(text("SELECT 1"))
            await two.execute(text("SELECT 1"))
        async with other.connect() as killer:
            await killer.execute(text(KILL))
        yield engine
        await engine.dispose()


async def answer(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        return int((await connection.execute(text("SELECT 1"))).scalar_one())


async def test_dead_connections_are_replaced(
    rested: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "REST_SECONDS", 0.0)

    assert [await answer(rested) for _ in range(3)] == [1, 1, 1]


async def test_one_that_hardly_rested_is_used_untried(
    rested: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "REST_SECONDS", 3600.0)

    with pytest.raises(Unavailable, match="was lost"):
        await answer(rested)
    assert await answer(rested) == 1


async def test_a_server_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    engine = connect(f"postgresql+asyncpg://nobody@/nothing?host={tmp_path}")

    with pytest.raises(Unavailable, match="cannot be reached"):
        await answer(engine)


async def test_a_database_that_does_not_exist_is_a_fault(postgres_url: str) -> None:
    url = make_url(postgres_url).set(database="never_created")
    engine = connect(url.render_as_string(hide_password=False))

    with pytest.raises(DBAPIError, match="does not exist"):
        await answer(engine)


async def test_a_cancelled_statement_stays_cancelled(postgres_url: str) -> None:
    engine = connect(postgres_url)

    async def long() -> None:
        async with engine.connect() as connection:
            await connection.execute(text("SELECT pg_sleep(60)"))

    waiting = asyncio.create_task(long())
    await asyncio.sleep(0.3)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await engine.dispose()


async def test_a_transaction_whose_client_is_gone_does_not_live_on(postgres_url: str) -> None:
    engine = connect(postgres_url)
    async with engine.connect() as connection:
        shown = await connection.execute(text("SHOW idle_in_transaction_session_timeout"))
        assert shown.scalar_one() == "30s"
    await engine.dispose()


async def test_a_fault_does_not_tell_what_was_to_be_written(postgres_url: str) -> None:
    engine, secret = connect(postgres_url), uuid4().hex
    broken = text("SELECT 1 / (length(CAST(:secret AS text)) - length(CAST(:secret AS text)))")

    async with engine.connect() as connection:
        with pytest.raises(DBAPIError) as fault:
            await connection.execute(broken, {"secret": secret})

    told = "".join(traceback.format_exception(fault.value))
    assert "division by zero" in told
    assert secret not in told
    await engine.dispose()


async def test_of_two_that_wait_for_each_other_one_is_stale_and_the_other_goes_on(
    postgres_url: str,
) -> None:
    async with fresh_database(postgres_url) as engine:
        async with engine.begin() as connection:
            await connection.execute(
                text("CREATE TABLE pairs AS SELECT * FROM generate_series(1, 2) AS n")
            )
        meeting = asyncio.Barrier(2)

        async def lock(*numbers: int) -> None:
            statement = text("SELECT FROM pairs WHERE n = :n FOR UPDATE")
            async with engine.begin() as connection:
                await connection.execute(statement, {"n": numbers[0]})
                await meeting.wait()
                await connection.execute(statement, {"n": numbers[1]})

        ends = await asyncio.gather(lock(1, 2), lock(2, 1), return_exceptions=True)

        assert {type(end) for end in ends} == {type(None), Stale}
