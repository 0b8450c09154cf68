"""Keeps the index by meaning up."""

from collections.abc import Sequence
from uuid import UUID

from aurora.domains.event import Recorded
from aurora.domains.knowledge.events import DocumentDeleted, DocumentIngested, PassagesEmbedded
from aurora.domains.knowledge.ports import Embeddings
from aurora.domains.knowledge.types import PassageRef, Span
from aurora.queries.knowledge.ports import MeaningIndexWriter


async def project_meaning(
    recorded: Recorded, meaning: MeaningIndexWriter, embeddings: Embeddings
) -> None:
    """Add passages whose vectors are kept, drop those of replaced and deleted texts.

    An erased event no longer tells its passages; what they left is never shown, for the documents'
    view forgets them.
    """
    match recorded.event:
        case DocumentIngested(document_id=id, dropped=dropped) as event if dropped:
            refs = _refs(id, event.content_version - 1, dropped)
            await meaning.forget(event.collection_id, refs)
        case PassagesEmbedded() as event:
            await _add(event, meaning, embeddings)
        case DocumentDeleted(document_id=id, dropped=dropped) as event:
            refs = _refs(id, event.content_version, dropped)
            await meaning.forget(event.collection_id, refs)


async def _add(
    event: PassagesEmbedded, meaning: MeaningIndexWriter, embeddings: Embeddings
) -> None:
    kept = await embeddings.get(event.model, [span.sha256 for span in event.passages])
    refs = _refs(event.document_id, event.content_version, event.passages)
    vectors = {
        ref: kept[span.sha256]
        for ref, span in zip(refs, event.passages, strict=True)
        if span.sha256 in kept
    }
    if vectors:
        await meaning.add(event.collection_id, vectors)


def _refs(document_id: UUID, version: int, spans: Sequence[Span]) -> list[PassageRef]:
    return [PassageRef(document_id, version, span.start, span.end) for span in spans]
