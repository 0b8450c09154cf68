"""The collections that a caller may read."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.principal import Permission, Principal
from aurora.queries.knowledge.readable import readable
from aurora.queries.knowledge.views import AccessView, CollectionView
from aurora.queries.query import Query
from aurora.queries.view import Views


class ListCollections(Query[Sequence[CollectionView]], frozen=True, kw_only=True):
    """Ask for the collections that the caller may read."""

    permission = Permission.READ_COLLECTIONS
    waits_for = ("collections",)
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: UUID | None = None


async def list_collections(
    query: ListCollections,
    by: Principal,
    collections: Views[CollectionView],
    accesses: Views[AccessView],
) -> Sequence[CollectionView]:
    """Give them by ascending id."""
    ids = await readable(by, collections, accesses)
    after = [id for id in ids if query.cursor is None or id > query.cursor][: query.limit]
    found = await collections.many(after)
    return [found[id] for id in after if id in found]
