"""Views written together: what a batch of events changes goes to Redis in one go."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
from redis.asyncio import Redis
from redis.asyncio.client import Pipeline

from aurora.infrastructure.redis.generations import reachable
from aurora.infrastructure.redis.views import RedisViews
from aurora.queries.view import Slice, View

V = TypeVar("V", bound=View)


class Pending(msgspec.Struct, frozen=True):
    """A view that is to be written, or None for one that is to be forgotten, and how."""

    view: View | None
    version: int
    write: Callable[[Pipeline], Any]


class ViewBatch:
    """What is to be written, in the order of the last change to each view, and what was read
    meanwhile: nobody else writes these views.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self.pending: dict[tuple[type[View], UUID], Pending] = {}
        self.read: dict[tuple[type[View], UUID], View | None] = {}

    def forget(self) -> None:
        """Begin a new batch without writing this one."""
        self.pending, self.read = {}, {}

    def note(self, kind: type[View], id: UUID, pending: Pending) -> None:
        """Write this instead of what was noted for the view before, unless that is newer."""
        before = self.pending.get((kind, id))
        if before is None or before.version <= pending.version:
            self.pending.pop((kind, id), None)
            self.pending[kind, id] = pending

    async def flush(self) -> None:
        """Write everything; raises Unavailable."""
        pending = self.pending
        self.forget()
        if not pending:
            return
        async with reachable(), self._redis.pipeline(transaction=False) as pipeline:
            for one in pending.values():
                await one.write(pipeline)
            await pipeline.execute()


class BatchedViews(Generic[V]):
    """The views of one kind as they will be once the batch is written."""

    def __init__(self, kind: type[V], views: RedisViews[V], batch: ViewBatch) -> None:
        self._kind = kind
        self._views = views
        self._batch = batch

    async def get(self, id: UUID) -> V | None:
        """Give the view, or None."""
        return (await self.many([id])).get(id)

    async def many(self, ids: Sequence[UUID]) -> Mapping[UUID, V]:
        """Give those of the views that exist."""
        read, pending = self._batch.read, self._batch.pending
        keys = {id: (self._kind, id) for id in ids}
        unread = [id for id, key in keys.items() if key not in read and key not in pending]
        stored = await self._views.many(unread)
        read.update({keys[id]: stored.get(id) for id in unread})
        found = {id: self._known(key) for id, key in keys.items()}
        return {id: view for id, view in found.items() if isinstance(view, self._kind)}

    def _known(self, key: tuple[type[View], UUID]) -> View | None:
        pending = self._batch.pending.get(key)
        return pending.view if pending else self._batch.read.get(key)

    async def list(self, part: Slice, **where: object) -> Sequence[V]:
        """Give views by ascending id whose fields equal `where`; writes the batch first."""
        await self._batch.flush()
        return await self._views.list(part, **where)

    async def count(self, **where: object) -> int:
        """Count the views whose fields equal `where`; writes the batch first."""
        await self._batch.flush()
        return await self._views.count(**where)

    async def counts(self, wheres: Sequence[Mapping[str, object]]) -> Sequence[int]:
        """Count several times; writes the batch first."""
        await self._batch.flush()
        return await self._views.counts(wheres)

    async def put(self, view: V) -> None:
        """Note the view."""
        write = partial(self._views.put_by, view=view)
        self._batch.note(self._kind, view.id, Pending(view, view.version, write))

    async def forget(self, id: UUID, version: int) -> None:
        """Note that the view goes."""
        write = partial(self._views.forget_by, id=id, version=version)
        self._batch.note(self._kind, id, Pending(None, version, write))
