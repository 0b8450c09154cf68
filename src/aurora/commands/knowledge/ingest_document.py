"""Remember a text that somebody hands in."""

import re
from uuid import UUID

import msgspec

from aurora.commands.command import Command
from aurora.commands.knowledge.content import Ingested, keep, take_in
from aurora.commands.knowledge.destination import (
    TYPE_LIMIT,
    check_naming,
    check_text,
    destination,
    title_of,
)
from aurora.domains.blobs import Blobs
from aurora.domains.clock import Ids
from aurora.domains.errors import Invalid
from aurora.domains.knowledge.ports import (
    Knowledge,
    Languages,
    Reader,
    Reading,
    Sketcher,
    Splitter,
)
from aurora.domains.knowledge.types import Role
from aurora.domains.principal import Permission, Principal

CONTENT_LIMIT = 5_000_000
TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)


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
    content = await keep(reading, _type(command), blobs, splitter, languages, sketcher)
    async with knowledge.work() as work:
        document = await destination(command, by, work, ids)
        return take_in(content, document, titled=bool(reading.title))


async def _read(command: IngestDocument, reader: Reader) -> Reading:
    content = command.content.encode(errors="replace")
    encoded = f"{_type(command)}; charset=utf-8"
    reading = await reader.read(content, encoded, command.source_url)
    return msgspec.structs.replace(reading, title=title_of(command) or reading.title)


def _type(command: IngestDocument) -> str:
    """Give the media type without its parameters: the text is decoded already."""
    return command.media_type.partition(";")[0].strip().lower()


def _check(command: IngestDocument) -> None:
    if not command.content.strip():
        raise Invalid("there is no text", "content")
    check_text(command.content, "content", CONTENT_LIMIT)
    check_text(command.media_type, "media_type", TYPE_LIMIT)
    if not TYPE.fullmatch(_type(command)):
        raise Invalid("a media type is written type/subtype", "media_type")
    check_naming(command)
