"""Remember a text that somebody hands in."""

import re
from asyncio import to_thread
from uuid import UUID

import msgspec

from aurora.commands.command import Command
from aurora.commands.knowledge.content import Ingested, content_of, find_or_add, take_in
from aurora.domains.blobs import Blobs
from aurora.domains.clock import Ids
from aurora.domains.errors import Invalid, NotFound
from aurora.domains.kept import Kept
from aurora.domains.knowledge.document import Document, document_id
from aurora.domains.knowledge.ports import (
    Knowledge,
    KnowledgeWork,
    Languages,
    Reader,
    Reading,
    Sketcher,
    Splitter,
)
from aurora.domains.knowledge.types import Role
from aurora.domains.principal import Permission, Principal

CONTENT_LIMIT = 5_000_000
TITLE_LIMIT = 500
URL_LIMIT = 2_000
TYPE_LIMIT = 200
LIMITS = {
    "content": CONTENT_LIMIT,
    "media_type": TYPE_LIMIT,
    "title": TITLE_LIMIT,
    "source_url": URL_LIMIT,
}
TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
SOURCE = re.compile(r"https?://(\[[0-9a-fA-F:.]+\](:\d+)?|[^\s/?#@\\\[\]]+)([/?#]\S*)?")


class IngestDocument(Command[Ingested], frozen=True, kw_only=True):
    """Remember a text: as a new document, or as a new version of the one with that id or URL."""

    permission = Permission.EDIT_DOCUMENTS
    collection_id: UUID
    content: str
    media_type: str = "text/plain"
    title: str | None = None
    source_url: str | None = None
    document_id: UUID | None = None


async def ingest_document(
    command: IngestDocument,
    by: Principal,
    knowledge: Knowledge,
    ids: Ids,
    blobs: Blobs,
    reader: Reader,
    splitter: Splitter,
    languages: Languages,
    sketcher: Sketcher,
) -> Ingested:
    """Read, split and keep the text, then record what is new about it."""
    _check(command)
    async with knowledge.work() as work:
        (await work.collections.get(command.collection_id)).require(Role.WRITER, by)
    reading = await _read(command, reader)
    content = await to_thread(content_of, reading, _type(command), splitter, languages, sketcher)
    kept = Kept.of(reading.text, reading.elements, reading.transcript)
    await blobs.put_all(kept.contents)
    content = msgspec.structs.replace(
        content,
        elements_sha256=kept.elements_sha256,
        transcript_sha256=kept.transcript_sha256,
    )
    async with knowledge.work() as work:
        (await work.collections.get(command.collection_id)).require(Role.WRITER, by)
        return take_in(content, await _document(command, work, ids))


async def _read(command: IngestDocument, reader: Reader) -> Reading:
    content = command.content.encode(errors="replace")
    encoded = f"{_type(command)}; charset=utf-8"
    reading = await reader.read(content, encoded, command.source_url)
    return msgspec.structs.replace(reading, title=command.title or reading.title)


async def _document(command: IngestDocument, work: KnowledgeWork, ids: Ids) -> Document:
    if command.document_id:
        document = await work.documents.get(command.document_id)
        if document.collection_id != command.collection_id:
            raise NotFound(f"no document {command.document_id}")
        return document
    url = command.source_url
    id = document_id(command.collection_id, url) if url else ids.new()
    return await find_or_add(work, id, command.collection_id, url)


def _type(command: IngestDocument) -> str:
    """Give the media type without its parameters: the text is decoded already."""
    return command.media_type.partition(";")[0].strip().lower()


def _check(command: IngestDocument) -> None:
    if not command.content.strip():
        raise Invalid("there is no text", "content")
    for field, limit in LIMITS.items():
        _check_text(getattr(command, field) or "", field, limit)
    if not TYPE.fullmatch(_type(command)):
        raise Invalid("a media type is written type/subtype", "media_type")
    if command.source_url is not None:
        _check_source(command.source_url)
        if command.document_id:
            raise Invalid("name the document by its id or by its URL, not by both", "source_url")


def _check_source(url: str) -> None:
    if not url.startswith(("http://", "https://")):
        raise Invalid("a source URL starts with http:// or https://", "source_url")
    if not (SOURCE.fullmatch(url) and url.isprintable()):
        raise Invalid("a source URL has a host, no user name and no white space", "source_url")


def _check_text(text: str, field: str, limit: int) -> None:
    if "\0" in text:
        raise Invalid("the text holds a NUL character", field)
    if len(text) > limit:
        raise Invalid(f"at most {limit} characters", field)
