"""A Redis of its own, for tests that empty it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from aurora.infrastructure.embedded.redis import EmbeddedRedis


@asynccontextmanager
async def own_redis() -> AsyncIterator[str]:
    """Start one, and give its URL."""
    with TemporaryDirectory(prefix="aurora-") as directory:
        server = EmbeddedRedis(Path(directory))
        try:
            yield await server.start()
        finally:
            await server.stop()
