"""The document: a text worth keeping, its versions and its passages."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from aurora.domains.aggregate import Aggregate
from aurora.domains.errors import Conflict
from aurora.domains.knowledge.events import (
    DocumentDeleted,
    DocumentIngested,
    DocumentReread,
    PassagesEmbedded,
)
from aurora.domains.knowledge.types import Span


def document_id(collection_id: UUID, url: str) -> UUID:
    """Give the identity of what a URL says, within a collection."""
    return uuid5(NAMESPACE_URL, f"{collection_id}/{url}")


class AlreadyDeleted(Conflict):
    """The document is gone already."""


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a document's text, as facts about it."""

    title: str
    language: str
    media_type: str
    text_sha256: str
    characters: int
    passages: tuple[Span, ...]
    elements_sha256: str | None = None
    transcript_sha256: str | None = None
    sketch: bytes = b""

    def reread(self, other: "Content", *, titled: bool) -> "Content":
        """Give the same text with what another reading of it found out; a title that nobody gave
        takes the place of none, and languages go with the passages that they are told of.
        """
        told = other if _places(other.passages) == _places(self.passages) else self
        return msgspec.structs.replace(
            self,
            title=other.title if titled else self.title,
            language=told.language,
            passages=told.passages,
            media_type=other.media_type,
            elements_sha256=other.elements_sha256 or self.elements_sha256,
            transcript_sha256=other.transcript_sha256 or self.transcript_sha256,
            sketch=other.sketch or self.sketch,
        )


def _places(passages: Sequence[Span]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in passages]


@dataclass(kw_only=True, eq=False)
class Document(Aggregate):
    """A text worth keeping, and where it came from."""

    collection_id: UUID
    source_url: str | None = None
    content_version: int = 0
    content: Content | None = None
    embedded: frozenset[str] = frozenset()
    deleted: bool = False

    def ingest(self, content: Content, *, titled: bool = True) -> bool:
        """Take a text in; False when it is the one that is there already, of which more may be
        known now. It is `titled` where its title was not made up for want of one. A deleted
        document comes back.
        """
        if self.content and not self.deleted and self.content.text_sha256 == content.text_sha256:
            self._reread(self.content, self.content.reread(content, titled=titled))
            return False
        dropped = self.content.passages if self.content and not self.deleted else ()
        self.content, self.deleted, self.embedded = content, False, frozenset()
        self.content_version += 1
        self.record(
            DocumentIngested(
                document_id=self.id,
                collection_id=self.collection_id,
                content_version=self.content_version,
                source_url=self.source_url,
                dropped=dropped,
                **msgspec.structs.asdict(content),
            )
        )
        return True

    def entitle(self, title: str | None) -> None:
        """Give the present text another title; none, or the same one again, changes nothing."""
        if self.content and title:
            self._reread(self.content, msgspec.structs.replace(self.content, title=title))

    def _reread(self, before: Content, content: Content) -> None:
        if content == before:
            return
        found_by = [(one.title, one.language, one.passages) for one in (before, content)]
        same = found_by[0] == found_by[1]
        self.content = content
        self.record(
            DocumentReread(
                document_id=self.id,
                collection_id=self.collection_id,
                content_version=self.content_version,
                elements_sha256=content.elements_sha256,
                transcript_sha256=content.transcript_sha256,
                sketch=content.sketch,
                title=content.title,
                language=content.language,
                media_type=content.media_type,
                text_sha256="" if same else content.text_sha256,
                passages=() if same else content.passages,
            )
        )

    def to_embed(self, content_version: int) -> tuple[Span, ...]:
        """Give the passages of that version that have no vectors yet; none once it was replaced."""
        if self.deleted or self.content is None or self.content_version != content_version:
            return ()
        return tuple(span for span in self.content.passages if span.sha256 not in self.embedded)

    def embed(self, content_version: int, model: str, hashes: Set[str]) -> None:
        """Note that vectors of the texts with these hashes are kept; nothing once the version was
        replaced.
        """
        waiting = self.to_embed(content_version)
        done = tuple(span for span in waiting if span.sha256 in hashes)
        if not done:
            return
        self.embedded |= {span.sha256 for span in done}
        self.record(
            PassagesEmbedded(
                document_id=self.id,
                collection_id=self.collection_id,
                content_version=content_version,
                model=model,
                passages=done,
                remaining=len(self.to_embed(content_version)),
            )
        )

    def delete(self) -> None:
        """Take the document out of every search."""
        if self.deleted or self.content is None:
            raise AlreadyDeleted("the document was deleted before")
        self.deleted = True
        self.record(
            DocumentDeleted(
                document_id=self.id,
                collection_id=self.collection_id,
                content_version=self.content_version,
                dropped=self.content.passages,
            )
        )
