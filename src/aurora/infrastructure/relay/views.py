"""Keeps a projection's views up, generation by generation."""

import math
import time
from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar

from redis.asyncio import Redis

from aurora.infrastructure.binding import arguments
from aurora.infrastructure.redis.batch import BatchedViews, ViewBatch
from aurora.infrastructure.redis.generations import Generations, Standing
from aurora.infrastructure.redis.views import RedisViews
from aurora.infrastructure.relay.subscriber import BATCH, Handle, Log, feed
from aurora.queries.projection import Projection
from aurora.queries.view import View, Views

V = TypeVar("V", bound=View)

LOOK_SECONDS = 1.0


class ViewSubscriber:
    """Feeds one projection whose views and cursor are in Redis.

    While nothing is being filled, it asks the store once a second where it stands.
    """

    def __init__(
        self, projection: Projection, log: Log, redis: Redis, ports: Mapping[Any, Any]
    ) -> None:
        self.name = f"{projection.name}.v{projection.version}"
        self._projection = projection
        self._log = log
        self._redis = redis
        self._ports = ports
        self._generations = Generations(redis, projection.name, projection.version)
        self._batch = ViewBatch()
        self._handles: dict[str, Handle] = {}
        self._standing: list[Standing] = []
        self._looked = -math.inf

    def begin(self) -> None:
        """Read generations and cursors before the next batch."""
        self._looked = -math.inf
        self._batch.forget()

    async def step(self) -> bool:
        """Bring the active generation, and the one being filled, one batch on."""
        if time.monotonic() - self._looked > LOOK_SECONDS or self._filling():
            self._standing = await self._generations.standing()
            self._looked = time.monotonic()
        return any([await self._advance(one) for one in self._standing])

    def _filling(self) -> bool:
        return any(one.filling for one in self._standing)

    async def _advance(self, standing: Standing) -> bool:
        batch = await self._log.read(standing.cursor, BATCH)
        self._batch.at = standing.cursor
        done, trouble = await feed(batch, self._handle(standing.generation))
        await self._batch.flush()
        if done:
            await self._generations.advance(standing.generation, standing.cursor, done)
            standing.cursor = done
        if trouble:
            raise trouble
        if standing.filling and not batch:
            await self._generations.switch(standing.generation)
            return True
        return standing.filling or len(batch) == BATCH

    def _handle(self, generation: str) -> Handle:
        if generation not in self._handles:
            projection = self._projection
            views: dict[Any, Any] = {
                Views[kind]: self._views(kind, generation)  # type: ignore[valid-type]
                for kind in projection.views
            }
            found = arguments(projection.project, {**self._ports, **views})
            self._handles[generation] = partial(projection.project, **found)
        return self._handles[generation]

    def _views(self, kind: type[V], generation: str) -> BatchedViews[V]:
        stored = RedisViews(self._redis, kind, self._projection.name, generation)
        return BatchedViews(kind, stored, self._batch)
