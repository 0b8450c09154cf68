"""The record of jobs: leased to one, tried again, buried, and never forgotten."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.databases import fresh_database
from tests.people import EDITOR
from tests.tallies import Count, Open

from aurora.commands.command import Command
from aurora.domains.principal import Permission
from aurora.infrastructure.postgres.jobs import ATTEMPTS, Claimed, Job, PostgresJobs
from aurora.infrastructure.postgres.tables import jobs as table

ID = UUID(int=7)
SHEEP = Open(name="sheep")


class Elsewhere(Command[None], frozen=True, kw_only=True):
    permission = Permission.EDIT_DOCUMENTS
    queue = "elsewhere"


class Line:
    """The jobs of one database, and what their rows say."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.jobs = PostgresJobs(engine, {"Open": Open, "Count": Count, "Elsewhere": Elsewhere})

    async def add(
        self, id: UUID = ID, *, delay: float = 0.0, command: Command[Any] = SHEEP
    ) -> None:
        due = datetime.now(UTC) + timedelta(seconds=delay)
        await self.jobs.add(Job(id=id, command=command, by=EDITOR, due_at=due))

    async def claimed(self) -> Claimed:
        found = await self.jobs.claim(ID)
        assert found
        return found

    async def row(self) -> Row[Any] | None:
        async with self.engine.connect() as connection:
            return (await connection.execute(select(table).where(table.c.id == ID))).one_or_none()

    async def rewrite(self, **values: object) -> None:
        async with self.engine.begin() as connection:
            await connection.execute(update(table).values(**values))

    async def expire(self) -> None:
        """Let the leases run out, as when a worker died."""
        await self.rewrite(leased_until=datetime.now(UTC) - timedelta(seconds=1))

    async def overdue(self) -> list[UUID]:
        return [waiting.id for waiting in await self.jobs.overdue(grace=0.0)]


@pytest.fixture
async def line(postgres_url: str) -> AsyncIterator[Line]:
    async with fresh_database(postgres_url) as engine:
        yield Line(engine)


async def test_a_job_comes_back_as_it_was_asked_for(line: Line) -> None:
    await line.add()

    assert await line.claimed() == Claimed(id=ID, command=Open(name="sheep"), by=EDITOR, attempts=1)


async def test_a_job_belongs_to_one_worker_at_a_time(line: Line) -> None:
    await line.add()
    await line.claimed()

    assert await line.jobs.claim(ID) is None
    assert await line.overdue() == []


async def test_a_job_whose_worker_died_goes_to_another(line: Line) -> None:
    await line.add()
    await line.claimed()
    await line.expire()

    assert await line.overdue() == [ID]
    assert (await line.claimed()).attempts == 2


async def test_a_job_is_not_run_before_its_time(line: Line) -> None:
    await line.add(delay=60)

    assert await line.jobs.claim(ID) is None
    assert await line.overdue() == []


async def test_a_job_that_ran_is_gone(line: Line) -> None:
    await line.add()
    await line.jobs.done((await line.claimed()).id)

    assert await line.row() is None
    assert await line.jobs.claim(ID) is None


async def test_a_job_asked_for_twice_is_one(line: Line) -> None:
    await line.add()
    await line.claimed()
    await line.add()

    assert await line.jobs.claim(ID) is None


async def test_a_failed_job_waits_longer_each_time_and_dies_after_the_last(line: Line) -> None:
    await line.add()
    waits = []
    for _ in range(ATTEMPTS):
        job = await line.claimed()
        before = datetime.now(UTC)
        await line.jobs.failed(job, "boom", for_good=False)
        row = await line.row()
        assert row
        waits.append(row.due_at - before)
        await line.rewrite(due_at=datetime.now(UTC))

    assert waits == sorted(waits)
    assert waits[0] >= timedelta(seconds=2)
    row = await line.row()
    assert row
    assert (row.attempts, row.error, row.dead is not None) == (ATTEMPTS, "boom", True)
    assert await line.jobs.claim(ID) is None
    assert await line.overdue() == []


async def test_a_hopeless_job_dies_at_once_and_says_why(line: Line) -> None:
    await line.add()
    await line.jobs.failed(await line.claimed(), "no such thing", for_good=True)

    row = await line.row()
    assert row
    assert (row.error, row.dead is not None) == ("no such thing", True)


async def test_a_job_that_kills_its_workers_is_buried_too(line: Line) -> None:
    await line.add()
    for _ in range(ATTEMPTS):
        await line.claimed()
        await line.expire()

    assert await line.overdue() == []
    row = await line.row()
    assert row
    assert (row.error, row.dead is not None) == ("its workers died", True)
    assert await line.jobs.claim(ID) is None


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ({"message": "Shear"}, "this version knows no command 'Shear'"),
        ({"payload": {"animal": "sheep"}}, "cannot read the Open of another one: Object"),
        ({"payload": {"name": 7}}, "cannot read the Open of another one: Expected `str`"),
        ({"payload": None}, "cannot read the Open of another one: Expected `object`"),
        ({"principal": {"name": "Edu"}}, "cannot read the Open of another one: Object"),
    ],
)
async def test_a_job_that_no_version_at_work_can_read_dies_and_says_why(
    line: Line, written: dict[str, object], reason: str
) -> None:
    await line.add()
    await line.rewrite(**written)
    for attempt in range(1, ATTEMPTS + 1):
        assert await line.jobs.claim(ID) is None
        row = await line.row()
        assert row
        assert (row.attempts, row.leased_until) == (attempt, None)
        assert reason in row.error
        assert await line.overdue() == []
        await line.rewrite(due_at=datetime.now(UTC))

    assert row
    assert row.dead is not None
    assert await line.overdue() == []


async def test_a_job_that_another_version_can_read_is_left_to_it(line: Line) -> None:
    older = PostgresJobs(line.engine, {"Open": Open})
    await line.add(command=Elsewhere())
    waits = timedelta()
    for _ in range(1, ATTEMPTS):
        began = datetime.now(UTC)
        assert await older.claim(ID) is None
        row = await line.row()
        assert row
        assert row.dead is None
        waits += row.due_at - began
        await line.rewrite(due_at=datetime.now(UTC))
    assert waits > timedelta(minutes=7)
    assert (await line.claimed()).command == Elsewhere()


async def test_a_worker_that_lost_its_lease_cannot_put_the_job_back(line: Line) -> None:
    await line.add()
    slow = await line.claimed()
    await line.expire()
    await line.claimed()
    await line.jobs.failed(slow, "too late", for_good=True)

    row = await line.row()
    assert row
    assert (row.dead, row.attempts) == (None, 2)
    assert row.leased_until > datetime.now(UTC)


async def test_what_is_overdue_comes_oldest_first_after_a_grace(line: Line) -> None:
    ids = [uuid4() for _ in range(3)]
    for number, id in enumerate(ids):
        await line.add(id, delay=-10.0 * number)

    assert [one.id for one in await line.jobs.overdue(grace=5)] == [ids[2], ids[1]]


async def test_a_long_line_hides_nothing_that_is_overdue_in_another(line: Line) -> None:
    for number in range(5):
        await line.add(UUID(int=100 + number), delay=-60.0 + number)
    await line.add(delay=-10.0, command=Elsewhere())

    found = await line.jobs.overdue(grace=5, limit=3)
    assert [one.id.int for one in found] == [100, 101, 102, ID.int]
