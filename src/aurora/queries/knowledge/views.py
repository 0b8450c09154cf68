"""What questions about knowledge are answered from."""

from datetime import datetime
from uuid import UUID, uuid5

import msgspec

from aurora.domains.knowledge.types import Role
from aurora.queries.view import View


class CollectionView(View, frozen=True, kw_only=True):
    """A collection, and who holds which role on it."""

    name: str
    grants: dict[UUID, Role]


class AccessView(View, frozen=True, kw_only=True):
    """One principal's role on one collection."""

    indexes = (("principal_id",), ("collection_id",))

    principal_id: UUID
    collection_id: UUID
    role: Role


def access_id(collection_id: UUID, principal_id: UUID) -> UUID:
    """Give the identity of a principal's access to a collection."""
    return uuid5(collection_id, principal_id.hex)


class Searchable(msgspec.Struct, frozen=True, kw_only=True):
    """By what the present text of a document is found already."""

    by_word: bool
    by_meaning: bool


class DocumentView(View, frozen=True, kw_only=True):
    """A document and its present text as facts; `position` is where the log tells of that text."""

    indexes = (("collection_id",),)

    collection_id: UUID
    title: str
    language: str
    media_type: str
    source_url: str | None
    content_version: int
    text_sha256: str
    characters: int
    passages: int
    embedded: int
    searchable: Searchable
    ingested_at: datetime
    position: str


class VersionView(View, frozen=True, kw_only=True):
    """One version of a document's text, present or past."""

    indexes = (("document_id",),)

    document_id: UUID
    collection_id: UUID
    content_version: int
    title: str
    language: str
    text_sha256: str
    ingested_at: datetime


def version_id(document_id: UUID, content_version: int) -> UUID:
    """Give the identity of one version of a document."""
    return uuid5(document_id, str(content_version))
