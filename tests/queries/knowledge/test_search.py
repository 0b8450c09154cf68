"""Looking for passages."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.library import Library
from tests.people import ADMIN, EDITOR, STRANGER, VIEWER

from aurora.domains.blobs import ContentLost
from aurora.domains.blocks import Cell, Heading, Paragraph, Run, Table
from aurora.domains.errors import Invalid, NotFound, Unavailable
from aurora.domains.knowledge.ports import Reading
from aurora.domains.knowledge.types import Vector
from aurora.domains.principal import Principal
from aurora.domains.writing import write
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.indexes import MemoryMeaningIndex, MemoryWordIndex
from aurora.infrastructure.memory.models import MemoryEmbedder
from aurora.infrastructure.memory.web import MemoryReader
from aurora.queries.knowledge.get_document_text import GetDocumentText
from aurora.queries.knowledge.ports import Ranked
from aurora.queries.knowledge.search import Search
from aurora.queries.knowledge.views import DocumentView

RIVERS = """# Rivers

The Amazon is the largest river by discharge of water.

## Africa

The Nile crosses eleven countries.
"""


class ColdEmbedder(MemoryEmbedder):
    """A model that is not loaded yet."""

    async def questions(self, texts: Sequence[str]) -> Sequence[Vector]:
        raise Unavailable(f"cannot embed {len(texts)} texts yet")


class LostMeaning(MemoryMeaningIndex):
    """A vector store that is away."""

    async def search(
        self, vector: Vector, *, collections: Sequence[UUID], limit: int
    ) -> Sequence[Ranked]:
        raise Unavailable(f"no answer for {len(vector)}, {len(collections)}, {limit}")


class LostWords(MemoryWordIndex):
    """A word index that is being rebuilt."""

    async def search(
        self, text: str, *, language: str, collections: Sequence[UUID], limit: int
    ) -> Sequence[Ranked]:
        raise Unavailable(f"no answer for {text}, {language}, {len(collections)}, {limit}")


async def with_rivers(library: Library) -> UUID:
    rivers = await library.found()
    await library.ingest(rivers, RIVERS, title="Rivers of the world")
    return rivers


async def test_a_hit_says_where_it_stands_and_why_it_was_found() -> None:
    library = Library()
    rivers = await with_rivers(library)
    hit = (await library.search("countries of the Nile"))[0]
    assert hit.text == "The Nile crosses eleven countries." == RIVERS[hit.start : hit.end]
    assert (hit.title, hit.headings) == ("Rivers of the world", ("Rivers", "Africa"))
    assert (hit.version, hit.language, hit.collection_id) == (1, "en", rivers)
    assert [hit.text[start:end] for start, end in hit.highlights] == ["Nile", "countries"]
    assert (hit.score, hit.parts.word, hit.parts.meaning) == (1.0, 1.0, 1.0)


class PagedReader(MemoryReader):
    """Reads a text as a document of three pages, with a table on the second."""

    async def read(self, content: bytes, media_type: str, url: str | None = None) -> Reading:
        said = await super().read(content, media_type, url)
        cells = tuple((Cell((Run(one),)),) for one in ("Discharge", "209,000 m³ a second"))
        blocks = (
            Heading(level=1, runs=(Run("Rivers"),), page=1),
            Paragraph(runs=(Run("The Amazon is long."),), page=1),
            Heading(level=2, runs=(Run("Numbers"),), page=2),
            Table(rows=cells, headers=1, page=2),
            Heading(level=2, runs=(Run("Bridges"),), page=3),
            Paragraph(runs=(Run("The bridge of Arcos is 90 metres long."),), page=3),
        )
        written = write(blocks)
        return replace(said, text=written.text, elements=written.elements)


async def test_a_hit_names_page_titles_and_kind_of_what_it_shows() -> None:
    library = Library(reader=PagedReader())
    await library.ingest(await library.found(), "to be read")
    (amazon,) = await library.search("amazon", limit=1)
    (table,) = await library.search("discharge", limit=1)
    assert (amazon.headings, amazon.pages, amazon.kind) == (("Rivers",), (1, 1), "paragraph")
    assert (table.headings, table.pages, table.kind) == (("Rivers", "Numbers"), (2, 2), "table")


async def test_a_citation_names_the_page_and_equals_the_stored_text() -> None:
    library = Library(reader=PagedReader())
    made = await library.ingest(await library.found(), "to be read")
    (cited,) = (await library.answer("How long is the bridge of Arcos?")).citations
    wanted = GetDocumentText(document_id=made.document_id, version=cited.version)
    stored = (await library.bus.ask(wanted, EDITOR)).text
    assert stored[cited.start : cited.end] == cited.quotation
    assert (cited.pages, cited.kind, cited.headings) == ((3, 3), "paragraph", ("Rivers", "Bridges"))


async def test_stop_words_are_never_highlighted() -> None:
    library = Library()
    text = "Esta é a ponte do estado, e a margem do rio está ali."
    await library.ingest(await library.found(), text)
    (hit,) = await library.search("a ponte do estado")
    assert [hit.text[start:end] for start, end in hit.highlights] == ["ponte", "estado"]


async def test_both_rankers_have_a_say() -> None:
    library = Library()
    await with_rivers(library)
    assert (await library.bus.ask(Search(q="Nile"), EDITOR)).based_on == ("words", "meaning")


@pytest.mark.parametrize(
    "library", [Library(embedder=ColdEmbedder()), Library(meaning=LostMeaning())]
)
async def test_without_model_or_vector_store_words_answer_and_say_so(library: Library) -> None:
    await with_rivers(library)
    found = await library.bus.ask(Search(q="Nile"), EDITOR)
    assert found.based_on == ("words",)
    assert [hit.score for hit in found.hits] == [1.0]


async def test_without_a_word_index_there_is_a_reason_and_no_empty_list() -> None:
    library = Library(words=LostWords())
    await with_rivers(library)
    with pytest.raises(Unavailable):
        await library.search("Nile")


async def test_at_most_the_wanted_number_comes() -> None:
    library = Library()
    await library.ingest(await library.found(), "\n\n".join(f"River {n}." for n in range(9)))
    assert len(await library.search("river", limit=4)) == 4


async def test_named_collections_narrow_the_search() -> None:
    library = Library()
    await with_rivers(library)
    lakes = await library.found("Lakes")
    await library.ingest(lakes, "Lake Victoria feeds the Nile.")
    hits = await library.search("Nile", collection_ids=(lakes,))
    assert {hit.collection_id for hit in hits} == {lakes}


@pytest.mark.parametrize("by", [STRANGER, VIEWER])
async def test_naming_an_unreadable_collection_is_like_naming_a_missing_one(by: Principal) -> None:
    library = Library()
    rivers = await with_rivers(library)
    for id in (rivers, uuid4()):
        with pytest.raises(NotFound, match=f"no collection {id}"):
            await library.search("Nile", by, collection_ids=(id,))


async def test_who_manages_collections_finds_everything() -> None:
    library = Library()
    await with_rivers(library)
    assert await library.search("Nile", ADMIN)


async def test_a_passage_whose_document_is_gone_from_view_never_leaves() -> None:
    library = Library()
    await with_rivers(library)
    (hit, *_) = await library.search("Nile")
    await library.views(DocumentView).forget(hit.document_id, 99)
    assert await library.search("Nile") == []


class ForgetfulWords(MemoryWordIndex):
    """A word index that lags behind, and takes every collection for the one that was named."""

    async def forget_document(self, document_id: UUID) -> None:
        """Keep everything."""

    async def search(
        self, text: str, *, language: str, collections: Sequence[UUID], limit: int
    ) -> Sequence[Ranked]:
        every = {passage.collection_id for passage in self._searchable.values()}
        found = await super().search(text, language=language, collections=[*every], limit=limit)
        return [replace(hit, collection_id=collections[0]) for hit in found]


async def test_a_passage_of_a_replaced_version_never_leaves() -> None:
    library = Library(words=ForgetfulWords())
    rivers = await library.found()
    nile = await library.ingest(rivers, "The Nile is long.")
    await library.ingest(rivers, "The Nile is very long.", document_id=nile.document_id)
    assert [hit.text for hit in await library.search("Nile long")] == ["The Nile is very long."]


async def test_what_an_index_says_of_a_passages_collection_opens_nothing() -> None:
    library = Library(words=ForgetfulWords())
    await with_rivers(library)
    await library.found("Own", STRANGER)
    assert await library.search("Nile", STRANGER) == []


@pytest.mark.parametrize("q", ["", "  ", "a\0b", "x" * 2_001])
async def test_what_cannot_be_asked_is_refused_by_field(q: str) -> None:
    with pytest.raises(Invalid) as refused:
        await Library().search(q)
    assert refused.value.field == "q"


WORDS = st.sampled_from(["river", "lake", "água", "rio", "Nile"])
SHELVES = st.lists(st.tuples(st.sampled_from([EDITOR, STRANGER]), WORDS), min_size=1, max_size=5)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SHELVES, WORDS, st.sampled_from([EDITOR, STRANGER, VIEWER]))
async def test_nothing_of_an_unreadable_collection_ever_appears(
    shelves: list[tuple[Principal, str]], asked: str, by: Principal
) -> None:
    library = Library()
    owners = {}
    for number, (owner, word) in enumerate(shelves):
        collection = await library.found(f"Shelf {number}", owner)
        await library.ingest(collection, f"A text on {word}.", owner)
        owners[collection] = owner
    hits = await library.search(asked, by)
    answer = await library.answer(f"What is on {asked}?", by)
    seen = {hit.collection_id for hit in hits} | {one.collection_id for one in answer.citations}
    assert all(owners[collection] is by for collection in seen)
    wanted = [word for owner, word in shelves if owner is by]
    assert bool(hits) >= (asked in wanted)


async def test_a_lost_text_is_left_out_and_spoils_no_search() -> None:
    library = Library()
    rivers = await library.found()
    lost = await library.ingest(rivers, "The Amazon is the longest river.")
    kept = await library.ingest(rivers, "The Nile is a river too.")
    library.blobs.contents.pop((await library.document(lost.document_id)).text_sha256)
    assert [hit.document_id for hit in await library.search("river")] == [kept.document_id]


async def test_many_lost_texts_have_the_others_read_no_more_often() -> None:
    asked = Counter[str]()

    class Counting(MemoryBlobs):
        async def many(self, hashes: Collection[str]) -> Mapping[str, bytes]:
            asked.update(hashes)
            return await super().many(hashes)

    library = Library(blobs=Counting())
    rivers = await library.found()
    documents = [await library.ingest(rivers, f"River {number} is wide.") for number in range(8)]
    kept, *lost = documents
    for one in lost:
        library.blobs.contents.pop((await library.document(one.document_id)).text_sha256)
    asked.clear()
    assert [hit.document_id for hit in await library.search("river")] == [kept.document_id]
    assert set(asked.values()) == {1}


async def test_where_nothing_but_a_lost_text_is_found_nobody_is_told_that_there_is_nothing() -> (
    None
):
    library = Library()
    only = await library.ingest(await library.found(), "The Amazon is the longest river.")
    library.blobs.contents.pop((await library.document(only.document_id)).text_sha256)
    with pytest.raises(ContentLost):
        await library.search("Amazon")
