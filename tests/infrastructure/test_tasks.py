"""The job engine: wake-ups may be lost in any way, jobs are not."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace
from sqlalchemy import update
from tests.databases import fresh_database, wiring
from tests.flushable import own_redis
from tests.people import EDITOR, VIEWER
from tests.tallies import Counted
from tests.workshop import Work, Workshop, until

from aurora.domains.errors import Invalid, Unavailable
from aurora.domains.principal import Principal
from aurora.infrastructure import tasks
from aurora.infrastructure.postgres import jobs
from aurora.infrastructure.postgres.jobs import Waiting
from aurora.infrastructure.postgres.tables import jobs as table
from aurora.infrastructure.tasks import JobEngine


@pytest.fixture(scope="module")
async def redis_of_its_own() -> AsyncIterator[str]:
    async with own_redis() as url:
        yield url


@pytest.fixture
async def workshop(postgres_url: str, redis_of_its_own: str) -> AsyncIterator[Workshop]:
    async with fresh_database(postgres_url) as engine:
        workshop = Workshop(engine, redis_of_its_own)
        await workshop.redis.flushall()
        yield workshop
        await workshop.job_engine.close()
        await workshop.redis.aclose()


@pytest.fixture
async def working(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Workshop]:
    monkeypatch.setattr(tasks, "SWEEP_SECONDS", 0.1)
    async with workshop.at_work():
        yield workshop


async def test_a_job_runs_on_behalf_of_who_asked_and_is_gone(workshop: Workshop) -> None:
    await workshop.jobs.add(workshop.job(1))
    await workshop.worker.run_job(str(UUID(int=1)))

    assert workshop.done == [(1, EDITOR.name)]
    assert await workshop.empty()


async def test_a_job_has_the_correlation_of_what_led_to_it(workshop: Workshop) -> None:
    cause = uuid4()
    await workshop.jobs.add(replace(workshop.job(1), correlation_id=cause))
    await workshop.worker.run_job(str(UUID(int=1)))

    assert workshop.causes == [cause]


async def test_a_job_delivered_twice_runs_once(workshop: Workshop) -> None:
    await workshop.jobs.add(workshop.job(1))
    for _ in range(2):
        await workshop.worker.run_job(str(UUID(int=1)))
    await workshop.worker.run_job(tasks.TICK)
    await workshop.worker.run_job(str(uuid4()))

    assert workshop.done == [(1, EDITOR.name)]


@pytest.mark.parametrize("fault", [Unavailable("away"), OSError("broken"), ValueError("bug")])
async def test_a_job_that_may_yet_succeed_is_put_back(workshop: Workshop, fault: Exception) -> None:
    workshop.faults[1] = fault
    await workshop.jobs.add(workshop.job(1))
    await workshop.worker.run_job(str(UUID(int=1)))

    [row] = await workshop.rows()
    assert (row.dead, row.attempts, row.leased_until) == (None, 1, None)
    assert str(fault) in row.error


@pytest.mark.parametrize("by", [EDITOR, VIEWER])
async def test_a_job_that_is_refused_is_dead_at_once(workshop: Workshop, by: Principal) -> None:
    workshop.faults[1] = Invalid("never")
    await workshop.jobs.add(workshop.job(1, by))
    await workshop.worker.run_job(str(UUID(int=1)))

    [row] = await workshop.rows()
    assert row.dead is not None
    assert workshop.done == []


async def test_a_job_stays_leased_as_long_as_it_runs(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = timedelta(seconds=0.3)
    monkeypatch.setattr(tasks, "LEASE", lease)
    monkeypatch.setattr("aurora.infrastructure.postgres.jobs.LEASE", lease)
    workshop.go_on.clear()
    async with workshop.at_work():
        await workshop.job_engine.add(workshop.job(1))
        await until(workshop.taken)
        for _ in range(10):
            await asyncio.sleep(lease.total_seconds() / 5)
            assert await workshop.jobs.overdue(grace=0) == []
        workshop.go_on.set()
        await until(workshop.empty)


async def test_a_worker_that_stops_hands_back_what_it_cannot_end(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "STOP_SECONDS", 0.1)
    workshop.go_on.clear()
    async with workshop.at_work():
        await workshop.job_engine.add(workshop.job(1))
        await until(workshop.taken)

    [row] = await workshop.rows()
    assert (row.attempts, row.leased_until, row.dead) == (0, None, None)


async def test_a_redis_that_is_away_loses_the_wake_up_and_not_the_job(workshop: Workshop) -> None:
    lonely = JobEngine("unix:///nonexistent/redis.sock", workshop.jobs)
    await lonely.add(workshop.job(1))
    await lonely.sweep(await workshop.jobs.overdue(grace=0))
    await lonely.close()

    assert [one.id.int for one in await workshop.jobs.overdue(grace=0)] == [1]


async def test_a_worker_runs_what_is_added(working: Workshop) -> None:
    for number in range(1, 21):
        await working.job_engine.add(working.job(number))
    await until(working.empty)

    assert sorted(number for number, _ in working.done) == list(range(1, 21))


async def test_a_job_for_later_is_run_when_it_is_due(working: Workshop) -> None:
    await working.job_engine.add(working.job(1, delay=0.3))
    await working.job_engine.add(working.job(2))
    await until(working.empty)

    assert [number for number, _ in working.done] == [2, 1]


async def test_the_sweeper_makes_up_for_a_lost_wake_up(working: Workshop) -> None:
    await working.jobs.add(working.job(1))
    await until(working.empty)

    assert working.done == [(1, EDITOR.name)]


async def test_the_sweeper_wakes_no_job_again_while_wake_ups_wait_for_busy_workers(
    workshop: Workshop,
) -> None:
    line = workshop.job_engine.brokers["default"]
    await line.startup()
    for number in (1, 2, 3):
        await workshop.job_engine.add(workshop.job(number))
    overdue = await workshop.jobs.overdue(grace=0)
    assert len(overdue) == 3

    await workshop.job_engine.sweep(overdue)
    assert await workshop.redis.xlen(line.queue_name) == 3

    await workshop.redis.xreadgroup(line.consumer_group_name, "dead", {line.queue_name: ">"})
    await workshop.job_engine.sweep(overdue)
    assert await workshop.redis.xlen(line.queue_name) == 3 + 3 + len([tasks.TICK])


async def test_a_job_whose_wake_up_is_lost_is_woken_once_while_other_wake_ups_wait(
    workshop: Workshop,
) -> None:
    line = workshop.job_engine.brokers["default"]
    await line.startup()
    await workshop.jobs.add(workshop.job(1, delay=-60.0))
    for number in (2, 3, 4):
        await workshop.job_engine.add(workshop.job(number))
    await workshop.redis.xreadgroup(
        line.consumer_group_name, "slow", {line.queue_name: ">"}, count=1
    )

    for _ in range(2):
        await workshop.job_engine.sweep(await workshop.jobs.overdue(grace=0))
        assert await workshop.redis.xlen(line.queue_name) == 3 + 1


async def test_an_emptied_redis_loses_no_job(working: Workshop) -> None:
    await working.job_engine.add(working.job(1))
    await until(working.empty)
    await working.redis.flushall()
    await working.job_engine.add(working.job(2))
    await working.jobs.add(working.job(3))
    await until(working.empty)
    await working.redis.flushall()
    await working.jobs.add(working.job(4))
    await until(working.empty)

    assert sorted(number for number, _ in working.done) == [1, 2, 3, 4]


async def test_a_job_that_cannot_be_read_keeps_no_other_from_work(working: Workshop) -> None:
    unread = working.job(1)
    async with working.engine.begin() as connection:
        await jobs.add(connection, [unread])
        old = {"animal": "sheep"}
        await connection.execute(update(table).values(payload=old, attempts=jobs.ATTEMPTS - 1))
    await working.job_engine.wake([Waiting(unread.id, unread.queue, unread.due_at)])
    for number in range(2, 10):
        await working.job_engine.add(working.job(number))
    await until(lambda: len(working.done) == 8)

    async def buried() -> bool:
        return [row.dead is not None for row in await working.rows()] == [True]

    await until(buried)
    [row] = await working.rows()
    assert "cannot read the Work of another one" in row.error


async def test_what_a_work_enqueues_wakes_a_worker(working: Workshop) -> None:
    from tests.tallies import PostgresTallies

    wired = replace(wiring(working.engine, [Counted]), wake=working.job_engine.wake)
    async with PostgresTallies(wired).work() as work:
        work.enqueue(Work(number=1))
    await until(lambda: bool(working.done))

    assert [number for number, _ in working.done] == [1]


async def test_jobs_that_wait_for_long_keep_no_others_from_work(working: Workshop) -> None:
    places = tasks.QUEUES["crawl"].at_work
    working.go_on.clear()
    await working.send_out(0, places + 8, aside=True)
    await until(lambda: len(working.out) == places + 8)
    await working.send_out(100, places + 1, aside=False)
    await until(lambda: len(working.out) == 2 * places + 8)
    for _ in range(100):
        await asyncio.sleep(0)
    assert len(working.out) == 2 * places + 8
    working.go_on.set()
    await until(working.empty)

    assert len(working.done) == 2 * places + 9
