"""Leaving a file to another worker."""

import asyncio
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

from tests.handed_in import become, hand_in, stored
from tests.library import Library
from tests.people import EDITOR

from aurora.commands.knowledge.hand_back_upload import HandBackUpload
from aurora.commands.knowledge.read_upload import ReadUpload
from aurora.domains.knowledge.upload import ATTEMPTS, UploadStatus
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.web import MemoryReader


class Slow(MemoryReader):
    """Never ends a file, until it may."""

    def __init__(self) -> None:
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()

    async def read(self, *given: Any) -> Any:
        """Wait, then read."""
        self.begun.set()
        await self.go_on.wait()
        return await super().read(*given)


async def stop_while_it_is_read(library: Library, reader: Slow, id: UUID) -> None:
    command = ReadUpload(upload_id=id)
    reading = asyncio.create_task(library.bus.send(command, EDITOR))
    await reader.begun.wait()
    reader.begun.clear()
    reading.cancel()
    with suppress(asyncio.CancelledError):
        await reading
    await library.bus.send(command.when_handed_back(), SYSTEM)


async def test_a_file_is_read_however_many_workers_were_told_to_stop_over_it() -> None:
    reader = Slow()
    library = Library(reader=reader)
    received = await hand_in(library, await library.found())
    for _ in range(ATTEMPTS + 1):
        await stop_while_it_is_read(library, reader, received.id)
        upload = await stored(library, received.id)
        assert upload
        assert (upload.status, upload.attempts) == (UploadStatus.RECEIVED, 0)
    reader.go_on.set()
    told = await become(library, received)
    assert (told.status, told.content_version) == (UploadStatus.READ, 1)


async def test_nothing_comes_of_handing_back_what_was_read_or_forgotten() -> None:
    library = Library()
    received = await hand_in(library, await library.found())
    told = await become(library, received)
    events = len(library.record.log)
    for id in (received.id, uuid4()):
        await library.bus.send(HandBackUpload(upload_id=id), SYSTEM)
    assert len(library.record.log) == events
    assert await become(library, received) == told
