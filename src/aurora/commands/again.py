"""A change that is tried again where somebody else changed the same thing first."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from aurora.domains.errors import Stale

R = TypeVar("R")
TRIES = 4


async def again_where_stale(change: Callable[[], Awaitable[R]]) -> R:
    """Run a unit of work, up to four times, so that what was done before it is not done anew;
    raises Stale where somebody else came first each time.
    """
    for _ in range(TRIES - 1):
        with suppress(Stale):
            return await change()
    return await change()
