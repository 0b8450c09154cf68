"""The stores that commands operate on directly: those of the settings, or the embedded ones."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.cli.output import Unreachable
from aurora.domains.errors import Unavailable
from aurora.infrastructure.embedded.stores import StoreUrls
from aurora.infrastructure.embedded.system import UrlsFile
from aurora.infrastructure.postgres.engine import connect as connect_postgres
from aurora.infrastructure.redis.client import connect as connect_redis
from aurora.settings import Settings


def urls(settings: Settings) -> StoreUrls:
    """Say where the stores are; an unknown one is empty."""
    kept = UrlsFile(settings.data_dir).read()
    embedded = msgspec.json.decode(kept, type=StoreUrls) if kept else StoreUrls()
    return StoreUrls(
        database=settings.database_url or embedded.database,
        redis=settings.redis_url or embedded.redis,
        chroma=settings.chroma_url or embedded.chroma,
    )


@asynccontextmanager
async def database(settings: Settings) -> AsyncIterator[AsyncEngine]:
    """Give the running database."""
    engine = connect_postgres(_known(urls(settings).database, "DATABASE"), pool=1)
    try:
        yield engine
    except (SQLAlchemyError, Unavailable) as error:
        raise Unreachable(f"the database cannot be used: {error}") from error
    finally:
        await engine.dispose()


@asynccontextmanager
async def views(settings: Settings) -> AsyncIterator[Redis]:
    """Give the running store of views."""
    redis = connect_redis(_known(urls(settings).redis, "REDIS"), connections=1)
    try:
        yield redis
    except (RedisError, Unavailable) as error:
        raise Unreachable(f"the store of views cannot be used: {error}") from error
    finally:
        await redis.aclose()


def _known(url: str, store: str) -> str:
    if not url:
        raise Unreachable(f"set AURORA_{store}_URL, or start `aurora serve` on this data directory")
    return url
