"""What HTTP caches promise, in memory and on PostgreSQL."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from tests.databases import fresh_database

from aurora.domains.perception.caching import CachedAnswer
from aurora.domains.perception.ports import HttpCache
from aurora.infrastructure.memory.http_cache import MemoryHttpCache
from aurora.infrastructure.postgres.http_cache import PostgresHttpCache

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


def answer(path: str = "", hours: int = 0) -> CachedAnswer:
    at = NOON + timedelta(hours=hours)
    return CachedAnswer(
        url=f"https://site.example/{path}",
        headers={"etag": '"é"', "content-type": "text/html"},
        vary={"accept": "text/html"},
        raw_sha256="ab" * 32,
        since=NOON,
        checked_at=at,
        fresh_until=at + timedelta(minutes=1),
    )


@pytest.fixture
def memory() -> HttpCache:
    return MemoryHttpCache()


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[HttpCache]:
    async with fresh_database(postgres_url) as engine:
        yield PostgresHttpCache(engine)


@pytest.fixture(params=["memory", "postgres"])
def cache(request: pytest.FixtureRequest) -> HttpCache:
    chosen: HttpCache = request.getfixturevalue(request.param)
    return chosen


async def test_what_was_remembered_is_recalled_whole(cache: HttpCache) -> None:
    stale = replace(answer("b"), fresh_until=None, vary={})
    await cache.remember([answer("a"), stale])
    urls = [answer(path).url for path in ("a", "b", "c")]
    assert await cache.recall(urls) == {urls[0]: answer("a"), urls[1]: stale}
    assert await cache.recall([]) == {}


async def test_the_last_answer_stands(cache: HttpCache) -> None:
    later = replace(answer("a", 1), raw_sha256="cd" * 32, headers={})
    await cache.remember([answer("a")])
    await cache.remember([answer("a"), later])
    await cache.remember([])
    assert await cache.recall([later.url]) == {later.url: later}


async def test_what_is_forgotten_is_gone(cache: HttpCache) -> None:
    await cache.remember([answer("a"), answer("b")])
    await cache.forget([answer("a").url, answer("never").url])
    await cache.forget([])
    assert list(await cache.recall([answer("a").url, answer("b").url])) == [answer("b").url]


async def test_sweeping_leaves_what_is_young_and_no_more_than_may_be_kept(
    cache: HttpCache,
) -> None:
    answers = [answer(str(hour), hour) for hour in range(6)]
    await cache.remember(answers)
    assert await cache.sweep(before=NOON + timedelta(hours=1), most=9) == 1
    assert await cache.sweep(before=NOON, most=3) == 2
    assert await cache.sweep(before=NOON, most=3) == 0
    left = await cache.recall([one.url for one in answers])
    assert sorted(left) == [one.url for one in answers[3:]]


async def test_headers_may_hold_anything(cache: HttpCache) -> None:
    odd = replace(answer(), headers={"server": 'a"\\b\u2028🦊', "etag": "x"})
    await cache.remember([odd])
    assert await cache.recall([odd.url]) == {odd.url: odd}
