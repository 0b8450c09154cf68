"""What questions about knowledge are answered from."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid5

import msgspec

from aurora.domains.event import Position
from aurora.domains.knowledge.likeness import likeness
from aurora.domains.knowledge.types import Role
from aurora.queries.view import View

NEARLY = 0.99


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
    """A document and its present text as facts; `position` is where the log tells of that text,
    `first_position` where it told of the document first, unless the view is from before that was
    noted.

    `languages` are those of passages that are in another than the document's, by the character that
    each starts at. `duplicate_of` is the first document of the collection that says the same or
    nearly so, and `similarity` the share of sequences of words that both have, 1 for the same text.
    """

    indexes = (("collection_id",), ("duplicate_of",))

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
    first_ingested_at: datetime | None = None
    first_position: str = ""
    elements_sha256: str | None = None
    transcript_sha256: str | None = None
    languages: Mapping[int, str] = msgspec.field(default_factory=dict)
    duplicate_of: UUID | None = None
    similarity: float | None = None


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
    elements_sha256: str | None = None
    transcript_sha256: str | None = None


class LikenessView(View, frozen=True, kw_only=True):
    """Where texts like a document's present one are looked for; by ascending id, documents that
    came first come first.
    """

    indexes = (("buckets",), ("document_id",))

    document_id: UUID
    text_sha256: str
    sketch: bytes
    buckets: tuple[str, ...]

    def similarity(self, other: "LikenessView") -> float:
        """Tell how much of their texts two documents share, 0 to 1; 1 for the same text."""
        if self.text_sha256 == other.text_sha256:
            return 1.0
        return min(round(likeness(self.sketch, other.sketch), 2), NEARLY)


def version_id(document_id: UUID, content_version: int) -> UUID:
    """Give the identity of one version of a document."""
    return uuid5(document_id, str(content_version))


def likeness_id(view: DocumentView) -> UUID:
    """Give the identity of a document among those that may be like it, in the order of coming."""
    came = Position.parse(view.first_position or view.position)
    return UUID(int=came.xid << 64 | came.position)
