"""Loops that survive every error end when they are told to."""

import asyncio

from aurora.infrastructure.cancellation import cancelled


async def test_a_cancellation_that_was_swallowed_is_still_known() -> None:
    started = asyncio.Event()

    async def loop() -> bool:
        started.set()
        try:
            await asyncio.Future[None]()
        except asyncio.CancelledError:
            return cancelled()
        return False

    assert not cancelled()
    looping = asyncio.create_task(loop())
    await started.wait()
    looping.cancel()
    assert await looping
