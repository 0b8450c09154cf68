"""Embedding in the background."""

from collections.abc import Sequence

from tests.library import Library
from tests.people import EDITOR

from aurora.commands.knowledge.embed_passages import LOST_SECONDS, SLICE, EmbedPassages, Version
from aurora.commands.knowledge.ingest_document import IngestDocument
from aurora.domains.knowledge.events import PassagesEmbedded
from aurora.domains.knowledge.types import Vector
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.models import MemoryEmbedder


class CountingEmbedder(MemoryEmbedder):
    """Remembers what it had to embed."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    async def passages(self, texts: Sequence[str]) -> Sequence[Vector]:
        self.seen += texts
        return await super().passages(texts)


class Lines:
    """Makes every line a passage."""

    def split(self, text: str) -> Sequence[tuple[int, int]]:
        starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
        ends = [*(start - 1 for start in starts[1:]), len(text)]
        return list(zip(starts, ends, strict=True))


def embedded(library: Library) -> list[PassagesEmbedded]:
    return [one.event for one in library.record.log if isinstance(one.event, PassagesEmbedded)]


async def test_a_long_text_is_embedded_slice_by_slice() -> None:
    library = Library(splitter=Lines())
    text = "\n".join(f"Line {number}" for number in range(SLICE + 7))
    ingested = await library.ingest(await library.found(), text)
    assert [(len(one.passages), one.remaining) for one in embedded(library)] == [(SLICE, 7), (7, 0)]
    view = await library.document(ingested.document_id)
    assert (view.embedded, view.searchable.by_meaning) == (SLICE + 7, True)


async def test_by_meaning_is_told_only_when_every_passage_has_its_vector() -> None:
    library = Library(splitter=Lines(), policies=())
    text = "\n".join(f"Line {number}" for number in range(SLICE + 1))
    command = IngestDocument(collection_id=await library.found(), content=text)
    ingested = await library.bus.send(command, EDITOR)
    step = EmbedPassages(versions=(Version(ingested.document_id, 1),))
    await library.bus.send(step, SYSTEM)
    library.record.jobs.clear()
    await library.settle()
    view = await library.document(ingested.document_id)
    assert view.searchable.by_word
    assert (view.embedded, view.searchable.by_meaning) == (SLICE, False)


async def test_the_same_text_is_never_embedded_twice() -> None:
    embedder = CountingEmbedder()
    library = Library(embedder=embedder, splitter=Lines())
    rivers = await library.found()
    await library.ingest(rivers, "Same\nSame\nOther")
    await library.ingest(rivers, "Other\nNew")
    assert sorted(embedder.seen) == ["New", "Other", "Same"]
    assert all(one.remaining == 0 for one in embedded(library))


async def test_a_replaced_version_is_left_alone() -> None:
    embedder = CountingEmbedder()
    library = Library(embedder=embedder)
    rivers = await library.found()
    first = await library.ingest(rivers, "The Amazon.")
    await library.ingest(rivers, "The Nile.", document_id=first.document_id)
    events, seen = len(library.record.log), len(embedder.seen)
    replaced = EmbedPassages(versions=(Version(first.document_id, 1),))
    await library.bus.send(replaced, SYSTEM)
    assert (len(library.record.log), len(embedder.seen)) == (events, seen)


async def test_an_unknown_document_is_no_error() -> None:
    library = Library()
    await library.bus.send(EmbedPassages(versions=(Version(EDITOR.id, 1),)), SYSTEM)
    assert not library.record.log


async def test_documents_are_embedded_together_and_a_long_one_lets_the_others_before() -> None:
    embedder = CountingEmbedder()
    library = Library(embedder=embedder, splitter=Lines(), policies=())
    rivers = await library.found()
    texts = ("\n".join(f"Long {number}" for number in range(2 * SLICE)), "Short\nLong 1", "Last")
    versions = []
    for text in texts:
        command = IngestDocument(collection_id=rivers, content=text)
        versions.append(Version((await library.bus.send(command, EDITOR)).document_id, 1))
    await library.bus.send(EmbedPassages(versions=tuple(versions)), SYSTEM)
    (again,) = library.record.jobs
    assert again.command == EmbedPassages(versions=(versions[2], versions[0], versions[1]))
    await library.settle()
    assert (len(embedder.seen), embedder.seen[SLICE]) == (2 * SLICE + 2, "Last")
    for version in versions:
        assert (await library.document(version.document_id)).searchable.by_meaning


async def test_what_is_kept_already_takes_no_place_in_a_slice() -> None:
    embedder = CountingEmbedder()
    library = Library(embedder=embedder, splitter=Lines())
    rivers = await library.found()
    text = "\n".join(f"Line {number}" for number in range(SLICE + 7))
    await library.ingest(rivers, text)
    await library.ingest(rivers, text + "\nNew")
    assert [(len(one.passages), one.remaining) for one in embedded(library)][2:] == [(SLICE + 8, 0)]
    assert len(embedder.seen) == SLICE + 8


async def test_a_lost_text_keeps_no_other_waiting_and_is_embedded_when_it_is_back() -> None:
    library = Library(splitter=Lines(), policies=())
    rivers = await library.found()
    commands = [
        IngestDocument(collection_id=rivers, content=f"The {name}.\nIt is long.")
        for name in ("Amazon", "Nile")
    ]
    lost, kept = [(await library.bus.send(one, EDITOR)).document_id for one in commands]
    await library.settle()
    sha256 = (await library.document(lost)).text_sha256
    text = library.blobs.contents.pop(sha256)
    together = EmbedPassages(versions=(Version(lost, 1), Version(kept, 1)))
    await library.bus.send(together, SYSTEM)
    await library.settle()
    told = [(await library.document(id)).searchable.by_meaning for id in (lost, kept)]
    assert told == [False, True]

    library.blobs.contents[sha256] = text
    library.clock.advance(LOST_SECONDS)
    await library.settle()
    assert (await library.document(lost)).searchable.by_meaning
