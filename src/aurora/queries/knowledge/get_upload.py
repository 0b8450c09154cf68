"""One file that was handed in."""

from uuid import UUID

from aurora.domains.errors import NotFound
from aurora.domains.principal import Permission, Principal
from aurora.queries.knowledge.readable import may_read
from aurora.queries.knowledge.uploads_projection import UploadView
from aurora.queries.knowledge.views import AccessView
from aurora.queries.query import Query
from aurora.queries.view import Views


class GetUpload(Query[UploadView], frozen=True, kw_only=True):
    """Ask what became of a file."""

    permission = Permission.READ_DOCUMENTS
    waits_for = ("collections", "uploads")
    upload_id: UUID


async def get_upload(
    query: GetUpload, by: Principal, uploads: Views[UploadView], accesses: Views[AccessView]
) -> UploadView:
    """Give the upload to whoever may read its collection; it is a missing one to others."""
    view = await uploads.get(query.upload_id)
    if view and await may_read(view.collection_id, by, accesses):
        return view
    raise NotFound(f"no upload {query.upload_id}")
