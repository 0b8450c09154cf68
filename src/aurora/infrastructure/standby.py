"""Standing in for Redis: who counts there counts for itself while Redis does not answer."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

import structlog

from aurora.domains.errors import TooOften, Unavailable
from aurora.domains.identity.ports import Throttle
from aurora.domains.identity.throttling import Attempt
from aurora.domains.quota import Share, Taken

R = TypeVar("R")
PATIENCE_SECONDS = 0.5
REST_SECONDS = 1.0

log = structlog.get_logger("aurora.standby")


class Standby:
    """Asks the first, and the second where the first does not answer in time; then leaves the first
    alone for a second.
    """

    def __init__(self, patience: float = PATIENCE_SECONDS, rest: float = REST_SECONDS) -> None:
        self._patience = patience
        self._rest = rest
        self._not_before = 0.0

    async def ask(self, first: Callable[[], Awaitable[R]], second: Callable[[], Awaitable[R]]) -> R:
        """Give the answer of whoever gives one."""
        if time.monotonic() < self._not_before:
            return await second()
        try:
            async with asyncio.timeout(self._patience):
                return await first()
        except TooOften:
            raise
        except (Unavailable, TimeoutError) as error:
            log.warning("redis does not count; this process does", reason=str(error) or "too late")
            self._not_before = time.monotonic() + self._rest
            return await second()


class StandbyThrottle:
    """Counts attempts for the whole installation, and for this process while that cannot be."""

    def __init__(self, first: Throttle, second: Throttle, standby: Standby) -> None:
        self._first = first
        self._second = second
        self._standby = standby

    async def admit(self, attempt: Attempt) -> None:
        """Count an attempt; raises TooOften where it comes too early."""
        await self._standby.ask(
            lambda: self._first.admit(attempt), lambda: self._second.admit(attempt)
        )

    async def forgive(self, attempt: Attempt) -> None:
        """Take back one attempt."""
        await self._standby.ask(
            lambda: self._first.forgive(attempt), lambda: self._second.forgive(attempt)
        )


class RateLimits(Protocol):
    """Counts requests."""

    async def take(self, shares: Sequence[Share]) -> Taken:
        """Count one request in every share, or in none where one is used up."""
        ...


class StandbyRateLimits:
    """Counts requests for the whole installation; while that cannot be, for this process and with
    less of everything.
    """

    def __init__(self, first: RateLimits, second: RateLimits, standby: Standby) -> None:
        self._first = first
        self._second = second
        self._standby = standby

    async def take(self, shares: Sequence[Share]) -> Taken:
        """Count one request in every share, or in none where one is used up."""
        stricter = [Share(quota=one.quota.stricter(), subject=one.subject) for one in shares]
        return await self._standby.ask(
            lambda: self._first.take(shares), lambda: self._second.take(stricter)
        )
