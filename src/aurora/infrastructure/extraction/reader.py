"""Documents that people hand in, read in workers: texts in those of pages, all others, that may
take far longer, in some of their own.
"""

from aurora.domains.knowledge.ports import Languages, Reading
from aurora.domains.perception.types import Extracted
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.formats import is_document
from aurora.infrastructure.extraction.language import language
from aurora.infrastructure.extraction.page import READABLE, Source
from aurora.infrastructure.extraction.worker import Outcome
from aurora.infrastructure.extraction.workers import ExtractionWorkers, WorkLimits

DOCUMENTS_AT_ONCE = 2
LIMITS = WorkLimits(memory=2 << 30, cpu_seconds=120, wall_seconds=300.0, sources=100)


class DocumentReader:
    """Reads plain text, Markdown, HTML and documents of many formats."""

    def __init__(
        self,
        workers: ExtractionWorkers,
        documents: ExtractionWorkers,
        languages: Languages,
        ocr: str = "",
    ) -> None:
        self._workers, self._documents, self._languages = workers, documents, languages
        self._ocr = ocr

    async def read(self, content: bytes, media_type: str, url: str | None = None) -> Reading:
        """Give what the document says; raise Invalid for what cannot be read, Unreadable with a
        reason for what could be if it were whole, open and of a size.
        """
        source = Source(
            content=content, content_type=media_type or "text/plain", url=url, ocr=self._ocr
        )
        document = is_document(source.media_type)
        if not document and source.media_type not in READABLE:
            detail = f"documents of type {source.media_type!r} cannot be read"
            raise Unreadable(UnreadableReason.UNSUPPORTED, detail, "media_type")
        outcome = await (self._documents if document else self._workers).read(source)
        found = _extracted(outcome)
        spoken = language(found.text, found.language, self._languages)
        return Reading(
            text=found.text,
            title=found.title,
            language=spoken,
            elements=found.elements,
            transcript=found.transcript,
        )


def _extracted(outcome: Outcome) -> Extracted:
    if outcome.binary:
        raise Unreadable(UnreadableReason.DAMAGED, "the content is binary, not text")
    if outcome.fault:
        reason = outcome.reason or UnreadableReason.DAMAGED
        raise Unreadable(reason, f"the content cannot be read: {outcome.fault}")
    if outcome.extracted is None or not outcome.extracted.text:
        raise Unreadable(UnreadableReason.EMPTY, "the content holds no text")
    return outcome.extracted
