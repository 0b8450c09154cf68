"""What a unit of work promises, in memory and on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import select
from tests.people import EDITOR
from tests.tallies import (
    Counted,
    MemoryTallies,
    Open,
    Tallies,
    Tally,
    postgres_tallies,
    seed,
    tally_database,
    total,
)

from aurora.bus import Delivery, delivery
from aurora.commands.perception.sweep_crawls import SweepCrawls
from aurora.domains.errors import NotFound, Stale
from aurora.domains.event import START, Recorded
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.postgres.log import EventCodec, EventLog
from aurora.infrastructure.postgres.tables import jobs

SHEEP, GOATS = UUID(int=1), UUID(int=2)


@dataclass
class Field:
    """Tallies, and what was recorded about them."""

    tallies: Tallies
    log: Callable[[], Awaitable[Sequence[Recorded]]]
    jobs: Callable[[], Awaitable[Sequence[str]]]
    callers: Callable[[], Awaitable[Sequence[str]]]

    async def versions(self) -> list[tuple[int, int]]:
        return [(one.aggregate_id.int, one.version) for one in await self.log()]


@pytest.fixture
def memory() -> Field:
    record = MemoryRecord(MemoryClock(), MemoryIds())

    async def log() -> Sequence[Recorded]:
        return record.log

    async def names() -> Sequence[str]:
        return [type(job.command).__name__ for job in record.jobs]

    async def callers() -> Sequence[str]:
        return [job.by.name for job in record.jobs]

    return Field(MemoryTallies(record), log, names, callers)


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Field]:
    async with tally_database(postgres_url) as engine:
        events = EventLog(engine, EventCodec([Counted]))

        async def names() -> Sequence[str]:
            async with engine.connect() as connection:
                return (await connection.scalars(select(jobs.c.message))).all()

        async def callers() -> Sequence[str]:
            async with engine.connect() as connection:
                told = (await connection.scalars(select(jobs.c.principal))).all()
            return [principal["name"] for principal in told]

        yield Field(postgres_tallies(engine), lambda: events.read(START, 100), names, callers)


@pytest.fixture(params=["memory", "postgres"])
def field(request: pytest.FixtureRequest) -> Field:
    chosen: Field = request.getfixturevalue(request.param)
    return chosen


async def test_state_and_events_are_kept_together(field: Field) -> None:
    async with field.tallies.work() as work:
        tally = Tally(id=SHEEP, name="sheep")
        tally.count(3)
        tally.count(4)
        work.tallies.add(tally)

    assert await total(field.tallies, SHEEP) == 7
    assert [(one.version, one.event) for one in await field.log()] == [
        (1, Counted(by=3)),
        (2, Counted(by=4)),
    ]


async def test_an_exception_undoes_everything(field: Field) -> None:
    await seed(field.tallies, SHEEP, 3)

    async def fail() -> None:
        async with field.tallies.work() as work:
            (await work.tallies.get(SHEEP)).count(5)
            work.tallies.add(Tally(id=GOATS, name="goats"))
            work.enqueue(Open(name="never"))
            raise LookupError

    with pytest.raises(LookupError):
        await fail()

    assert await total(field.tallies, SHEEP) == 3
    assert await field.versions() == [(1, 1)]
    assert await field.jobs() == []


async def test_what_is_missing_is_not_found(field: Field) -> None:
    async with field.tallies.work() as work:
        assert await work.tallies.find(SHEEP) is None
        with pytest.raises(NotFound, match=str(SHEEP)):
            await work.tallies.get(SHEEP)


async def test_loading_twice_gives_the_same_one(field: Field) -> None:
    await seed(field.tallies, SHEEP)

    async with field.tallies.work() as work:
        assert await work.tallies.get(SHEEP) is await work.tallies.find(SHEEP)


async def test_several_are_loaded_changed_and_brought_together(field: Field) -> None:
    await seed(field.tallies, SHEEP, 3)
    ducks, geese = UUID(int=3), UUID(int=4)
    async with field.tallies.work() as work:
        sheep = await work.tallies.get(SHEEP)
        found = await work.tallies.many([SHEEP, GOATS, ducks])
        for id, name in ((ducks, "ducks"), (geese, "geese")):
            work.tallies.add(Tally(id=id, name=name))
            (await work.tallies.get(id)).count(id.int)
        sheep.count(1)

    assert found == {SHEEP: sheep}
    assert [await total(field.tallies, id) for id in (SHEEP, ducks, geese)] == [4, 3, 4]


async def test_of_two_that_race_the_later_is_stale(field: Field) -> None:
    await seed(field.tallies, SHEEP)
    both_have_read = asyncio.Barrier(2)

    async def count(by: int) -> None:
        async with field.tallies.work() as work:
            tally = await work.tallies.get(SHEEP)
            await both_have_read.wait()
            tally.count(by)

    outcomes = await asyncio.gather(count(1), count(10), return_exceptions=True)

    assert [type(one) for one in outcomes if one] == [Stale]
    assert await total(field.tallies, SHEEP) in {1, 10}
    assert await field.versions() == [(1, 1), (1, 2)]


async def test_of_two_that_add_the_same_the_later_is_stale(field: Field) -> None:
    await seed(field.tallies, SHEEP, 1)

    with pytest.raises(Stale):
        await seed(field.tallies, SHEEP, 2, name="lambs")

    assert await total(field.tallies, SHEEP) == 1
    assert await field.versions() == [(1, 1)]


async def test_a_stale_work_leaves_nothing_of_its_other_aggregates(field: Field) -> None:
    await seed(field.tallies, SHEEP)
    await seed(field.tallies, GOATS, name="goats")

    async def overtaken() -> None:
        async with field.tallies.work() as work:
            goats, sheep = await work.tallies.get(GOATS), await work.tallies.get(SHEEP)
            async with field.tallies.work() as faster:
                (await faster.tallies.get(SHEEP)).count(1)
            goats.count(5)
            sheep.count(5)
            work.enqueue(Open(name="never"))

    with pytest.raises(Stale):
        await overtaken()

    assert (await total(field.tallies, SHEEP), await total(field.tallies, GOATS)) == (1, 0)
    assert await field.jobs() == []


async def test_jobs_are_kept_together_with_the_change(field: Field) -> None:
    async with field.tallies.work() as work:
        tally = Tally(id=SHEEP, name="sheep")
        tally.count(1)
        work.tallies.add(tally)
        work.enqueue(Open(name="goats"))

    assert await field.jobs() == ["Open"]


async def test_a_work_that_only_asks_for_a_job_keeps_it(field: Field) -> None:
    async with field.tallies.work() as work:
        work.enqueue(Open(name="goats"))

    assert await field.jobs() == ["Open"]
    assert await field.log() == []


async def test_a_job_runs_in_the_callers_name_and_what_no_caller_may_do_in_auroras(
    field: Field,
) -> None:
    token = delivery.set(Delivery(message=Open, by=EDITOR))
    try:
        async with field.tallies.work() as work:
            work.enqueue(Open(name="goats"))
            work.enqueue(SweepCrawls())
    finally:
        delivery.reset(token)

    assert sorted(await field.callers()) == sorted([EDITOR.name, SYSTEM.name])


async def test_what_is_loaded_is_nobody_elses_until_it_is_committed(field: Field) -> None:
    await seed(field.tallies, SHEEP, 1)

    async with field.tallies.work() as work:
        (await work.tallies.get(SHEEP)).count(5)
        assert await total(field.tallies, SHEEP) == 1

    assert await total(field.tallies, SHEEP) == 6


async def test_who_is_erased_leaves_emptied_events_in_their_places(field: Field) -> None:
    await seed(field.tallies, SHEEP, 1)
    await seed(field.tallies, GOATS, 1, "goats")
    before = [(one.at, one.id, one.type, one.version) for one in await field.log()]
    async with field.tallies.work() as work:
        sheep = await work.tallies.get(SHEEP)
        sheep.count(7)
        work.tallies.erase(sheep)

    log = await field.log()
    assert [(one.at, one.id, one.type, one.version) for one in log][: len(before)] == before
    of_sheep = [one.event for one in log if one.aggregate_id == SHEEP]
    assert of_sheep == [*[None] * (len(of_sheep) - 1), Counted(by=7)]
    assert None not in [one.event for one in log if one.aggregate_id == GOATS]
    async with field.tallies.work() as work:
        assert await work.tallies.find(SHEEP) is None
        assert await work.tallies.find(GOATS) is not None


async def test_who_was_changed_by_somebody_else_is_not_erased(field: Field) -> None:
    await seed(field.tallies, SHEEP, 1)

    async def erase_after_somebody_else() -> None:
        async with field.tallies.work() as slow:
            seen = await slow.tallies.get(SHEEP)
            async with field.tallies.work() as quick:
                (await quick.tallies.get(SHEEP)).count(1)
            seen.count(7)
            slow.tallies.erase(seen)

    with pytest.raises(Stale):
        await erase_after_somebody_else()
    assert None not in [one.event for one in await field.log()]
