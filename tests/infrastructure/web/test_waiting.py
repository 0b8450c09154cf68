"""Waiting for slow hosts takes no place at work; receiving much does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.infrastructure.web.wire import LOOPBACK, fetching, listening

from aurora.infrastructure.places import Places, placed
from aurora.infrastructure.tasks import QUEUES
from aurora.infrastructure.web.fetcher import FetchLimits
from aurora.infrastructure.web.stopwatch import Stopwatch

LIGHT = 1_000
LENGTH = 3 * LIGHT


class Slow:
    """A host that sends the next part of its answer when a test says so."""

    def __init__(self) -> None:
        self.parts: asyncio.Queue[bytes] = asyncio.Queue()

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Send the parts of one answer."""
        await reader.readuntil(b"\r\n\r\n")
        while True:
            writer.write(await self.parts.get())


@asynccontextmanager
async def asked(
    slow: Slow, total: float = 30.0
) -> AsyncIterator[tuple[Places, asyncio.Task[bytes]]]:
    """Ask the slow host in a job at the only place there is."""
    places = Places(1, 2)
    limits = FetchLimits(light=LIGHT, total=total)
    async with listening(slow.converse) as port, fetching(LOOPBACK, limits=limits) as fetcher:

        async def job() -> bytes:
            await places.acquire()
            with placed(places):
                return (await fetcher.fetch(f"http://127.0.0.1:{port}/")).body

        yield places, asyncio.create_task(job())


async def taken(places: Places) -> None:
    """Return when a job that comes finds no place."""
    while True:
        try:
            async with asyncio.timeout(0.05):
                await places.acquire()
        except TimeoutError:
            return
        places.release()
        await asyncio.sleep(0.01)


async def test_a_fetch_that_waits_for_long_leaves_its_place() -> None:
    slow = Slow()
    async with asked(slow) as (places, fetched):
        await taken(places)
        await places.acquire()
        assert not fetched.done()
        places.release()
        slow.parts.put_nowait(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        assert await fetched == b"ok"
        await taken(places)


async def test_what_is_not_light_is_received_at_work() -> None:
    slow = Slow()
    async with asked(slow) as (places, fetched):
        slow.parts.put_nowait(f"HTTP/1.1 200 OK\r\nContent-Length: {LENGTH}\r\n\r\n".encode())
        slow.parts.put_nowait(b"x" * LIGHT)
        await taken(places)
        await places.acquire()
        places.release()
        slow.parts.put_nowait(b"x" * LIGHT)
        await taken(places)
        assert not fetched.done()
        slow.parts.put_nowait(b"x" * LIGHT)
        assert await fetched == b"x" * LENGTH


async def test_a_wait_for_a_place_of_ones_own_is_not_the_hosts() -> None:
    slow, total = Slow(), 2.0
    async with asked(slow, total) as (places, fetched):
        await taken(places)
        await places.acquire()
        slow.parts.put_nowait(f"HTTP/1.1 200 OK\r\nContent-Length: {LENGTH}\r\n\r\n".encode())
        slow.parts.put_nowait(b"x" * LENGTH)
        await asyncio.sleep(total)
        places.release()
        assert await fetched == b"x" * LENGTH


async def test_what_one_waits_for_oneself_is_taken_off_and_added_to_the_deadline() -> None:
    async with asyncio.timeout(30) as deadline:
        running, stopped = Stopwatch(deadline=deadline), Stopwatch(deadline=deadline)
        due = deadline.when() or 0.0
        async with stopped.stopped():
            await asyncio.sleep(0.05)
            assert deadline.when() is None

        assert stopped.seconds < running.seconds - 0.04
        assert (deadline.when() or 0.0) > due + 0.04


def test_there_are_connections_for_all_jobs_of_a_worker() -> None:
    assert FetchLimits().connections > QUEUES["crawl"].in_all
