"""The HTTP cache in PostgreSQL: what is remembered of URLs; bodies are blobs."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Column, DateTime, Index, LargeBinary, Row, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.domains.perception.caching import CachedAnswer
from aurora.infrastructure.postgres.engine import reading
from aurora.infrastructure.postgres.tables import metadata

http_cache = Table(
    "http_cache",
    metadata,
    Column("url_sha256", LargeBinary, primary_key=True),
    Column("url", Text, nullable=False),
    Column("headers", JSONB, nullable=False),
    Column("vary", JSONB, nullable=False),
    Column("raw_sha256", Text, nullable=False),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("checked_at", DateTime(timezone=True), nullable=False),
    Column("fresh_until", DateTime(timezone=True)),
    Index("http_cache_checked", "checked_at"),
)

RECALL = text("""
    SELECT url, headers::text AS headers, vary::text AS vary, raw_sha256, since, checked_at,
           fresh_until
    FROM http_cache WHERE url_sha256 = ANY(CAST(:hashes AS bytea[]))
""")

REMEMBER = text("""
    INSERT INTO http_cache
    SELECT * FROM unnest(
        CAST(:hashes AS bytea[]), CAST(:urls AS text[]), CAST(:headers AS jsonb[]),
        CAST(:vary AS jsonb[]), CAST(:raw AS text[]), CAST(:since AS timestamptz[]),
        CAST(:checked AS timestamptz[]), CAST(:fresh AS timestamptz[])
    ) AS given (url_sha256, url, headers, vary, raw_sha256, since, checked_at, fresh_until)
    ORDER BY url_sha256
    ON CONFLICT (url_sha256) DO UPDATE SET
        headers = EXCLUDED.headers, vary = EXCLUDED.vary, raw_sha256 = EXCLUDED.raw_sha256,
        since = EXCLUDED.since, checked_at = EXCLUDED.checked_at,
        fresh_until = EXCLUDED.fresh_until
""")

# in the order in which they are remembered
FORGET = text("""
    DELETE FROM http_cache WHERE url_sha256 IN (
        SELECT url_sha256 FROM http_cache WHERE url_sha256 = ANY(CAST(:hashes AS bytea[]))
        ORDER BY url_sha256
        FOR UPDATE
    )
""")

# what is being remembered anew is not old any more
SWEEP = text("""
    DELETE FROM http_cache WHERE url_sha256 IN (
        SELECT url_sha256 FROM http_cache WHERE checked_at < greatest(
            CAST(:before AS timestamptz),
            (SELECT checked_at FROM http_cache ORDER BY checked_at DESC OFFSET :last LIMIT 1)
        )
        FOR UPDATE SKIP LOCKED
    )
""")


class PostgresHttpCache:
    """A row per URL, each call in a short transaction."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine, self._reads = engine, reading(engine)

    async def recall(self, urls: Collection[str]) -> Mapping[str, CachedAnswer]:
        """Give what is remembered of the URLs."""
        if not urls:
            return {}
        async with self._reads.connect() as connection:
            rows = (await connection.execute(RECALL, _hashes(urls))).all()
        return {row.url: _answer(row) for row in rows}

    async def remember(self, answers: Sequence[CachedAnswer]) -> None:
        """Keep the answers, the last one of each URL."""
        kept = {answer.url: answer for answer in answers}
        if not kept:
            return
        given = {
            **_hashes(kept),
            "urls": list(kept),
            "headers": [_written(one.headers) for one in kept.values()],
            "vary": [_written(one.vary) for one in kept.values()],
            "raw": [one.raw_sha256 for one in kept.values()],
            "since": [one.since for one in kept.values()],
            "checked": [one.checked_at for one in kept.values()],
            "fresh": [one.fresh_until for one in kept.values()],
        }
        async with self._engine.begin() as connection:
            await connection.execute(REMEMBER, given)

    async def forget(self, urls: Collection[str]) -> None:
        """Remember nothing of the URLs."""
        if urls:
            async with self._engine.begin() as connection:
                await connection.execute(FORGET, _hashes(urls))

    async def sweep(self, *, before: datetime, most: int) -> int:
        """Forget what is old or too much."""
        given = {"before": before, "last": max(0, most - 1)}
        async with self._engine.begin() as connection:
            return (await connection.execute(SWEEP, given)).rowcount


def _hashes(urls: Collection[str]) -> dict[str, object]:
    return {"hashes": [sha256(url.encode()).digest() for url in urls]}


def _answer(row: Row[Any]) -> CachedAnswer:
    said = {"headers": _read(row.headers), "vary": _read(row.vary)}
    return CachedAnswer(**{**row._asdict(), **said})


def _written(said: Mapping[str, str]) -> str:
    # PostgreSQL's JSON knows no NUL
    return msgspec.json.encode(said).decode().replace("\\u0000", "")


def _read(said: str) -> Mapping[str, str]:
    return msgspec.json.decode(said, type=dict[str, str])
