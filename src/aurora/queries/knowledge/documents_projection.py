"""Keeps the documents and their versions up."""

from msgspec.structs import replace

from aurora.domains.event import Recorded
from aurora.domains.knowledge.events import DocumentDeleted, DocumentIngested, PassagesEmbedded
from aurora.queries.knowledge.views import DocumentView, Searchable, VersionView, version_id
from aurora.queries.view import Slice, Views

ALL = Slice(limit=1_000_000)


async def project_documents(
    recorded: Recorded, documents: Views[DocumentView], versions: Views[VersionView]
) -> None:
    """Follow texts, vectors and deletions."""
    match recorded.event:
        case DocumentIngested() as event:
            await documents.put(_document(recorded, event))
            await versions.put(_version(recorded, event))
        case PassagesEmbedded() as event:
            await _embedded(recorded, event, documents)
        case DocumentDeleted(document_id=id):
            await documents.forget(id, recorded.version)
            await _forget_versions(recorded, versions)
        case None:
            if await documents.get(recorded.aggregate_id):
                await documents.forget(recorded.aggregate_id, recorded.version)
            await _forget_versions(recorded, versions)


def _document(recorded: Recorded, event: DocumentIngested) -> DocumentView:
    return DocumentView(
        id=event.document_id,
        version=recorded.version,
        collection_id=event.collection_id,
        title=event.title,
        language=event.language,
        media_type=event.media_type,
        source_url=event.source_url,
        content_version=event.content_version,
        text_sha256=event.text_sha256,
        characters=event.characters,
        passages=len(event.passages),
        embedded=0,
        searchable=Searchable(by_word=False, by_meaning=False),
        ingested_at=recorded.occurred_at,
        position=str(recorded.at),
    )


def _version(recorded: Recorded, event: DocumentIngested) -> VersionView:
    return VersionView(
        id=version_id(event.document_id, event.content_version),
        version=recorded.version,
        document_id=event.document_id,
        collection_id=event.collection_id,
        content_version=event.content_version,
        title=event.title,
        language=event.language,
        text_sha256=event.text_sha256,
        ingested_at=recorded.occurred_at,
    )


async def _embedded(
    recorded: Recorded, event: PassagesEmbedded, documents: Views[DocumentView]
) -> None:
    if view := await documents.get(event.document_id):
        shown = replace(
            view,
            version=recorded.version,
            embedded=view.passages - event.remaining,
            searchable=replace(view.searchable, by_meaning=event.remaining == 0),
        )
        await documents.put(shown)


async def _forget_versions(recorded: Recorded, versions: Views[VersionView]) -> None:
    for version in await versions.list(ALL, document_id=recorded.aggregate_id):
        await versions.forget(version.id, recorded.version)
