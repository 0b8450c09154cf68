"""Remember pages that perception captured."""

from asyncio import to_thread
from typing import ClassVar
from uuid import UUID

import msgspec

from aurora.commands.command import Command
from aurora.commands.knowledge.content import content_of, take_in
from aurora.domains.blobs import Blobs
from aurora.domains.knowledge.document import Content, Document, document_id
from aurora.domains.knowledge.ports import Knowledge, Languages, Reading, Sketcher, Splitter
from aurora.domains.knowledge.types import Role
from aurora.domains.principal import Permission


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """A captured page; its text is a blob already, and so is what is known of the text's parts."""

    collection_id: UUID
    owner_id: UUID
    url: str
    media_type: str
    title: str
    language: str
    text_sha256: str
    elements_sha256: str | None = None
    transcript_sha256: str | None = None

    @property
    def document_id(self) -> UUID:
        """The document that it becomes."""
        return document_id(self.collection_id, self.url)


class IngestCaptures(Command[None], frozen=True, kw_only=True):
    """Remember captured pages on behalf of whoever crawls, all of them at once."""

    permission = Permission.OPERATE
    gathers: ClassVar[str | None] = "captures"
    captures: tuple[Capture, ...]


async def ingest_captures(
    command: IngestCaptures,
    knowledge: Knowledge,
    blobs: Blobs,
    splitter: Splitter,
    languages: Languages,
    sketcher: Sketcher,
) -> None:
    """Take pages in, but those whose collection is gone or closed to the crawl's owner."""
    contents: list[tuple[Capture, Content]] = []
    for capture in await _welcome(command.captures, knowledge):
        text = (await blobs.get(capture.text_sha256)).decode()
        reading = Reading(text=text, title=capture.title, language=capture.language)
        content = await to_thread(
            content_of, reading, capture.media_type, splitter, languages, sketcher
        )
        contents.append((capture, content))
    await _take_in(contents, knowledge)


async def _welcome(captures: tuple[Capture, ...], knowledge: Knowledge) -> list[Capture]:
    async with knowledge.work() as work:
        known = await work.collections.many({capture.collection_id for capture in captures})
    return [
        capture
        for capture in captures
        if (collection := known.get(capture.collection_id))
        and collection.allows(capture.owner_id, Role.WRITER)
    ]


async def _take_in(contents: list[tuple[Capture, Content]], knowledge: Knowledge) -> None:
    if not contents:
        return
    async with knowledge.work() as work:
        ids = {capture.document_id for capture, _ in contents}
        documents = dict(await work.documents.many(ids))
        for capture, content in contents:
            if (id := capture.document_id) not in documents:
                documents[id] = Document(
                    id=id, collection_id=capture.collection_id, source_url=capture.url
                )
                work.documents.add(documents[id])
            take_in(_known(content, capture), documents[id], titled=bool(capture.title))


def _known(content: Content, capture: Capture) -> Content:
    return msgspec.structs.replace(
        content,
        elements_sha256=capture.elements_sha256,
        transcript_sha256=capture.transcript_sha256,
    )
