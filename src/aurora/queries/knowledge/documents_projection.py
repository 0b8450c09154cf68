"""Keeps the documents and their versions up."""

from collections.abc import Mapping

from msgspec.structs import replace

from aurora.domains.event import Recorded
from aurora.domains.knowledge.events import (
    DocumentDeleted,
    DocumentIngested,
    DocumentReread,
    PassagesEmbedded,
)
from aurora.queries.knowledge.likeness_projection import Kinship
from aurora.queries.knowledge.views import (
    DocumentView,
    LikenessView,
    Searchable,
    VersionView,
    version_id,
)
from aurora.queries.view import EVERYTHING, Views


async def project_documents(
    recorded: Recorded,
    documents: Views[DocumentView],
    versions: Views[VersionView],
    likenesses: Views[LikenessView],
) -> None:
    """Follow texts, vectors and deletions."""
    kinship = Kinship(documents, likenesses)
    match recorded.event:
        case DocumentIngested() as event:
            await versions.put(_version(recorded, event))
            await _ingested(recorded, event, documents, kinship)
        case DocumentReread() as event:
            await _reread(recorded, event, documents, versions, kinship)
        case PassagesEmbedded() as event:
            await _embedded(recorded, event, documents)
        case DocumentDeleted(document_id=id):
            await kinship.leave(id, recorded.version)
            await documents.forget(id, recorded.version)
            await _forget_versions(recorded, versions)
        case None:
            if await documents.get(recorded.aggregate_id):
                await kinship.leave(recorded.aggregate_id, recorded.version)
                await documents.forget(recorded.aggregate_id, recorded.version)
            await _forget_versions(recorded, versions)


async def _ingested(
    recorded: Recorded, event: DocumentIngested, documents: Views[DocumentView], kinship: Kinship
) -> None:
    before = await documents.get(event.document_id)
    if before is None or before.version <= recorded.version:
        view = _document(recorded, event, before)
        await kinship.enter(view, event.sketch, known=before is not None)


def _document(
    recorded: Recorded, event: DocumentIngested, before: DocumentView | None
) -> DocumentView:
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
        first_ingested_at=before.first_ingested_at if before else recorded.occurred_at,
        first_position=before.first_position if before else str(recorded.at),
        elements_sha256=event.elements_sha256,
        transcript_sha256=event.transcript_sha256,
        languages=_languages(event),
    )


def _languages(event: DocumentIngested | DocumentReread) -> Mapping[int, str]:
    return {one.start: one.language for one in event.passages if one.language}


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
        elements_sha256=event.elements_sha256,
        transcript_sha256=event.transcript_sha256,
    )


async def _reread(
    recorded: Recorded,
    event: DocumentReread,
    documents: Views[DocumentView],
    versions: Views[VersionView],
    kinship: Kinship,
) -> None:
    known = {
        "version": recorded.version,
        "elements_sha256": event.elements_sha256,
        "transcript_sha256": event.transcript_sha256,
        **{name: told for name in ("title", "language") if (told := getattr(event, name))},
    }
    if version := await versions.get(version_id(event.document_id, event.content_version)):
        await versions.put(replace(version, **known))
    view = await documents.get(event.document_id)
    if view and view.version <= recorded.version:
        media_type = event.media_type or view.media_type
        languages = _languages(event) if event.text_sha256 else view.languages
        shown = replace(view, **known, media_type=media_type, languages=languages)
        await kinship.enter(shown, event.sketch, known=True)


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
    for version in await versions.list(EVERYTHING, document_id=recorded.aggregate_id):
        await versions.forget(version.id, recorded.version)
