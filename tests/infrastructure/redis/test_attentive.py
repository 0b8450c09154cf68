"""A command that is cancelled while it waits, wherever that is, ends as cancelled."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Generator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest
from redis.asyncio import Redis

from aurora.infrastructure.redis.client import connect

MOST_WAITS = 100


class CancelledAtWait:
    """A coroutine whose task is cancelled when it waits for the nth time."""

    def __init__(self, work: Coroutine[Any, Any, object], nth: int) -> None:
        self.left = nth
        self._work = work

    def __await__(self) -> Generator[Any, Any, object]:
        error: BaseException | None = None
        while True:
            try:
                waits_for = self._work.throw(error) if error else self._work.send(None)
            except StopIteration as ended:
                return ended.value
            self._count()
            error = None
            try:
                yield waits_for
            except BaseException as thrown:
                error = thrown

    def _count(self) -> None:
        self.left -= 1
        if self.left == 0 and (task := asyncio.current_task()):
            task.cancel()


async def outcome(work: Coroutine[Any, Any, object], nth: int) -> str:
    """Say whether the work ended before it waited so often, or what became of cancelling it."""
    watched = CancelledAtWait(work, nth)

    async def run() -> None:
        await watched

    task = asyncio.create_task(run())
    await asyncio.wait([task])
    if watched.left > 0:
        return "over"
    return "cancelled" if task.cancelled() else "swallowed"


Command = Callable[[Redis], Coroutine[Any, Any, object]]


@asynccontextmanager
async def client(url: str) -> AsyncIterator[Redis]:
    redis = connect(url)
    try:
        yield redis
    finally:
        await redis.aclose()


async def shared(redis: Redis) -> None:
    await redis.get("cancelled")
    await redis.aclose()


async def pooled(redis: Redis) -> None:
    await redis.ping()


async def pipelined(redis: Redis) -> None:
    async with redis.pipeline() as pipe:
        pipe.set("cancelled", uuid4().hex)
        pipe.get("cancelled")
        await pipe.execute()


@pytest.mark.parametrize("command", [pooled, pipelined, shared])
async def test_no_cancellation_is_swallowed(redis_url: str, command: Command) -> None:
    outcomes: list[str] = []
    while "over" not in outcomes and len(outcomes) < MOST_WAITS:
        async with client(redis_url) as redis:
            outcomes.append(await outcome(command(redis), len(outcomes) + 1))
    *cancelled, last = outcomes
    assert last == "over"
    assert len(cancelled) > 2
    assert set(cancelled) == {"cancelled"}


async def test_a_client_whose_command_was_cancelled_answers_the_next(redis_url: str) -> None:
    async with client(redis_url) as redis:
        for nth in range(1, 30):
            await outcome(pipelined(redis), nth)
            await redis.set("kept", nth)
            assert await redis.get("kept") == str(nth).encode()
