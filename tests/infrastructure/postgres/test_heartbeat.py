"""The heartbeat beside those who record what was fetched, on two connections."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.databases import fresh_database, wiring
from tests.ground import CRAWL, HOST, OTHER, at

from aurora.domains.perception.events import EVENTS
from aurora.domains.perception.frontier import Claim
from aurora.infrastructure.postgres.frontier import PostgresFrontier
from aurora.infrastructure.postgres.heartbeat import HOLD
from aurora.infrastructure.postgres.perception import PostgresPerception
from aurora.infrastructure.postgres.work import Wiring

WAITING = text("""
    SELECT count(*) FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND datname = current_database()
""")


@pytest.fixture
async def wired(postgres_url: str) -> AsyncIterator[Wiring]:
    async with fresh_database(postgres_url) as engine:
        yield wiring(engine, EVENTS)


async def claims(wired: Wiring, *hosts: str) -> list[Claim]:
    """Take hosts, at each of which a URL waits."""
    async with PostgresPerception(wired).work() as work:
        found = [at("", host=host) for host in hosts]
        await work.links.discover(CRAWL, found, limit=len(found))
    frontier = PostgresFrontier(wired)
    taken = [await frontier.claim(CRAWL, host, limit=1, seconds=30) for host in hosts]
    return [claim for claim in taken if claim]


async def beat(wired: Wiring, held: list[Claim]) -> None:
    """Hold hosts once, as the heartbeat of a process does."""
    given = {
        "hosts": [claim.host for claim in held],
        "fences": [claim.fence for claim in held],
        "seconds": [30.0 for _ in held],
        "now": wired.clock.now(),
    }
    async with wired.engine.begin() as connection:
        await connection.execute(HOLD, given)


async def somebody_waits(engine: AsyncEngine) -> None:
    """Return when a transaction waits for another one."""
    async with asyncio.timeout(30), engine.connect() as connection:
        while not (await connection.execute(WAITING)).scalar_one():
            await connection.rollback()
            await asyncio.sleep(0.01)


async def test_going_on_at_two_hosts_and_the_heartbeat_never_wait_for_each_other(
    wired: Wiring,
) -> None:
    late, early = await claims(wired, OTHER, HOST)

    async with PostgresPerception(wired).work() as work:
        assert await work.links.done([late, early], []) == {}
        first = await work.links.onward(late, f"https://{OTHER}/", ["https://b.example/way"])
        beating = asyncio.create_task(beat(wired, [late, early]))
        await somebody_waits(wired.engine)
        second = await work.links.onward(early, f"https://{HOST}/", ["https://a.example/way"])
    await beating

    assert first
    assert second
