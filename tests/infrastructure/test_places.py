"""Places at work: few work at once, many wait, and no place is lost or taken twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aurora.infrastructure.places import Places, aside, at_work, placed
from aurora.infrastructure.system import SystemPause


async def idle() -> None:
    """Let everything happen that can happen without waiting."""
    for _ in range(20):
        await asyncio.sleep(0)


async def waiting(event: asyncio.Event) -> None:
    """Wait for long."""
    async with aside(0):
        await event.wait()


async def free(places: Places) -> bool:
    """Tell whether a job could begin to work now."""
    try:
        async with asyncio.timeout(0.01):
            await places.acquire()
    except TimeoutError:
        return False
    places.release()
    return True


@asynccontextmanager
async def one_place() -> AsyncIterator[Places]:
    """Run a job at the only place there is, and see that it is free afterwards."""
    places = Places(1, 9)
    await places.acquire()
    with placed(places):
        yield places
    places.release()
    assert await free(places)
    await places.acquire()
    assert not await free(places)
    places.release()


class Office:
    """Jobs that come to places, and signals that tell them what to do."""

    def __init__(self, at_work: int, in_all: int) -> None:
        self.places = Places(at_work, in_all)
        self.inside: set[str] = set()
        self.working: set[str] = set()
        self.answers: dict[str, asyncio.Event] = {}
        self.ends: dict[str, asyncio.Event] = {}
        self.jobs: dict[str, asyncio.Task[None]] = {}

    async def come(self, *names: str) -> None:
        """Have jobs come, one after the other, which wait for long at once."""
        for name in names:
            self.answers[name], self.ends[name] = asyncio.Event(), asyncio.Event()
            self.jobs[name] = asyncio.create_task(self._job(name))
            await idle()

    async def answer(self, *names: str) -> None:
        """End the long waits of jobs."""
        for name in names:
            self.answers[name].set()
        await idle()

    async def end(self, *names: str) -> None:
        """Have jobs end."""
        for name in names:
            self.answers[name].set()
            self.ends[name].set()
        await idle()

    async def cancel(self, name: str) -> None:
        """Cancel a job wherever it is."""
        self.jobs[name].cancel()
        with suppress(asyncio.CancelledError):
            await self.jobs[name]

    async def _job(self, name: str) -> None:
        await self.places.acquire()
        self.inside.add(name)
        try:
            with placed(self.places):
                async with aside(0):
                    await self.answers[name].wait()
                self.working.add(name)
                await self.ends[name].wait()
        finally:
            self.inside.discard(name)
            self.working.discard(name)
            self.places.release()


@asynccontextmanager
async def office(at_work: int, in_all: int) -> AsyncIterator[Office]:
    running = Office(at_work, in_all)
    yield running
    await running.end(*running.jobs)
    await asyncio.gather(*running.jobs.values(), return_exceptions=True)
    for _ in range(at_work):
        assert await asyncio.wait_for(running.places.acquire(), 1)
    assert not await free(running.places)


async def test_a_job_that_waits_for_long_keeps_nobody_from_work() -> None:
    async with office(1, 3) as jobs:
        await jobs.come("a", "b", "c")
        assert jobs.inside == {"a", "b", "c"}


async def test_no_more_jobs_wait_than_there_may_be_in_all() -> None:
    async with office(1, 2) as jobs:
        await jobs.come("a", "b", "c")
        assert jobs.inside == {"a", "b"}
        await jobs.end("a")
        assert jobs.inside == {"b", "c"}


async def test_no_more_jobs_work_than_there_are_places() -> None:
    async with office(1, 3) as jobs:
        await jobs.come("a", "b")
        await jobs.answer("a", "b")
        assert jobs.working == {"a"}
        await jobs.end("a")
        assert jobs.working == {"b"}


async def test_who_comes_back_goes_before_who_comes_later() -> None:
    async with office(1, 3) as jobs:
        await jobs.come("a", "b")
        await jobs.answer("a", "b")
        await jobs.come("c")
        assert (jobs.inside, jobs.working) == ({"a", "b"}, {"a"})
        await jobs.end("a")
        assert (jobs.inside, jobs.working) == ({"b"}, {"b"})


async def test_a_job_that_is_cancelled_while_it_waits_leaves_no_trace() -> None:
    async with office(2, 3) as jobs:
        await jobs.come("a", "b")
        await jobs.cancel("a")
        await jobs.come("c", "d")
        assert jobs.inside == {"b", "c", "d"}


async def test_a_job_that_is_cancelled_on_its_way_back_leaves_no_trace() -> None:
    async with office(1, 3) as jobs:
        await jobs.come("a", "b")
        await jobs.answer("a", "b")
        await jobs.cancel("b")
        assert not await free(jobs.places)
        await jobs.end("a")
        assert await free(jobs.places)


async def test_a_short_wait_leaves_no_place() -> None:
    async with one_place() as places, aside():
        assert not await free(places)


async def test_a_pause_leaves_the_place_at_once() -> None:
    async with one_place() as places:
        pause = asyncio.create_task(SystemPause().wait(0.1))
        await idle()
        assert await free(places)
        await pause
        assert not await free(places)


async def test_two_waits_of_one_job_leave_one_place() -> None:
    async with one_place() as places:
        async with aside(0), aside(0):
            await idle()
            await places.acquire()
            assert not await free(places)
            places.release()
        assert not await free(places)


async def test_a_job_that_waits_again_on_its_way_back_gives_its_place_on() -> None:
    async with one_place() as places:
        events = [asyncio.Event(), asyncio.Event()]
        first = asyncio.create_task(waiting(events[0]))
        await idle()
        await places.acquire()
        events[0].set()
        await idle()
        second = asyncio.create_task(waiting(events[1]))
        await idle()
        places.release()
        await first
        assert await free(places)
        events[1].set()
        await second
        assert not await free(places)


async def test_who_goes_to_work_in_the_midst_of_a_wait_takes_a_place() -> None:
    async with one_place() as places:
        async with aside(0):
            await idle()
            assert await free(places)
            await at_work()
            assert not await free(places)
        assert not await free(places)


async def test_what_outlives_its_job_takes_no_place() -> None:
    go_on = asyncio.Event()

    async def lingers() -> None:
        await waiting(go_on)
        await waiting(go_on)

    async with one_place() as places:
        lingering = asyncio.create_task(lingers())
        await idle()
    go_on.set()
    await lingering
    assert await free(places)


async def test_outside_of_jobs_nobody_leaves() -> None:
    async with aside(0):
        await idle()
    await at_work()
