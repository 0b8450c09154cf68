"""Real stores for the tests: started when a test first needs one, or named by the environment."""

import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.databases import leave_none

from aurora.infrastructure.embedded.chroma import EmbeddedChroma
from aurora.infrastructure.embedded.postgres import EmbeddedPostgres
from aurora.infrastructure.embedded.redis import EmbeddedRedis
from aurora.infrastructure.embedded.stores import Store, StoreUrls

MEMORY, ROOM = Path("/dev/shm"), 4_000_000_000  # noqa: S108  looked at before it is used


@contextmanager
def passing_directory() -> Iterator[Path]:
    """Give a directory for what need not outlast the tests: in memory, where there is room."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    place = MEMORY if roomy else None
    with TemporaryDirectory(prefix="aurora-", dir=place, ignore_cleanup_errors=True) as directory:
        yield Path(directory)


@pytest.fixture(scope="session")
def stores_dir() -> Iterator[Path]:
    with passing_directory() as directory:
        yield directory


@pytest.fixture(scope="session")
async def postgres_url(stores_dir: Path) -> AsyncIterator[str]:
    fast = {"fsync": "off", "max_wal_size": "256MB"}
    async with serving(
        "AURORA_DATABASE_URL", lambda: EmbeddedPostgres(stores_dir, settings=fast)
    ) as url:
        yield url
        await leave_none(url)


@pytest.fixture(scope="session")
async def redis_url(stores_dir: Path) -> AsyncIterator[str]:
    async with serving("AURORA_REDIS_URL", lambda: EmbeddedRedis(stores_dir)) as url:
        yield url


@pytest.fixture(scope="session")
async def chroma_url(stores_dir: Path) -> AsyncIterator[str]:
    async with serving("AURORA_CHROMA_URL", lambda: EmbeddedChroma(stores_dir)) as url:
        yield url


@pytest.fixture(scope="session")
def stores(postgres_url: str, redis_url: str, chroma_url: str) -> StoreUrls:
    return StoreUrls(database=postgres_url, redis=redis_url, chroma=chroma_url)


@asynccontextmanager
async def serving(variable: str, make: Callable[[], Store]) -> AsyncIterator[str]:
    if url := os.environ.get(variable):
        yield url
        return
    store = make()
    try:
        yield await store.start()
    finally:
        await store.stop()
