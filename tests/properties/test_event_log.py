"""However writers interleave, readers get every event once, and each aggregate's in order."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from random import Random
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.people import EDITOR
from tests.tallies import (
    Count,
    Counted,
    PostgresTallies,
    postgres_tallies,
    seed,
    tally_database,
)

from aurora.bus import Delivery, delivery
from aurora.domains.errors import Stale
from aurora.domains.event import START, Recorded
from aurora.infrastructure.postgres.log import EventCodec, EventLog
from aurora.infrastructure.postgres.tables import events

SHEEP = UUID(int=1)
LONGEST_PAUSE = 0.01
NAIVE = text("SELECT version, position FROM events WHERE position > :after ORDER BY position")


@pytest.fixture
async def engine(postgres_url: str) -> AsyncIterator[AsyncEngine]:
    async with tally_database(postgres_url) as engine:
        yield engine


class Writer:
    """Counts on one tally, pausing wherever a process may be held up; commits come late."""

    def __init__(self, tallies: PostgresTallies, tally: UUID, random: Random) -> None:
        self._tallies = tallies
        self._tally = tally
        self._random = random

    async def write(self, times: int) -> None:
        for _ in range(times):
            while not await self._once():
                pass

    async def _once(self) -> bool:
        """Commit one count; False when somebody else was faster."""
        under = Delivery(message=Count, by=EDITOR, key=uuid4().hex)
        token = delivery.set(under)
        try:
            async with self._tallies.work() as work:
                await self._pause()
                tally = await work.tallies.get(self._tally)
                await self._pause()
                tally.count(1)
        except Stale:
            return False
        finally:
            delivery.reset(token)
        await self._pause()
        assert under.settle
        await under.settle(b"null")
        return True

    async def _pause(self) -> None:
        await asyncio.sleep(self._random.random() * LONGEST_PAUSE)


async def follow(engine: AsyncEngine, expected: int) -> list[Recorded]:
    """Read with a cursor, while others write, until that many events were seen and none is left.

    Gives up after some thousand empty reads: then something was skipped.
    """
    log = EventLog(engine, EventCodec([Counted]))
    seen: list[Recorded] = []
    patience = 2_000
    while len(seen) < expected and patience:
        news = await log.read(seen[-1].at if seen else START, 7)
        seen += news
        patience -= not news
        await asyncio.sleep(0.001)
    return seen + await log.read(seen[-1].at, 7)


async def committed(engine: AsyncEngine) -> set[UUID]:
    async with engine.connect() as connection:
        return set((await connection.scalars(select(events.c.id))).all())


def versions(seen: Sequence[Recorded]) -> dict[UUID, list[int]]:
    found = defaultdict(list)
    for one in seen:
        found[one.aggregate_id].append(one.version)
    return found


@pytest.mark.parametrize("number", range(4))
async def test_two_writers_on_one_aggregate_are_read_in_order(
    engine: AsyncEngine, number: int
) -> None:
    tallies = postgres_tallies(engine)
    await seed(tallies, SHEEP)
    writers = [Writer(tallies, SHEEP, Random(f"{number}.{one}")) for one in range(2)]

    async with asyncio.TaskGroup() as group:
        reading = group.create_task(follow(engine, 41))
        for writer in writers:
            group.create_task(writer.write(20))

    assert versions(reading.result()) == {SHEEP: list(range(1, 42))}


async def test_nothing_that_ten_late_writers_commit_is_skipped(engine: AsyncEngine) -> None:
    tallies = postgres_tallies(engine)
    ids = [UUID(int=number) for number in range(1, 6)]
    for id in ids:
        await seed(tallies, id, name=str(id))
    writers = [Writer(tallies, ids[one % 5], Random(one)) for one in range(10)]

    async with asyncio.TaskGroup() as group:
        reading = group.create_task(follow(engine, 5 + 10 * 12))
        for writer in writers:
            group.create_task(writer.write(12))

    seen = reading.result()
    assert len(seen) == len({one.id for one in seen})
    assert {one.id for one in seen} == await committed(engine)
    assert versions(seen) == {id: list(range(1, 26)) for id in ids}
    assert [one.at for one in seen] == sorted(one.at for one in seen)


async def test_order_by_position_alone_would_skip_a_late_commit(engine: AsyncEngine) -> None:
    """What the transaction id in the cursor is for."""
    tallies, log = postgres_tallies(engine), EventLog(engine, EventCodec([Counted]))
    under = Delivery(message=Count, by=EDITOR, key="k")
    token = delivery.set(under)
    await seed(tallies, SHEEP, 1)
    delivery.reset(token)
    await seed(tallies, UUID(int=2), 2, name="goats")

    async with engine.connect() as connection:
        before = (await connection.execute(NAIVE, {"after": 0})).all()
        real = await log.read(START, 10)
        assert under.settle
        await under.settle(b"null")
        after = (await connection.execute(NAIVE, {"after": before[-1].position})).all()

    assert (len(before), len(after)) == (1, 0)
    assert real == []
    assert [one.event for one in await log.read(START, 10)] == [Counted(by=1), Counted(by=2)]


async def test_a_transaction_older_than_what_it_builds_on_would_be_read_out_of_order(
    engine: AsyncEngine,
) -> None:
    """What reading before the first write is for."""
    tallies, log = postgres_tallies(engine), EventLog(engine, EventCodec([Counted]))
    await seed(tallies, SHEEP)

    async with tallies.work() as hasty:
        await (await hasty.reading()).execute(text("SELECT pg_current_xact_id()"))
        await Writer(tallies, SHEEP, Random(1)).write(1)
        (await hasty.tallies.get(SHEEP)).count(1)

    assert versions(await log.read(START, 10)) == {SHEEP: [1, 3, 2]}


async def test_reading_after_writing_is_refused(engine: AsyncEngine) -> None:
    tallies = postgres_tallies(engine)
    await seed(tallies, SHEEP)

    async def late_reader() -> None:
        async with tallies.work() as work:
            await work.writing()
            await work.tallies.get(SHEEP)

    with pytest.raises(RuntimeError, match="before the first write"):
        await late_reader()
