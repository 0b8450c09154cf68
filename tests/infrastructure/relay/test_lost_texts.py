"""A text that the store lost, on the real stores: it stops nobody, and is found when it is back."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from structlog.testing import capture_logs
from tests.databases import fresh_database, wiring

from aurora.domains.blobs import Blobs
from aurora.domains.errors import Unavailable
from aurora.domains.knowledge.document import Content, Document
from aurora.domains.knowledge.events import EVENTS
from aurora.domains.knowledge.types import Span
from aurora.infrastructure.blobs.local import LocalBlobs
from aurora.infrastructure.lexical.reader import TantivyWordIndex
from aurora.infrastructure.lexical.writer import TantivyWordWriter
from aurora.infrastructure.postgres.knowledge import PostgresKnowledge
from aurora.infrastructure.postgres.log import EventCodec, EventLog
from aurora.infrastructure.relay import words
from aurora.infrastructure.relay.words import WordSubscriber
from aurora.queries.knowledge.ports import WordIndexWriter
from aurora.queries.knowledge.words_projection import project_words
from aurora.queries.projection import Projection, Store

RIVERS = UUID(int=100)
WORDS = Projection(name="words", version=1, project=project_words, store=Store.WORDS)


@dataclass(kw_only=True)
class Archive:
    """Texts in a directory, what was said of them in PostgreSQL, and the word index of both."""

    knowledge: PostgresKnowledge
    log: EventLog
    directory: Path
    words: Path

    def __post_init__(self) -> None:
        self.blobs = LocalBlobs(self.directory, cached_bytes=0)
        self.writer, self.reader = TantivyWordWriter(self.words), TantivyWordIndex(self.words)
        ports = {Blobs: self.blobs, WordIndexWriter: self.writer}
        self.subscriber = WordSubscriber(WORDS, self.log, self.writer, ports)

    async def ingest(self, text: str, document: Document | None = None) -> Document:
        """Keep a text, and say that there is one."""
        sha256 = await self.blobs.put(text.encode())
        content = Content(
            title="",
            language="en",
            media_type="text/plain",
            text_sha256=sha256,
            characters=len(text),
            passages=(Span.of(text, 0, len(text)),),
        )
        async with self.knowledge.work() as work:
            made = Document(id=uuid4(), collection_id=RIVERS, source_url=None)
            found = await work.documents.get(document.id) if document else made
            found.ingest(content)
            if not document:
                work.documents.add(found)
        return found

    def place(self, text: str) -> Path:
        """Tell where a text is kept."""
        [place] = self.directory.glob(f"*/{Span.of(text, 0, len(text)).sha256}.zst")
        return place

    async def follow(self) -> None:
        """Bring the index up to the present."""
        while await self.subscriber.step():
            pass

    async def found(self) -> set[UUID]:
        """Give the documents about rivers."""
        hits = await self.reader.search("river", language="en", collections=[RIVERS], limit=9)
        return {hit.passage.document_id for hit in hits}

    async def lost(self) -> set[UUID]:
        """Give the documents whose texts are lost."""
        return {one.document_id for one in await self.reader.lost()}


@pytest.fixture
async def archive(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Archive]:
    monkeypatch.setattr(words, "LOST_SECONDS", -1.0)
    async with fresh_database(postgres_url) as engine:
        archive = Archive(
            knowledge=PostgresKnowledge(wiring(engine, EVENTS)),
            log=EventLog(engine, EventCodec(EVENTS)),
            directory=tmp_path / "blobs",
            words=tmp_path / "words",
        )
        yield archive
        archive.reader.close()
        await archive.writer.close()
        archive.blobs.close()


TEXTS = ["A long river.", "A wide river.", "A cold river."]


def damage(place: Path, how: str) -> None:
    """Let a text be missing or torn."""
    if how == "missing":
        place.unlink()
    else:
        place.write_bytes(b"torn")


@pytest.mark.parametrize("how", ["missing", "torn"])
async def test_a_lost_text_holds_up_no_other_and_is_found_when_it_is_back(
    archive: Archive, how: str
) -> None:
    long, wide, cold = [await archive.ingest(text) for text in TEXTS]
    place = archive.place(TEXTS[1])
    whole = place.read_bytes()
    damage(place, how)
    with capture_logs() as logs:
        for _ in range(3):
            await archive.follow()
    assert await archive.found() == {long.id, cold.id}
    assert await archive.lost() == {wide.id}
    assert [line["document"] for line in logs] == [str(wide.id)]

    place.write_bytes(whole)
    await archive.follow()
    assert await archive.found() == {long.id, wide.id, cold.id}
    assert await archive.lost() == set()


async def test_of_many_lost_texts_each_has_its_turn(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "LOST_AT_ONCE", 2)
    documents = [await archive.ingest(text) for text in TEXTS]
    await archive.ingest("What stays.")
    whole = {archive.place(text): archive.place(text).read_bytes() for text in TEXTS}
    for place in whole:
        place.unlink()
    await archive.follow()
    assert await archive.lost() == {one.id for one in documents}

    last, content = whole.popitem()
    last.write_bytes(content)
    for _ in range(3):
        await archive.follow()
    assert await archive.found() == {documents[-1].id}


@pytest.mark.parametrize("deleted", [True, False])
async def test_a_lost_text_that_is_wanted_no_more_is_not_missed(
    archive: Archive, deleted: bool
) -> None:
    long, _ = [await archive.ingest(text) for text in TEXTS[:2]]
    archive.place(TEXTS[0]).unlink()
    await archive.follow()
    assert await archive.lost() == {long.id}

    if deleted:
        async with archive.knowledge.work() as work:
            (await work.documents.get(long.id)).delete()
    else:
        await archive.ingest("A longer river.", long)
    await archive.follow()
    assert await archive.lost() == set()
    assert (long.id in await archive.found()) is not deleted


async def test_a_store_of_texts_that_is_away_is_waited_for(archive: Archive) -> None:
    documents = [await archive.ingest(text) for text in TEXTS]
    elsewhere = archive.directory.rename(archive.directory.with_name("unmounted"))
    archive.directory.mkdir()
    with pytest.raises(Unavailable, match="is empty"):
        await archive.follow()

    archive.directory.rmdir()
    elsewhere.rename(archive.directory)
    await archive.follow()
    assert await archive.found() == {one.id for one in documents}
