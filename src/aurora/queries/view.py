"""Views: what queries answer from, kept up by projections."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Protocol, TypeVar
from uuid import UUID

import msgspec


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A read model of one thing; `version` is that of the newest event it shows.

    `indexes` names the groups of fields by which views can be listed and counted, such as
    `("crawl_id",)` or `("crawl_id", "outcome")`. A view is not in an index of a field that is None;
    where the field is a tuple, it is found by each of the values that the tuple holds.
    `lasts` names the field that says until when a view is of use: a store may forget it afterwards,
    and lists none of its kind but by an index.
    """

    indexes: ClassVar[tuple[tuple[str, ...], ...]] = ()
    lasts: ClassVar[str | None] = None

    id: UUID
    version: int


V = TypeVar("V", bound=View)


class Slice(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of a list is wanted: at most `limit` views after `cursor`, by ascending id."""

    limit: int = 50
    cursor: UUID | None = None


EVERYTHING = Slice(limit=1_000_000)


class Views(Protocol[V]):
    """The views of one kind. Reads raise Unavailable while the projection is being rebuilt."""

    async def get(self, id: UUID) -> V | None:
        """Give the view, or None."""
        ...

    async def many(self, ids: Sequence[UUID]) -> Mapping[UUID, V]:
        """Give those of the views that exist."""
        ...

    async def list(self, part: Slice, **where: object) -> Sequence[V]:
        """Give views by ascending id whose fields equal `where`, which must be one of the
        indexes.
        """
        ...

    async def lists(
        self, part: Slice, wheres: Sequence[Mapping[str, object]]
    ) -> Sequence[Sequence[V]]:
        """List as `list` does, several times in one go."""
        ...

    async def count(self, **where: object) -> int:
        """Count the views whose fields equal `where`, which must be one of the indexes."""
        ...

    async def counts(self, wheres: Sequence[Mapping[str, object]]) -> Sequence[int]:
        """Count as `count` does, several times in one go."""
        ...

    async def put(self, view: V) -> None:
        """Keep the view unless a newer version, or the tombstone of one, is there."""
        ...

    async def forget(self, id: UUID, version: int) -> None:
        """Remove the view and leave a tombstone of that version."""
        ...
