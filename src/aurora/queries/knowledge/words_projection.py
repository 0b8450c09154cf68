"""Keeps the index by word up; whoever feeds it commits."""

from aurora.domains.blobs import Blobs, ContentLost
from aurora.domains.event import Recorded
from aurora.domains.knowledge.events import DocumentDeleted, DocumentIngested, DocumentReread
from aurora.domains.knowledge.types import PassageRef
from aurora.queries.knowledge.ports import LostText, WordIndexWriter, WordPassage


async def project_words(recorded: Recorded, words: WordIndexWriter, blobs: Blobs) -> None:
    """Index each new text in place of the one before, and one with another title or in another
    language anew; forget deleted and erased documents. A text that is lost is noted and keeps no
    other waiting.
    """
    match recorded.event:
        case (DocumentIngested() | DocumentReread()) as event if event.text_sha256:
            try:
                text = (await blobs.get(event.text_sha256)).decode()
            except ContentLost:
                await words.lose(LostText(document_id=event.document_id, at=recorded.at))
                return
            passages = _passages(event, text)
            await (words.add(passages) if passages else words.forget_document(event.document_id))
        case DocumentDeleted(document_id=id):
            await words.forget_document(id)
        case None:
            await words.forget_document(recorded.aggregate_id)


def _passages(event: DocumentIngested | DocumentReread, text: str) -> list[WordPassage]:
    return [
        WordPassage(
            ref=PassageRef(event.document_id, event.content_version, span.start, span.end),
            collection_id=event.collection_id,
            language=span.language or event.language,
            title=event.title,
            text=span.within(text),
        )
        for span in event.passages
    ]
