"""Keeps a projection's views up, generation by generation."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from redis.asyncio import Redis

from aurora.infrastructure.binding import arguments
from aurora.infrastructure.postgres.log import EventLog
from aurora.infrastructure.redis.generations import Generations
from aurora.infrastructure.redis.views import RedisViews
from aurora.infrastructure.relay.subscriber import BATCH, Handle, feed
from aurora.queries.projection import Projection
from aurora.queries.view import Views


class ViewSubscriber:
    """Feeds one projection whose views and cursor are in Redis."""

    def __init__(
        self, projection: Projection, log: EventLog, redis: Redis, ports: Mapping[Any, Any]
    ) -> None:
        self.name = f"{projection.name}.v{projection.version}"
        self._projection = projection
        self._log = log
        self._redis = redis
        self._ports = ports
        self._generations = Generations(redis, projection.name, projection.version)
        self._handles: dict[str, Handle] = {}

    async def step(self) -> bool:
        """Bring the active generation, and the one being filled, one batch on."""
        active = await self._generations.active()
        moved = [
            await self._advance(generation, filling=generation != active)
            for generation in await self._generations.to_advance()
        ]
        return any(moved)

    async def _advance(self, generation: str, *, filling: bool) -> bool:
        cursor = await self._generations.cursor(generation)
        batch = await self._log.read(cursor, BATCH)
        done, trouble = await feed(batch, self._handle(generation))
        if done:
            await self._generations.advance(generation, cursor, done)
        if trouble:
            raise trouble
        if filling and not batch:
            await self._generations.switch(generation)
            return True
        return filling or len(batch) == BATCH

    def _handle(self, generation: str) -> Handle:
        if generation not in self._handles:
            projection = self._projection
            views: dict[Any, Any] = {
                Views[kind]: RedisViews(self._redis, kind, projection.name, generation)  # type: ignore[valid-type]
                for kind in projection.views
            }
            found = arguments(projection.project, {**self._ports, **views})
            self._handles[generation] = partial(projection.project, **found)
        return self._handles[generation]
