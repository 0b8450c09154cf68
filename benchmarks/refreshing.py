"""Fifty clients with the same refresh token at two web processes at once, family after family."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.flushable import own_redis
from tests.journeys.twins import Count, twins
from tests.stores import serving

from aurora.infrastructure.embedded.postgres import EmbeddedPostgres
from benchmarks.report import say

TOLD = 20


async def refresh_families(rounds: int) -> Count:
    """Live through so many families, on stores of their own; a soak counts what was lost."""
    count = Count()
    with TemporaryDirectory(prefix="aurora-soak-", ignore_cleanup_errors=True) as directory:
        place = Path(directory)
        async with (
            serving("AURORA_DATABASE_URL", lambda: EmbeddedPostgres(place)) as database,
            own_redis() as redis,
            twins(database, redis, place) as pair,
        ):
            while count.rounds < rounds:
                await pair.family(count)
                if count.rounds % TOLD == 0:
                    say(f"refresh {count.rounds}: {count}")
    return count
