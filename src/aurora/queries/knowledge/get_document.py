"""One document."""

from uuid import UUID

from aurora.domains.errors import NotFound
from aurora.domains.principal import Permission, Principal
from aurora.queries.knowledge.freshness import with_freshness
from aurora.queries.knowledge.ports import WordIndex
from aurora.queries.knowledge.readable import may_read
from aurora.queries.knowledge.views import AccessView, DocumentView
from aurora.queries.query import Query
from aurora.queries.view import Views


class GetDocument(Query[DocumentView], frozen=True, kw_only=True):
    """Ask for a document as facts: its title, origin, version and how it is found."""

    permission = Permission.READ_DOCUMENTS
    waits_for = ("collections", "documents")
    document_id: UUID


async def get_document(
    query: GetDocument,
    by: Principal,
    documents: Views[DocumentView],
    accesses: Views[AccessView],
    words: WordIndex,
) -> DocumentView:
    """Give the document; one that the caller may not read answers like a missing one."""
    view = await documents.get(query.document_id)
    if view and await may_read(view.collection_id, by, accesses):
        return (await with_freshness([view], words))[0]
    raise NotFound(f"no document {query.document_id}")
