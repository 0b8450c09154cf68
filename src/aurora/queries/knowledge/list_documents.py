"""The documents of a collection."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.principal import Permission, Principal
from aurora.queries.knowledge.freshness import with_freshness
from aurora.queries.knowledge.ports import WordIndex
from aurora.queries.knowledge.readable import chosen
from aurora.queries.knowledge.views import AccessView, CollectionView, DocumentView
from aurora.queries.query import Query
from aurora.queries.view import Slice, Views


class ListDocuments(Query[Sequence[DocumentView]], frozen=True, kw_only=True):
    """Ask for the documents of one collection."""

    permission = Permission.READ_DOCUMENTS
    waits_for = ("collections", "documents")
    collection_id: UUID
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: UUID | None = None


async def list_documents(
    query: ListDocuments,
    by: Principal,
    collections: Views[CollectionView],
    documents: Views[DocumentView],
    accesses: Views[AccessView],
    words: WordIndex,
) -> Sequence[DocumentView]:
    """Give them by ascending id; an unreadable collection answers like a missing one."""
    await chosen([query.collection_id], by, collections, accesses)
    part = Slice(limit=query.limit, cursor=query.cursor)
    found = await documents.list(part, collection_id=query.collection_id)
    return await with_freshness(found, words)
