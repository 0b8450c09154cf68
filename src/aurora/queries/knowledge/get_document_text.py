"""The text of one version of a document."""

from uuid import UUID

import msgspec

from aurora.domains.blobs import Blobs
from aurora.domains.errors import NotFound
from aurora.domains.forms import TextFormat
from aurora.domains.principal import Permission, Principal
from aurora.queries.forms import KeptText, in_form
from aurora.queries.knowledge.readable import may_read
from aurora.queries.knowledge.views import AccessView, VersionView, version_id
from aurora.queries.query import Query
from aurora.queries.view import Views


class DocumentText(msgspec.Struct, frozen=True, kw_only=True):
    """The text of one version in the form that was asked for, and the hash of the stored text;
    citations count the characters of that one.
    """

    text: str
    sha256: str
    language: str


class GetDocumentText(Query[DocumentText], frozen=True, kw_only=True):
    """Ask for the text of a version, present or past, in one of its forms."""

    permission = Permission.READ_DOCUMENTS
    waits_for = ("collections", "documents")
    document_id: UUID
    version: int
    format: TextFormat = TextFormat.TEXT


async def get_document_text(
    query: GetDocumentText,
    by: Principal,
    versions: Views[VersionView],
    accesses: Views[AccessView],
    blobs: Blobs,
) -> DocumentText:
    """Give the text; one that the caller may not read answers like a missing one, and so does a
    form of one of which only the text was kept.
    """
    view = await versions.get(version_id(query.document_id, query.version))
    if view is None or not await may_read(view.collection_id, by, accesses):
        raise NotFound(f"no version {query.version} of document {query.document_id}")
    kept = KeptText(
        text_sha256=view.text_sha256,
        elements_sha256=view.elements_sha256,
        transcript_sha256=view.transcript_sha256,
    )
    text = await in_form(kept, query.format, blobs)
    return DocumentText(text=text, sha256=view.text_sha256, language=view.language)
