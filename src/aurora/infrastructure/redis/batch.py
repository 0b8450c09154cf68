"""Views written together: what a batch of events changes goes to Redis in one go."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec

from aurora.domains.event import Position
from aurora.infrastructure.redis.views import Change, RedisViews
from aurora.queries.view import Slice, View

V = TypeVar("V", bound=View)


class Pending(msgspec.Struct, frozen=True):
    """A view that is to be written, or None for one that is to be forgotten, where and how."""

    view: View | None
    version: int
    views: RedisViews[Any]
    change: Change


class ViewBatch:
    """What is to be written, in the order of the last change to each view, and what was read
    meanwhile: nobody else writes these views. It is written only where the views have come as far
    as `at`, if that is known.
    """

    def __init__(self) -> None:
        self.at: Position | None = None
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
        """Write everything; raises Unavailable, and Lost where the views are others now."""
        pending = self.pending
        self.forget()
        for views, some in groupby(pending.values(), attrgetter("views")):
            await views.write([one.change for one in some], self.at)


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

    async def lists(
        self, part: Slice, wheres: Sequence[Mapping[str, object]]
    ) -> Sequence[Sequence[V]]:
        """List several times in one go; writes the batch first."""
        await self._batch.flush()
        return await self._views.lists(part, wheres)

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
        pending = Pending(view, view.version, self._views, self._views.kept(view))
        self._batch.note(self._kind, view.id, pending)

    async def forget(self, id: UUID, version: int) -> None:
        """Note that the view goes."""
        pending = Pending(None, version, self._views, self._views.gone(id, version))
        self._batch.note(self._kind, id, pending)
