"""A batch of views: read as if it were written, written at once, in the order of changes."""

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest
from tests.beasts import Beast, opened

from aurora.domains.errors import Unavailable
from aurora.infrastructure.redis.batch import BatchedViews, ViewBatch
from aurora.infrastructure.redis.client import connect
from aurora.infrastructure.redis.views import RedisViews

SHEEP, GOAT = UUID(int=1), UUID(int=2)


class Barn:
    """Views in Redis, and a batch of changes to them."""

    def __init__(self, stored: RedisViews[Beast], batch: ViewBatch) -> None:
        self.stored = stored
        self.batch = batch
        self.batched = BatchedViews(Beast, stored, batch)


def beast(id: UUID, version: int = 1) -> Beast:
    return Beast(id=id, version=version, total=version)


@pytest.fixture
async def barn(redis_url: str) -> AsyncIterator[Barn]:
    redis, name = connect(redis_url), uuid4().hex
    await opened(redis, name)
    yield Barn(RedisViews(redis, Beast, name), ViewBatch())
    await redis.aclose()


async def test_nothing_is_written_before_the_batch_is(barn: Barn) -> None:
    await barn.batched.put(beast(SHEEP))
    assert await barn.batched.get(SHEEP) == beast(SHEEP)
    assert await barn.stored.get(SHEEP) is None

    await barn.batch.flush()
    assert await barn.stored.get(SHEEP) == beast(SHEEP)
    assert barn.batch.pending == {}


async def test_a_view_that_is_to_go_is_gone_already(barn: Barn) -> None:
    await barn.stored.put(beast(SHEEP))
    await barn.batched.forget(SHEEP, 2)

    assert await barn.batched.many([SHEEP]) == {}
    await barn.batch.flush()
    assert await barn.stored.get(SHEEP) is None


async def test_each_view_is_written_once_after_those_that_changed_before_it(barn: Barn) -> None:
    await barn.batched.put(beast(SHEEP, 1))
    await barn.batched.put(beast(GOAT, 1))
    await barn.batched.put(beast(SHEEP, 2))

    assert [(id, one.version) for (_, id), one in barn.batch.pending.items()] == [
        (GOAT, 1),
        (SHEEP, 2),
    ]


async def test_a_newer_version_in_the_store_stays(barn: Barn) -> None:
    await barn.stored.put(beast(SHEEP, 5))
    await barn.batched.put(beast(SHEEP, 4))
    await barn.batch.flush()

    assert await barn.stored.get(SHEEP) == beast(SHEEP, 5)


async def test_a_redis_that_is_away_is_told_of() -> None:
    redis = connect("unix:///nonexistent/redis.sock")
    barn = Barn(RedisViews(redis, Beast, "beasts", "generation"), ViewBatch())
    await barn.batched.put(beast(SHEEP))
    with pytest.raises(Unavailable, match="cannot be reached"):
        await barn.batch.flush()
    await redis.aclose()
