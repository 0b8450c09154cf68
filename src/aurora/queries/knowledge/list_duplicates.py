"""The documents that say the same as one, or nearly so."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from aurora.domains.errors import NotFound
from aurora.domains.principal import Permission, Principal
from aurora.queries.knowledge.alike import COMPARED, Alike, alike
from aurora.queries.knowledge.readable import may_read
from aurora.queries.knowledge.views import AccessView, DocumentView, LikenessView, likeness_id
from aurora.queries.query import Query
from aurora.queries.view import Views


class Duplicate(msgspec.Struct, frozen=True, kw_only=True):
    """Another document of the collection; `similarity` is the share of sequences of words that both
    have, 1 for the same text. The one that came first is the one that searches show.
    """

    document_id: UUID
    title: str
    source_url: str | None
    similarity: float
    first_ingested_at: datetime


class ListDuplicates(Query[Sequence[Duplicate]], frozen=True, kw_only=True):
    """Ask which documents of its collection a document is like."""

    permission = Permission.READ_DOCUMENTS
    waits_for = ("collections", "documents")
    document_id: UUID
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


async def list_duplicates(
    query: ListDuplicates,
    by: Principal,
    documents: Views[DocumentView],
    likenesses: Views[LikenessView],
    accesses: Views[AccessView],
) -> Sequence[Duplicate]:
    """Give those most like it first, among these the older ones; a document that the caller may
    not read answers like a missing one.
    """
    view = await documents.get(query.document_id)
    if view is None or not await may_read(view.collection_id, by, accesses):
        raise NotFound(f"no document {query.document_id}")
    mark = await likenesses.get(likeness_id(view))
    compared = max(COMPARED, query.limit + 1)
    others = await alike(mark, likenesses, compared) if mark else ()
    best = sorted(others, key=lambda one: (-one.similarity, one.mark.id))[: query.limit]
    views = await documents.many([one.mark.document_id for one in best])
    known = ((one, views.get(one.mark.document_id)) for one in best)
    return [_duplicate(one, view) for one, view in known if view]


def _duplicate(one: Alike, view: DocumentView) -> Duplicate:
    return Duplicate(
        document_id=view.id,
        title=view.title,
        source_url=view.source_url,
        similarity=one.similarity,
        first_ingested_at=view.first_ingested_at or view.ingested_at,
    )
