"""Where a text goes: into which collection, as which document, and what may be said of it."""

import re
from typing import Protocol
from uuid import UUID

from aurora.commands.knowledge.content import TITLE_LIMIT, find_or_add
from aurora.domains.clock import Ids
from aurora.domains.errors import Invalid, NotFound
from aurora.domains.knowledge.document import Document, document_id
from aurora.domains.knowledge.ports import KnowledgeWork
from aurora.domains.knowledge.types import Role
from aurora.domains.principal import Principal

URL_LIMIT = 2_000
TYPE_LIMIT = 200
SOURCE = re.compile(r"https?://(\[[0-9a-fA-F:.]+\](:\d+)?|[^\s/?#@\\\[\]]+)([/?#]\S*)?")


class Asked(Protocol):
    """What is said of a text when it is handed in: into which collection it goes, and as which
    document, by its id or by its source.
    """

    @property
    def collection_id(self) -> UUID:
        """The collection it goes into."""
        ...

    @property
    def title(self) -> str | None:
        """What it is called."""
        ...

    @property
    def source_url(self) -> str | None:
        """Where it comes from."""
        ...

    @property
    def document_id(self) -> UUID | None:
        """The document that it is to replace."""
        ...


async def destination(asked: Asked, by: Principal, work: KnowledgeWork, ids: Ids) -> Document:
    """Give the document of that id or source, or a new one; raises NotFound for an id that is not
    of the collection, and what keeps the caller from writing there.
    """
    (await work.collections.get(asked.collection_id)).require(Role.WRITER, by)
    if asked.document_id:
        document = await work.documents.get(asked.document_id)
        if document.collection_id != asked.collection_id:
            raise NotFound(f"no document {asked.document_id}")
        return document
    url = asked.source_url
    id = document_id(asked.collection_id, url) if url else ids.new()
    return await find_or_add(work, id, asked.collection_id, url)


def check_naming(asked: Asked) -> None:
    """Refuse a title or source that cannot be kept, and two names for one document."""
    check_text(asked.title or "", "title", TITLE_LIMIT)
    check_text(asked.source_url or "", "source_url", URL_LIMIT)
    if asked.source_url is not None:
        _check_source(asked.source_url)
        if asked.document_id:
            raise Invalid("name the document by its id or by its URL, not by both", "source_url")


def title_of(asked: Asked) -> str | None:
    """Give the title that was said, in one line; None for a blank one."""
    return " ".join((asked.title or "").split()) or None


def check_text(text: str, field: str, limit: int) -> None:
    """Refuse a text that is too long, or no text."""
    if "\0" in text:
        raise Invalid("the text holds a NUL character", field)
    if len(text) > limit:
        raise Invalid(f"at most {limit:,} characters", field)


def _check_source(url: str) -> None:
    if not url.startswith(("http://", "https://")):
        raise Invalid("a source URL starts with http:// or https://", "source_url")
    if not (SOURCE.fullmatch(url) and url.isprintable()):
        raise Invalid("a source URL has a host, no user name and no white space", "source_url")
