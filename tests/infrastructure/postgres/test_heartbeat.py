"""The heartbeat beside those who record what was fetched, on two connections."""

import asyncio
from collections.abc import AsyncIterator
from itertools import count

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.databases import fresh_database, somebody_waits, wiring
from tests.ground import CRAWL, HOST, OTHER, at

from aurora.domains.perception.events import EVENTS
from aurora.domains.perception.frontier import Claim
from aurora.infrastructure.postgres.frontier import PostgresFrontier
from aurora.infrastructure.postgres.heartbeat import HOLD, Heartbeat
from aurora.infrastructure.postgres.perception import PostgresPerception
from aurora.infrastructure.postgres.work import Wiring


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


def beats_of(engine: AsyncEngine, fault: Exception | None = None) -> asyncio.Queue[int]:
    """Count the beats from now on; the first one meets the fault."""
    counted, numbers = asyncio.Queue[int](), count(1)

    @event.listens_for(engine.sync_engine, "before_cursor_execute")
    def beaten(*given: object) -> None:
        if "SET leased_until" in str(given[2]):
            number = next(numbers)
            counted.put_nowait(number)
            if number == 1 and fault:
                raise fault

    return counted


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


async def test_links_to_a_host_that_the_heartbeat_holds_are_recorded_at_once(wired: Wiring) -> None:
    early, late = sorted(await claims(wired, HOST, OTHER), key=lambda claim: claim.host)

    async with PostgresPerception(wired).work() as work:
        assert await work.links.done([late], []) == {}
        beating = asyncio.create_task(beat(wired, [early, late]))
        await somebody_waits(wired.engine)
        known = await work.links.discover(CRAWL, [at("new", host=early.host)], limit=100)
    await beating

    assert known == 3


async def test_the_heartbeat_goes_on_after_a_fault_that_nobody_foresaw(wired: Wiring) -> None:
    (claim,) = await claims(wired, HOST)
    beats = beats_of(wired.engine, RuntimeError("nobody foresaw this"))

    async with Heartbeat(wired).kept(claim, seconds=0.03), asyncio.timeout(5):
        assert await beats.get() == 1
        assert await beats.get() == 2


async def test_the_heartbeat_begins_anew_with_the_next_claim_where_it_was_ended(
    wired: Wiring,
) -> None:
    first, second = await claims(wired, HOST, OTHER)
    heartbeat, beats, others = Heartbeat(wired), beats_of(wired.engine), asyncio.all_tasks()

    async with heartbeat.kept(first, seconds=30):
        (beating,) = asyncio.all_tasks() - others
        beating.cancel()
        await asyncio.wait({beating})
        async with heartbeat.kept(second, seconds=0.03), asyncio.timeout(5):
            assert await beats.get() == 1
