"""Fifty clients with the same refresh token at two web processes at once get the same next one."""

from pathlib import Path

import pytest
from tests.flushable import own_redis
from tests.journeys.twins import AT_ONCE, Count, twins


@pytest.mark.timeout(180)
async def test_a_family_is_neither_lost_nor_doubled(postgres_url: str, tmp_path: Path) -> None:
    count = Count()

    async with own_redis() as redis, twins(postgres_url, redis, tmp_path) as pair:
        await pair.family(count)

    assert (count.rounds, count.lost, count.doubled) == (1, 0, 0)
    assert count.statuses == {200: 2 * AT_ONCE}
