"""Two web processes, and nobody beside them: tokens of families, and the first administrator."""

from collections.abc import AsyncIterator

import pytest
from tests.flushable import own_redis
from tests.journeys.twins import AT_ONCE, Count, Twins, twins

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
async def pair(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Twins]:
    place = tmp_path_factory.mktemp("twins")
    async with own_redis() as redis, twins(postgres_url, redis, place) as pair:
        yield pair


async def test_fifty_clients_neither_lose_nor_double_a_family(pair: Twins) -> None:
    count = Count()

    await pair.family(count)

    assert (count.rounds, count.lost, count.doubled) == (1, 0, 0)
    assert count.statuses == {200: 2 * AT_ONCE}


async def test_the_operators_token_is_taken_where_no_worker_prepared_it(pair: Twins) -> None:
    assert [await pair.claimed("another-one-than-that"), await pair.claimed()] == [401, 201]
    assert await pair.claimed() == 404
