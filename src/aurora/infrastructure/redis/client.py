"""Connections to Redis."""

from redis.asyncio import BlockingConnectionPool, Redis


def connect(url: str, *, connections: int = 16) -> Redis:
    """Give a client for `redis://…` or `unix://…` whose pool makes callers wait for a
    connection.
    """
    pool = BlockingConnectionPool.from_url(url, max_connections=connections, timeout=5)
    return Redis.from_pool(pool)
