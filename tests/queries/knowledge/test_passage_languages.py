"""Passages of one document in several languages."""

from collections.abc import Sequence

from tests.library import Library

from aurora.infrastructure.memory.indexes import MemoryWordIndex
from aurora.queries.knowledge.ports import WordPassage

IN_TWO = (
    "The council has met in the town hall, and it is the will of the people that the bridge is to "
    "be built with stone.\n\n"
    "A ponte foi aprovada pelo conselho, que se reuniu na praça com os moradores da cidade, e não "
    "é para os carros."
)


class WatchedWords(MemoryWordIndex):
    """Remembers the languages of what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.languages: list[str] = []

    async def add(self, passages: Sequence[WordPassage]) -> None:
        self.languages += [passage.language for passage in passages]
        await super().add(passages)


async def test_each_passage_is_indexed_and_shown_in_its_own_language() -> None:
    words = WatchedWords()
    library = Library(words=words)
    made = await library.ingest(await library.found(), IN_TWO)
    assert words.languages == ["en", "pt"]
    assert (await library.document(made.document_id)).language == "en"
    assert [hit.language for hit in await library.search("bridge", limit=1)] == ["en"]
    assert [hit.language for hit in await library.search("ponte", limit=1)] == ["pt"]
