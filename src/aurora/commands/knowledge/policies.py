"""What follows in knowledge from what happened."""

from collections.abc import Iterator

from aurora.commands.knowledge.embed_passages import EmbedPassages, Version
from aurora.commands.knowledge.forget_uploads import ForgetUploads
from aurora.commands.knowledge.ingest_captures import Capture, IngestCaptures
from aurora.commands.knowledge.release_collections import ReleaseCollections
from aurora.domains.event import Recorded
from aurora.domains.identity.events import UserErased
from aurora.domains.knowledge.events import DocumentDeleted, DocumentIngested
from aurora.domains.perception.events import PageCaptured


def on_page_captured(recorded: Recorded) -> Iterator[IngestCaptures]:
    """A capture that is meant for a collection is remembered there."""
    match recorded.event:
        case PageCaptured(collection_id=collection_id, text_sha256=text_sha256) as page if (
            collection_id and text_sha256
        ):
            capture = Capture(
                collection_id=collection_id,
                owner_id=page.owner_id,
                url=page.url,
                media_type=page.media_type,
                title=page.title,
                language=page.language,
                text_sha256=text_sha256,
                elements_sha256=page.elements_sha256,
                transcript_sha256=page.transcript_sha256,
            )
            yield IngestCaptures(captures=(capture,))


def on_document_ingested(recorded: Recorded) -> Iterator[EmbedPassages]:
    """A new text is embedded in the background."""
    match recorded.event:
        case DocumentIngested(document_id=id, content_version=version):
            yield EmbedPassages(versions=(Version(id, version),))


def on_document_deleted(recorded: Recorded) -> Iterator[ForgetUploads]:
    """The files that a document was read from go with it."""
    match recorded.event:
        case DocumentDeleted(document_id=id):
            yield ForgetUploads(document_id=id, until=recorded.occurred_at)


def on_user_erased(recorded: Recorded) -> Iterator[ReleaseCollections]:
    """Who is forgotten holds no role in collections any more."""
    match recorded.event:
        case UserErased(user_id=id):
            yield ReleaseCollections(principal_id=id)
