"""One collection."""

from uuid import UUID

from aurora.domains.errors import NotFound
from aurora.domains.principal import Permission, Principal
from aurora.queries.knowledge.readable import may_read
from aurora.queries.knowledge.views import AccessView, CollectionView
from aurora.queries.query import Query
from aurora.queries.view import Views


class GetCollection(Query[CollectionView], frozen=True, kw_only=True):
    """Ask for a collection and who may do what with it."""

    permission = Permission.READ_COLLECTIONS
    waits_for = ("collections",)
    collection_id: UUID


async def get_collection(
    query: GetCollection,
    by: Principal,
    collections: Views[CollectionView],
    accesses: Views[AccessView],
) -> CollectionView:
    """Give the collection; one that the caller may not read answers like a missing one."""
    view = await collections.get(query.collection_id)
    if view and await may_read(view.id, by, accesses):
        return view
    raise NotFound(f"no collection {query.collection_id}")
