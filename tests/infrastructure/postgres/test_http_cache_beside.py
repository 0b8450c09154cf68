"""The HTTP cache is swept and forgotten beside those who remember, on two connections."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import text
from tests.databases import fresh_database, somebody_waits

from aurora.domains.perception.caching import CachedAnswer
from aurora.infrastructure.postgres.frontier import hash_of
from aurora.infrastructure.postgres.http_cache import PostgresHttpCache

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
CHECK = text("UPDATE http_cache SET checked_at = :at WHERE url = :url")


def answer(path: str) -> CachedAnswer:
    return CachedAnswer(
        url=f"https://site.example/{path}",
        headers={},
        vary={},
        raw_sha256="ab" * 32,
        since=NOON,
        checked_at=NOON,
        fresh_until=None,
    )


async def test_what_is_being_remembered_anew_keeps_no_sweep_waiting_and_stays(
    postgres_url: str,
) -> None:
    old, checked = answer("old"), answer("checked")
    async with fresh_database(postgres_url) as engine:
        cache = PostgresHttpCache(engine)
        await cache.remember([old, checked])

        async with engine.begin() as connection, asyncio.timeout(30):
            await connection.execute(CHECK, {"at": LATER, "url": checked.url})
            assert await cache.sweep(before=LATER, most=10) == 1

        assert list(await cache.recall([old.url, checked.url])) == [checked.url]


async def test_forgetting_never_holds_what_it_comes_to_later(postgres_url: str) -> None:
    first, last = sorted((answer("a"), answer("b")), key=lambda one: hash_of(one.url))
    async with fresh_database(postgres_url) as engine:
        cache = PostgresHttpCache(engine)
        for one in (last, first):
            await cache.remember([one])

        async with engine.begin() as connection:
            await connection.execute(CHECK, {"at": LATER, "url": first.url})
            forgetting = asyncio.create_task(cache.forget([first.url, last.url]))
            await somebody_waits(engine)
            await connection.execute(CHECK, {"at": LATER, "url": last.url})
        await forgetting

        assert await cache.recall([first.url, last.url]) == {}
