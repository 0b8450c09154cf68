"""The file that a document was read from."""

from uuid import UUID

from aurora.domains.errors import NotFound
from aurora.domains.principal import Permission, Principal
from aurora.queries.knowledge.readable import may_read
from aurora.queries.knowledge.uploads_projection import FileView
from aurora.queries.knowledge.views import AccessView, DocumentView
from aurora.queries.query import Query
from aurora.queries.view import EVERYTHING, Views


class GetDocumentFile(Query[FileView], frozen=True, kw_only=True):
    """Ask for the file behind the present version of a document."""

    permission = Permission.READ_DOCUMENTS
    waits_for = ("collections", "documents", "uploads")
    document_id: UUID


async def get_document_file(
    query: GetDocumentFile,
    by: Principal,
    documents: Views[DocumentView],
    files: Views[FileView],
    accesses: Views[AccessView],
) -> FileView:
    """Give the file that was handed in last for that version; raises NotFound where the document is
    not the caller's to read, or was not handed in as a file.
    """
    view = await documents.get(query.document_id)
    if view is None or not await may_read(view.collection_id, by, accesses):
        raise NotFound(f"no document {query.document_id}")
    found = [
        file
        for file in await files.list(EVERYTHING, document_id=query.document_id)
        if file.content_version == view.content_version
    ]
    if not found:
        raise NotFound("the document was not handed in as a file")
    return found[-1]
