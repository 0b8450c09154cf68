"""Remember a page that perception captured."""

from asyncio import to_thread
from uuid import UUID

from msgspec.structs import replace

from aurora.commands.command import Command
from aurora.commands.knowledge.content import Ingested, content_of, find_or_add, take_in
from aurora.domains.blobs import Blobs
from aurora.domains.knowledge.document import document_id
from aurora.domains.knowledge.ports import Knowledge, Languages, Reading, Sketcher, Splitter
from aurora.domains.knowledge.types import Role
from aurora.domains.principal import Permission


class IngestCapture(Command[Ingested | None], frozen=True, kw_only=True):
    """Remember a captured page on behalf of whoever crawls; its text is a blob already, and so is
    what is known of the text's parts.
    """

    permission = Permission.OPERATE
    collection_id: UUID
    owner_id: UUID
    url: str
    media_type: str
    title: str
    language: str
    text_sha256: str
    elements_sha256: str | None = None
    transcript_sha256: str | None = None


async def ingest_capture(
    command: IngestCapture,
    knowledge: Knowledge,
    blobs: Blobs,
    splitter: Splitter,
    languages: Languages,
    sketcher: Sketcher,
) -> Ingested | None:
    """Take the page in; None where the collection is gone or closed to the crawl's owner."""
    if not await _open(command, knowledge):
        return None
    text = (await blobs.get(command.text_sha256)).decode()
    reading = Reading(text=text, title=command.title, language=command.language)
    content = await to_thread(
        content_of, reading, command.media_type, splitter, languages, sketcher
    )
    content = replace(
        content,
        elements_sha256=command.elements_sha256,
        transcript_sha256=command.transcript_sha256,
    )
    id = document_id(command.collection_id, command.url)
    async with knowledge.work() as work:
        return take_in(content, await find_or_add(work, id, command.collection_id, command.url))


async def _open(command: IngestCapture, knowledge: Knowledge) -> bool:
    async with knowledge.work() as work:
        collection = await work.collections.find(command.collection_id)
    return collection is not None and collection.allows(command.owner_id, Role.WRITER)
