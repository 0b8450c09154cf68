"""From what a document says to what is remembered of it."""

from asyncio import to_thread
from uuid import UUID

import msgspec

from aurora.commands.knowledge.passages import UNKNOWN, passages
from aurora.domains.blobs import Blobs
from aurora.domains.kept import Kept
from aurora.domains.knowledge.document import Content, Document
from aurora.domains.knowledge.ports import (
    KnowledgeWork,
    Languages,
    Reading,
    Sketcher,
    Splitter,
)
from aurora.domains.knowledge.types import Span

TITLE_LIMIT = 500
SAMPLE = 4_000


class Ingested(msgspec.Struct, frozen=True, kw_only=True):
    """Which document and version holds the text now, and whether that is news."""

    document_id: UUID
    version: int
    changed: bool


def content_of(
    reading: Reading, media_type: str, splitter: Splitter, languages: Languages, sketcher: Sketcher
) -> Content:
    """Give the facts of a text: its passages, its language, its sketch, and a title in any case."""
    text, stated = reading.text, reading.language
    language = languages.detect(text[:SAMPLE]) if stated == UNKNOWN else stated
    whole = Span.of(text, 0, len(text))
    return Content(
        title=(reading.title or _first_line(text))[:TITLE_LIMIT],
        language=language,
        media_type=media_type,
        text_sha256=whole.sha256,
        characters=whole.end,
        passages=passages(text, language, splitter, languages),
        sketch=sketcher.sketch(text),
    )


async def keep(
    reading: Reading,
    media_type: str,
    blobs: Blobs,
    splitter: Splitter,
    languages: Languages,
    sketcher: Sketcher,
) -> Content:
    """Keep what was read, and give the facts of it."""
    content = await to_thread(content_of, reading, media_type, splitter, languages, sketcher)
    kept = Kept.of(reading.text, reading.elements, reading.transcript)
    await blobs.put_all(kept.contents)
    return msgspec.structs.replace(
        content,
        elements_sha256=kept.elements_sha256,
        transcript_sha256=kept.transcript_sha256,
    )


async def find_or_add(
    work: KnowledgeWork, id: UUID, collection_id: UUID, source_url: str | None
) -> Document:
    """Give the document, a new one where there is none."""
    if found := await work.documents.find(id):
        return found
    document = Document(id=id, collection_id=collection_id, source_url=source_url)
    work.documents.add(document)
    return document


def take_in(content: Content, document: Document, *, titled: bool) -> Ingested:
    """Give the document its text, which is `titled` where its title was not made up."""
    changed = document.ingest(content, titled=titled)
    return Ingested(document_id=document.id, version=document.content_version, changed=changed)


def _first_line(text: str) -> str:
    return text.lstrip().partition("\n")[0].strip("#>*-_ \t")
