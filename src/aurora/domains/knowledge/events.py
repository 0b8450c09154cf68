"""What happens in knowledge: the context's public API."""

from uuid import UUID

from aurora.domains.event import Event
from aurora.domains.knowledge.types import Role, Span
from aurora.domains.knowledge.upload_events import UPLOAD_EVENTS


class CollectionCreated(Event, frozen=True, kw_only=True, tag="knowledge.collection-created.v1"):
    """A place for documents exists."""

    collection_id: UUID
    name: str
    owner_id: UUID


class AccessGranted(Event, frozen=True, kw_only=True, tag="knowledge.access-granted.v1"):
    """A principal holds a role on a collection from now on."""

    collection_id: UUID
    principal_id: UUID
    role: Role


class AccessRevoked(Event, frozen=True, kw_only=True, tag="knowledge.access-revoked.v1"):
    """A principal holds no role on a collection any more."""

    collection_id: UUID
    principal_id: UUID


class DocumentIngested(Event, frozen=True, kw_only=True, tag="knowledge.document-ingested.v1"):
    """A document has a text that it had not before: its first one, or a new version.

    `dropped` are the passages of the version before; `elements_sha256` and `transcript_sha256` name
    the places of the text's parts and all that was read. Texts with like `sketch` are alike.
    """

    document_id: UUID
    collection_id: UUID
    content_version: int
    title: str
    language: str
    media_type: str
    source_url: str | None
    text_sha256: str
    characters: int
    passages: tuple[Span, ...]
    dropped: tuple[Span, ...] = ()
    elements_sha256: str | None = None
    transcript_sha256: str | None = None
    sketch: bytes = b""


class DocumentReread(Event, frozen=True, kw_only=True, tag="knowledge.document-reread.v1"):
    """More, or something else, is known of a document's present text, which is the same.

    The text and its passages are told where the title or a language is another one, for by these it
    is found. Events of before that was noted tell nothing of title, language and media type.
    """

    document_id: UUID
    collection_id: UUID
    content_version: int
    elements_sha256: str | None
    transcript_sha256: str | None
    sketch: bytes = b""
    title: str = ""
    language: str = ""
    media_type: str = ""
    text_sha256: str = ""
    passages: tuple[Span, ...] = ()


class PassagesEmbedded(Event, frozen=True, kw_only=True, tag="knowledge.passages-embedded.v1"):
    """Vectors of some passages of a document are in the store; `remaining` more are to come."""

    document_id: UUID
    collection_id: UUID
    content_version: int
    model: str
    passages: tuple[Span, ...]
    remaining: int


class DocumentDeleted(Event, frozen=True, kw_only=True, tag="knowledge.document-deleted.v1"):
    """A document is gone from every search."""

    document_id: UUID
    collection_id: UUID
    content_version: int
    dropped: tuple[Span, ...]


EVENTS: tuple[type[Event], ...] = (
    CollectionCreated,
    AccessGranted,
    AccessRevoked,
    DocumentIngested,
    DocumentReread,
    PassagesEmbedded,
    DocumentDeleted,
    *UPLOAD_EVENTS,
)
