"""Looking at a document."""

from uuid import uuid4

import pytest
from tests.library import Library
from tests.people import ADMIN, EDITOR, STRANGER, VIEWER

from aurora.commands.knowledge.ingest_document import IngestDocument
from aurora.domains.errors import NotFound, Unavailable
from aurora.domains.event import Position
from aurora.infrastructure.memory.indexes import MemoryWordIndex


async def test_it_is_shown_to_readers_with_its_facts() -> None:
    library = Library()
    rivers = await library.found()
    amazon = await library.ingest(
        rivers, "The Amazon.\n\nIt is long.", source_url="https://example.org/"
    )
    await library.let_in(rivers, VIEWER)
    view = await library.document(amazon.document_id, VIEWER)
    assert (view.characters, view.passages, view.language) == (24, 2, "en")
    assert (view.source_url, view.collection_id) == ("https://example.org/", rivers)


async def test_an_unreadable_one_answers_like_a_missing_one() -> None:
    library = Library()
    amazon = await library.ingest(await library.found(), "The Amazon.")
    for id in (amazon.document_id, uuid4()):
        with pytest.raises(NotFound, match=f"no document {id}"):
            await library.document(id, STRANGER)


async def test_who_manages_collections_sees_it() -> None:
    library = Library()
    amazon = await library.ingest(await library.found(), "The Amazon.")
    assert (await library.document(amazon.document_id, ADMIN)).content_version == 1


class SlowWords(MemoryWordIndex):
    """A word index whose commits come late, or that is away."""

    away = False

    async def commit(self, generation: str, upto: Position) -> bool:
        """Wait."""
        del generation, upto
        return False

    async def position(self) -> Position:
        if self.away:
            raise Unavailable("no word index yet")
        return await super().position()

    async def catch_up(self, upto: Position) -> None:
        await super().commit("memory", upto)


async def test_by_word_is_told_only_once_the_word_index_has_come_so_far() -> None:
    words = SlowWords()
    library = Library(words=words)
    amazon = await library.ingest(await library.found(), "The Amazon.")
    assert not (await library.document(amazon.document_id)).searchable.by_word
    await words.catch_up(library.record.head)
    assert (await library.document(amazon.document_id)).searchable.by_word
    words.away = True
    assert not (await library.document(amazon.document_id)).searchable.by_word


async def test_a_document_whose_text_is_lost_is_not_found_by_word_and_others_are() -> None:
    library = Library()
    rivers = await library.found()
    command = IngestDocument(collection_id=rivers, content="The Nile.")
    nile = await library.bus.send(command, EDITOR)
    library.blobs.contents.clear()
    amazon = await library.ingest(rivers, "The Amazon.")
    documents = [await library.document(one.document_id) for one in (nile, amazon)]
    assert [one.searchable.by_word for one in documents] == [False, True]


async def test_a_new_version_waits_for_both_indexes_again() -> None:
    words = SlowWords()
    library = Library(words=words)
    rivers = await library.found()
    amazon = await library.ingest(rivers, "The Amazon.")
    await words.catch_up(library.record.head)
    command = IngestDocument(
        collection_id=rivers, content="The long Amazon.", document_id=amazon.document_id
    )
    await library.bus.send(command, EDITOR)
    await library.settle()
    view = await library.document(amazon.document_id)
    assert (view.content_version, view.searchable.by_word) == (2, False)
