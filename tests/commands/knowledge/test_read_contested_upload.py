"""Files for documents that somebody else changes while they are read."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from tests.handed_in import become, hand_in, stored
from tests.library import Library
from tests.people import EDITOR

from aurora.commands.again import TRIES
from aurora.commands.knowledge.ingest_document import IngestDocument
from aurora.commands.knowledge.read_upload import ReadUpload, read_upload
from aurora.domains.errors import Stale
from aurora.domains.knowledge.ports import KnowledgeWork
from aurora.infrastructure.memory.models import MemoryLanguages, MemorySketcher, MemorySplitter
from aurora.infrastructure.memory.web import MemoryReader


class Counting(MemoryReader):
    """Counts what it reads."""

    times = 0

    async def read(self, content: bytes, media_type: str, url: str | None = None) -> Any:
        """Count it and read it."""
        self.times += 1
        return await super().read(content, media_type, url)


class Rival:
    """Knowledge where somebody changes the same document just before a change of it is kept."""

    def __init__(self, library: Library, changes: int) -> None:
        self._library = library
        self._left = changes

    @asynccontextmanager
    async def work(self) -> AsyncIterator[KnowledgeWork]:
        """Open a unit of work that may come too late."""
        async with self._library.knowledge.work() as work:
            yield work
            for document in work.documents.changed():
                if self._left:
                    self._left -= 1
                    rival = IngestDocument(
                        collection_id=document.collection_id,
                        document_id=document.id,
                        content=f"The rival says {self._left}.",
                    )
                    await self._library.bus.send(rival, EDITOR)


async def read_beside(library: Library, rival: Rival, reader: Counting) -> Any:
    first = await hand_in(library, await library.found())
    await become(library, first)
    present = await library.document(first.document_id)
    second = await hand_in(
        library, present.collection_id, b"The Nile is long.", document_id=first.document_id
    )
    await read_upload(
        ReadUpload(upload_id=second.id),
        EDITOR,
        rival,
        library.blobs,
        reader,
        MemorySplitter(),
        MemoryLanguages(),
        MemorySketcher(),
    )
    return await stored(library, second.id)


async def test_a_file_is_read_once_whoever_changes_its_document_meanwhile() -> None:
    library, reader = Library(), Counting()
    upload = await read_beside(library, Rival(library, TRIES - 1), reader)
    assert (upload.status, upload.attempts, reader.times) == ("read", 1, 1)
    assert upload.content_version == 1 + TRIES


async def test_a_document_that_never_rests_is_left_to_another_attempt() -> None:
    library, reader = Library(), Counting()
    with pytest.raises(Stale):
        await read_beside(library, Rival(library, TRIES), reader)
    assert reader.times == 1
