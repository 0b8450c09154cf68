"""Connections to Redis."""

from contextlib import suppress
from typing import Any

from redis.asyncio import BlockingConnectionPool, Redis
from redis.exceptions import ConnectionError

from aurora.infrastructure.redis.attentive import attentive
from aurora.infrastructure.redis.line import Line

SHARED = frozenset({"GET", "MGET", "EVALSHA"})
SECONDS = 5.0


class SharingRedis(Redis):
    """A client whose short commands share one connection, at a third of the cost of taking one
    from the pool; all others, and those that find the shared one broken, go through the pool.
    """

    def __init__(self, *, connection_pool: BlockingConnectionPool) -> None:
        super().__init__(connection_pool=connection_pool)
        self.auto_close_connection_pool = True
        self._line = Line(connection_pool, SECONDS)

    async def execute_command(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401  as redis-py
        """Give the answer to a command."""
        if args[0] in SHARED:
            with suppress(ConnectionError):
                return await self._line.ask(*args)
        return await super().execute_command(*args, **options)  # type: ignore[no-untyped-call]

    async def aclose(self, close_connection_pool: bool | None = None) -> None:
        """Close every connection."""
        try:
            await self._line.aclose()
        finally:
            await super().aclose(close_connection_pool)


def connect(url: str, *, connections: int = 16) -> Redis:
    """Give a client for `redis://…` or `unix://…` whose pool makes callers wait for a
    connection.
    """
    pool = BlockingConnectionPool.from_url(url, max_connections=connections, timeout=5)
    return SharingRedis(connection_pool=attentive(pool))
