"""The files that were handed in for a collection."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.knowledge.upload import UploadStatus
from aurora.domains.principal import Permission, Principal
from aurora.queries.knowledge.readable import chosen
from aurora.queries.knowledge.uploads_projection import UploadView
from aurora.queries.knowledge.views import AccessView, CollectionView
from aurora.queries.query import Query
from aurora.queries.view import Slice, Views


class ListUploads(Query[Sequence[UploadView]], frozen=True, kw_only=True):
    """Ask for the uploads of one collection, all or those in one state."""

    permission = Permission.READ_DOCUMENTS
    waits_for = ("collections", "uploads")
    collection_id: UUID
    status: UploadStatus | None = None
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: UUID | None = None


async def list_uploads(
    query: ListUploads,
    by: Principal,
    collections: Views[CollectionView],
    uploads: Views[UploadView],
    accesses: Views[AccessView],
) -> Sequence[UploadView]:
    """Give them by ascending id, oldest first; an unreadable collection is a missing one."""
    await chosen([query.collection_id], by, collections, accesses)
    part = Slice(limit=query.limit, cursor=query.cursor)
    where = {"status": query.status} if query.status else {}
    return await uploads.list(part, collection_id=query.collection_id, **where)
