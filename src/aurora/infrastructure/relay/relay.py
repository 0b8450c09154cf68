"""Runs subscribers: one holder each, woken by the database, with a look at the log each second
beneath.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.infrastructure.cancellation import cancelled
from aurora.infrastructure.postgres.log import CHANNEL
from aurora.infrastructure.postgres.parking import PostgresParking
from aurora.infrastructure.relay.subscriber import Poisoned, Subscriber
from aurora.infrastructure.relay.tail import Tail

POLL_SECONDS = 1.0
SOON_SECONDS = 0.05
REST_SECONDS = 3.0
FIRST_PAUSE = 0.25
LONGEST_PAUSE = 60.0

logger = structlog.get_logger("aurora.relay")


class Follower:
    """Lets one subscriber take in the log as fast as it can."""

    def __init__(self, subscriber: Subscriber, parking: PostgresParking) -> None:
        self.news = asyncio.Event()
        self._subscriber = subscriber
        self._parking = parking
        self._pause = FIRST_PAUSE
        self._parked: bool | None = None

    async def run(self) -> None:
        """Step until cancelled; troubles only slow this one down."""
        while not cancelled():
            self.news.clear()
            try:
                more = await self._subscriber.step()
                await self._recovered()
            except Exception as error:
                await self._rest(error)
            else:
                if not more:
                    await _within(REST_SECONDS, self.news)

    async def _rest(self, error: Exception) -> None:
        self._subscriber.begin()
        logger.warning("subscriber rests", subscriber=self._subscriber.name, reason=str(error))
        if isinstance(error, Poisoned):
            with suppress(Exception):
                await self._parking.park(self._subscriber.name, error.recorded.id, str(error))
            self._parked = True
        until = asyncio.get_running_loop().time() + self._pause
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        while asyncio.get_running_loop().time() < until and not await self._replayed():  # noqa: ASYNC110  another process releases
            await asyncio.sleep(min(self._pause, POLL_SECONDS))

    async def _replayed(self) -> bool:
        if not self._parked:
            return False
        with suppress(Exception):
            return not await self._parking.is_parked(self._subscriber.name)
        return False

    async def _recovered(self) -> None:
        """Strike out the note that this holder, or one before it, may have left."""
        self._pause = FIRST_PAUSE
        if self._parked is not False:
            await self._parking.release(self._subscriber.name)
            self._parked = False


async def _within(seconds: float, news: asyncio.Event) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            return await news.wait()
    return False


class Relay:
    """Feeds subscribers for as long as this process holds their advisory locks.

    `shared` subscribers run once in the whole installation, `local` ones once per node.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        tail: Tail,
        parking: PostgresParking,
        shared: Sequence[Subscriber],
        local: Sequence[Subscriber] = (),
    ) -> None:
        self._engine = engine
        self._tail = tail
        self._news = asyncio.Event()
        self._parking = parking
        self._shared = shared
        self._local = local
        self._followers: dict[str, Follower] = {}
        self._tasks: list[asyncio.Task[None]] = []

    async def run(self) -> None:
        """Serve until cancelled; a lost connection gives up every lock and starts again."""
        while not cancelled():
            try:
                await self._serve()
            except Exception as error:
                logger.warning("relay starts again", reason=repr(error))
                await asyncio.sleep(POLL_SECONDS)

    async def _serve(self) -> None:
        async with self._engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            await driver.add_listener(CHANNEL, lambda *_: self._news.set())
            try:
                await self._tail.refresh()
                for subscriber in self._local:
                    self._start(subscriber)
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._watch())
                    group.create_task(self._hold(driver))
            finally:
                await self._stop()
                await connection.invalidate()

    async def _watch(self) -> None:
        """Read on when called, soon again when there was nothing to read yet, and each second."""
        pause = POLL_SECONDS
        while True:
            called = await _within(pause, self._news)
            self._news.clear()
            fresh = await self._tail.refresh()
            pause = SOON_SECONDS if called and not fresh else POLL_SECONDS
            if fresh:
                for follower in self._followers.values():
                    follower.news.set()

    async def _hold(self, driver: Any) -> None:  # noqa: ANN401  asyncpg's connection
        while True:
            await self._take_over(driver)
            await asyncio.sleep(POLL_SECONDS)

    async def _take_over(self, driver: Any) -> None:  # noqa: ANN401  asyncpg's connection
        await driver.execute("SELECT 1")
        for subscriber in self._shared:
            if subscriber.name not in self._followers and await driver.fetchval(
                "SELECT pg_try_advisory_lock(hashtextextended($1, 0))", subscriber.name
            ):
                self._start(subscriber)

    def _start(self, subscriber: Subscriber) -> None:
        subscriber.begin()
        follower = Follower(subscriber, self._parking)
        self._followers[subscriber.name] = follower
        self._tasks.append(asyncio.create_task(follower.run(), name=subscriber.name))

    async def _stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        self._followers.clear()
