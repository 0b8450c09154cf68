"""Views in memory."""

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar
from uuid import UUID

from aurora.queries.view import Slice, View

V = TypeVar("V", bound=View)


class MemoryViews(Generic[V]):
    """The views of one kind, with the version guard and tombstones."""

    def __init__(self, kind: type[V]) -> None:
        self._kind = kind
        self._views: dict[UUID, V] = {}
        self._versions: dict[UUID, int] = {}

    async def get(self, id: UUID) -> V | None:
        """Give the view, or None."""
        return self._views.get(id)

    async def many(self, ids: Sequence[UUID]) -> Mapping[UUID, V]:
        """Give those of the views that exist."""
        return {id: self._views[id] for id in ids if id in self._views}

    async def list(self, part: Slice, **where: object) -> Sequence[V]:
        """Give views by ascending id whose fields equal `where`."""
        after = [id for id in self._matching(where) if part.cursor is None or id > part.cursor]
        return [self._views[id] for id in after[: part.limit]]

    async def lists(
        self, part: Slice, wheres: Sequence[Mapping[str, object]]
    ) -> Sequence[Sequence[V]]:
        """List several times."""
        return [await self.list(part, **where) for where in wheres]

    async def count(self, **where: object) -> int:
        """Count the views whose fields equal `where`."""
        return len(self._matching(where))

    async def counts(self, wheres: Sequence[Mapping[str, object]]) -> Sequence[int]:
        """Count several times."""
        return [len(self._matching(where)) for where in wheres]

    async def put(self, view: V) -> None:
        """Keep the view unless a newer version is there."""
        if self._versions.get(view.id, 0) <= view.version:
            self._versions[view.id] = view.version
            self._views[view.id] = view

    async def forget(self, id: UUID, version: int) -> None:
        """Remove the view and leave a tombstone of that version."""
        if self._versions.get(id, 0) <= version:
            self._versions[id] = version
            self._views.pop(id, None)

    def _matching(self, where: Mapping[str, object]) -> Sequence[UUID]:
        whole: tuple[tuple[str, ...], ...] = () if self._kind.lasts else ((),)
        if tuple(where) not in (*whole, *self._kind.indexes):
            raise LookupError(f"{self._kind.__name__} has no index on {', '.join(where)}")
        return sorted(
            id
            for id, view in self._views.items()
            if all(value is not None for value in where.values())
            and all(_holds(getattr(view, name), value) for name, value in where.items())
        )


def _holds(field: object, value: object) -> bool:
    return value in field if isinstance(field, tuple) else value == field
