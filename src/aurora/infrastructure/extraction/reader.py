"""Documents that people hand in, read in the same workers as pages."""

from aurora.domains.errors import Invalid
from aurora.domains.knowledge.ports import Languages, Reading
from aurora.infrastructure.extraction.language import language
from aurora.infrastructure.extraction.page import READABLE, Source
from aurora.infrastructure.extraction.workers import ExtractionWorkers


class DocumentReader:
    """Reads plain text, Markdown and HTML."""

    def __init__(self, workers: ExtractionWorkers, languages: Languages) -> None:
        self._workers, self._languages = workers, languages

    async def read(self, content: bytes, media_type: str, url: str | None = None) -> Reading:
        """Give what the document says; raise Invalid for what is no such text."""
        source = Source(content=content, content_type=media_type or "text/plain", url=url)
        if source.media_type not in READABLE:
            raise Invalid(f"documents of type {source.media_type!r} cannot be read", "media_type")
        outcome = await self._workers.read(source)
        if outcome.binary:
            raise Invalid("the content is binary, not text", "content")
        if outcome.fault:
            raise Invalid(f"the content cannot be read: {outcome.fault}", "content")
        if outcome.extracted is None or not outcome.extracted.text:
            raise Invalid("the content holds no text", "content")
        found = outcome.extracted
        spoken = language(found.text, found.language, self._languages)
        return Reading(
            text=found.text,
            title=found.title,
            language=spoken,
            elements=found.elements,
            transcript=found.transcript,
        )
