"""Connections on which a command that is cancelled ends as cancelled."""

import asyncio
from typing import Any, TypeVar

from redis.asyncio.connection import AbstractConnection, ConnectionPool

Pool = TypeVar("Pool", bound=ConnectionPool)


class _Attentive(AbstractConnection):
    """Raises the cancellation that reached it while a command was sent.

    redis-py sends with `asyncio.wait_for`, which before Python 3.12 returns as if nothing had
    been where the cancellation comes as the last byte goes out (CPython gh-86296).
    """

    async def send_packed_command(self, command: Any, check_health: bool = True) -> None:  # noqa: ANN401  as redis-py
        """Send what `pack_command` gave."""
        before = _cancellations()
        await super().send_packed_command(command, check_health)
        if _cancellations() > before:
            await self.disconnect(nowait=True)
            raise asyncio.CancelledError


def attentive(pool: Pool) -> Pool:
    """Give the pool, which from now on opens such connections."""
    kind = pool.connection_class
    pool.connection_class = type(kind.__name__, (_Attentive, kind), {})
    return pool


def _cancellations() -> int:
    task = asyncio.current_task()
    return task.cancelling() if task else 0
