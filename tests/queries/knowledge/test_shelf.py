"""Bringing ranked passages back to their texts."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID, uuid4

from tests.library import Library

from aurora.domains.knowledge.types import PassageRef
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.views import MemoryViews
from aurora.queries.knowledge.fusion import Fused
from aurora.queries.knowledge.shelf import Shelf
from aurora.queries.knowledge.views import DocumentView


class CountedViews(MemoryViews[DocumentView]):
    """Views that remember which ones were asked for."""

    def __init__(self) -> None:
        super().__init__(DocumentView)
        self.asked: list[UUID] = []

    async def many(self, ids: Sequence[UUID]) -> Mapping[UUID, DocumentView]:
        self.asked += ids
        return await super().many(ids)


class CountedBlobs(MemoryBlobs):
    """Contents that remember which ones were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    async def many(self, hashes: Collection[str]) -> Mapping[str, bytes]:
        self.asked += hashes
        return await super().many(hashes)


class Shelved:
    """A shelf over views and texts that are counted, and passages that are whole texts."""

    def __init__(self) -> None:
        self.views, self.blobs = CountedViews(), CountedBlobs()
        self.shelf = Shelf(documents=self.views, blobs=self.blobs)
        self._library = Library()

    async def add(self, text: str) -> Fused:
        library = self._library
        collection = await library.found(text)
        view = await library.document((await library.ingest(collection, text)).document_id)
        for sha256 in filter(None, (view.text_sha256, view.elements_sha256)):
            await self.blobs.put(await library.blobs.get(sha256))
        await self.views.put(view)
        key = PassageRef(view.id, view.content_version, 0, len(text)).key
        return Fused(key=key, collection_id=collection, score=1.0, word=1.0, meaning=0.0)


async def test_what_was_laid_out_is_not_read_again() -> None:
    one = Shelved()
    nile, amazon = await one.add("The Nile."), await one.add("The Amazon.")
    await one.shelf.lay_out([nile.passage.document_id])
    found = await one.shelf.fetch([nile, amazon], [nile.collection_id, amazon.collection_id], 2)
    assert [passage.text for passage in found] == ["The Nile.", "The Amazon."]
    assert one.views.asked == [nile.passage.document_id, amazon.passage.document_id]
    assert len(one.blobs.asked) == len(set(one.blobs.asked)) == 4


async def test_what_was_laid_out_is_shown_only_where_it_may_be_read() -> None:
    one = Shelved()
    nile = await one.add("The Nile.")
    await one.shelf.lay_out([nile.passage.document_id])
    assert await one.shelf.fetch([nile], [uuid4()], 2) == []


async def test_laying_out_what_is_not_there_is_no_error() -> None:
    one = Shelved()
    await one.shelf.lay_out([uuid4()])
    assert one.blobs.asked == []
