"""What every attempt to prove something goes through: it is counted before it is judged."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aurora.domains.errors import Stale, Unavailable
from aurora.domains.identity.ports import Throttle
from aurora.domains.identity.throttling import Attempt, Trial
from aurora.domains.origin import Origin


@asynccontextmanager
async def guessing(
    throttle: Throttle, trial: Trial, subject: str, origin: Origin
) -> AsyncIterator[None]:
    """Count an attempt, and take it back where the block ends well or could not judge it.

    Put no more into the block than the judging: what it raises counts as a wrong guess, all but
    Unavailable, and Stale, after which it is judged again. Raises TooOften before the block begins.
    """
    attempt = Attempt(trial=trial, subject=subject, origin=origin)
    await throttle.admit(attempt)
    try:
        yield
    except (Unavailable, Stale):
        await throttle.forgive(attempt)
        raise
    await throttle.forgive(attempt)
