"""Workers that stop over a file, on the real stores: told to, they count no attempt; killed, they
do.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.databases import fresh_database, wiring
from tests.flushable import own_redis
from tests.harness import Harness
from tests.people import EDITOR
from tests.workshop import until

from aurora.commands.knowledge.hand_back_upload import hand_back_upload
from aurora.commands.knowledge.read_upload import ReadUpload, read_upload
from aurora.domains.blobs import Blobs
from aurora.domains.knowledge.collection import Collection
from aurora.domains.knowledge.events import EVENTS
from aurora.domains.knowledge.kept_file import SEAL
from aurora.domains.knowledge.ports import Knowledge, Languages, Reader, Sketcher, Splitter
from aurora.domains.knowledge.upload import ATTEMPTS, File, Upload, UploadStatus
from aurora.infrastructure import tasks
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.models import MemoryLanguages, MemorySketcher, MemorySplitter
from aurora.infrastructure.memory.web import MemoryReader
from aurora.infrastructure.postgres.jobs import Job, PostgresJobs
from aurora.infrastructure.postgres.knowledge import PostgresKnowledge
from aurora.infrastructure.system import SystemClock
from aurora.infrastructure.tasks import JobEngine, Worker

TEXT = b"# Rivers\n\nThe Amazon is long.\n"


class Slow(MemoryReader):
    """Never ends a file, until it may."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()

    async def read(self, *given: Any) -> Any:
        """Wait, then read."""
        await self.go_on.wait()
        return await super().read(*given)


class Desk:
    """A file that waits in PostgreSQL, and workers that come for it one after another."""

    def __init__(self, engine: AsyncEngine, redis_url: str) -> None:
        self.knowledge = PostgresKnowledge(wiring(engine, EVENTS))
        self.jobs = PostgresJobs(engine, {"ReadUpload": ReadUpload})
        self.engine = JobEngine(redis_url, self.jobs)
        self.blobs, self.reader = MemoryBlobs(), Slow()
        ports: dict[Any, Any] = {
            Knowledge: self.knowledge,
            Blobs: self.blobs,
            Reader: self.reader,
            Splitter: MemorySplitter(),
            Sketcher: MemorySketcher(),
            Languages: MemoryLanguages(),
        }
        self.bus = Harness([read_upload, hand_back_upload], ports).bus
        self.command = ReadUpload(upload_id=uuid4())

    async def hand_in(self) -> None:
        """Keep a file and ask for it to be read."""
        kept = await self.blobs.put(bytes(SEAL) + TEXT)
        facts = {"name": "a.md", "media_type": "text/markdown", "sha256": "s"}
        file = File(**facts, size=len(TEXT), kept_sha256=kept)
        async with self.knowledge.work() as work:
            collection = Collection.create(uuid4(), "Rivers", EDITOR.id)
            upload = Upload(
                id=self.command.upload_id,
                collection_id=collection.id,
                document_id=uuid4(),
                uploader_id=EDITOR.id,
                received_at=SystemClock().now(),
                file=file,
            )
            upload.receive()
            work.collections.add(collection)
            work.uploads.add(upload)
        job = Job(id=uuid4(), command=self.command, by=EDITOR, due_at=SystemClock().now())
        await self.engine.add(job)

    async def upload(self) -> Upload:
        """Give it as it is stored."""
        async with self.knowledge.work() as work:
            return await work.uploads.get(self.command.upload_id)

    async def reads(self) -> bool:
        """Tell whether somebody reads it."""
        return (await self.upload()).status is UploadStatus.READING

    def reads_for(self, attempt: int) -> Callable[[], Awaitable[bool]]:
        """Tell whether somebody makes that attempt."""

        async def begun() -> bool:
            return (await self.upload()).attempts == attempt

        return begun

    async def is_read(self) -> bool:
        """Tell whether somebody has read it."""
        return (await self.upload()).status is UploadStatus.READ

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Have one worker until it is told to stop."""
        working = asyncio.create_task(Worker(self.engine, self.jobs, self.bus).run())
        yield
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working


@pytest.fixture
async def desk(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    monkeypatch.setattr(tasks, "STOP_SECONDS", 0.1)
    async with fresh_database(postgres_url) as engine, own_redis() as redis_url:
        desk = Desk(engine, redis_url)
        await desk.hand_in()
        yield desk
        await desk.engine.close()


async def test_a_worker_that_is_told_to_stop_uses_up_no_attempt(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "SWEEP_SECONDS", 0.1)
    for _ in range(ATTEMPTS + 1):
        async with desk.at_work():
            await until(desk.reads)
        upload = await desk.upload()
        assert (upload.status, upload.attempts) == (UploadStatus.RECEIVED, 0)
    desk.reader.go_on.set()
    async with desk.at_work():
        await until(desk.is_read)


async def test_a_worker_that_is_killed_uses_up_an_attempt(desk: Desk) -> None:
    for attempt in range(1, ATTEMPTS + 1):
        killed = asyncio.create_task(desk.bus.send(desk.command, EDITOR))
        await until(desk.reads_for(attempt))
        killed.cancel()  # and nobody hands the job back
        await asyncio.gather(killed, return_exceptions=True)
        assert (await desk.upload()).attempts == attempt
    await desk.bus.send(desk.command, EDITOR)
    assert (await desk.upload()).is_refused
