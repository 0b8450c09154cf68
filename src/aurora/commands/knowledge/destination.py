"""Where a text goes: into which collection, as which document, and what may be said of it."""

import re
from uuid import UUID

from aurora.commands.knowledge.content import find_or_add
from aurora.domains.clock import Ids
from aurora.domains.errors import Invalid, NotFound
from aurora.domains.knowledge.document import Document, document_id
from aurora.domains.knowledge.ports import KnowledgeWork

TITLE_LIMIT = 500
URL_LIMIT = 2_000
SOURCE = re.compile(r"https?://(\[[0-9a-fA-F:.]+\](:\d+)?|[^\s/?#@\\\[\]]+)([/?#]\S*)?")


async def destination(
    work: KnowledgeWork,
    ids: Ids,
    *,
    collection_id: UUID,
    named: UUID | None,
    source_url: str | None,
) -> Document:
    """Give the document of that id or source, or a new one; raises NotFound for an id that is not
    of the collection.
    """
    if named:
        document = await work.documents.get(named)
        if document.collection_id != collection_id:
            raise NotFound(f"no document {named}")
        return document
    id = document_id(collection_id, source_url) if source_url else ids.new()
    return await find_or_add(work, id, collection_id, source_url)


def check_naming(title: str | None, source_url: str | None, named: UUID | None) -> None:
    """Refuse a title or source that cannot be kept, and two names for one document."""
    check_text(title or "", "title", TITLE_LIMIT)
    check_text(source_url or "", "source_url", URL_LIMIT)
    if source_url is not None:
        _check_source(source_url)
        if named:
            raise Invalid("name the document by its id or by its URL, not by both", "source_url")


def check_text(text: str, field: str, limit: int) -> None:
    """Refuse a text that is too long, or no text."""
    if "\0" in text:
        raise Invalid("the text holds a NUL character", field)
    if len(text) > limit:
        raise Invalid(f"at most {limit} characters", field)


def _check_source(url: str) -> None:
    if not url.startswith(("http://", "https://")):
        raise Invalid("a source URL starts with http:// or https://", "source_url")
    if not (SOURCE.fullmatch(url) and url.isprintable()):
        raise Invalid("a source URL has a host, no user name and no white space", "source_url")
