"""A Redis of its own, for tests that empty it or restore it from before."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from redis.asyncio import Redis

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


async def copied(redis: Redis) -> Mapping[bytes, bytes]:
    """Give all that is there."""
    keys = [key async for key in redis.scan_iter(count=1_000)]
    return {key: value for key in keys if (value := await redis.dump(key))}


async def restore(redis: Redis, copy: Mapping[bytes, bytes]) -> None:
    """Let nothing be there but what was copied once, as after the loss of what came later."""
    async with redis.pipeline(transaction=True) as together:
        together.flushall()
        for key, value in copy.items():
            together.restore(key, 0, value)
        await together.execute()
