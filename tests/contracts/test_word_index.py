"""What word indexes promise, in memory and for real."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from unicodedata import normalize
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aurora.domains.errors import Unavailable
from aurora.domains.event import START, Position
from aurora.domains.knowledge.types import PassageRef
from aurora.infrastructure.lexical.reader import TantivyWordIndex
from aurora.infrastructure.lexical.writer import TantivyWordWriter
from aurora.infrastructure.memory.indexes import MemoryWordIndex
from aurora.queries.knowledge.ports import LostText, Ranked, WordIndex, WordIndexWriter, WordPassage

RIVERS, TOWNS = UUID(int=101), UUID(int=102)
HERE = Position(7, 3)


def passage(
    text: str,
    document: int = 1,
    *,
    start: int = 0,
    title: str = "",
    language: str = "en",
    collection: UUID = RIVERS,
) -> WordPassage:
    ref = PassageRef(UUID(int=document), 1, start, start + len(text))
    return WordPassage(ref=ref, collection_id=collection, language=language, title=title, text=text)


class Words:
    """Both halves of one index."""

    def __init__(self, reader: WordIndex, writer: WordIndexWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def hold(self, *passages: WordPassage) -> None:
        await self.writer.add(passages)
        await self.writer.commit("1", HERE)

    async def find(
        self, text: str, *collections: UUID, language: str = "en", limit: int = 10
    ) -> Sequence[Ranked]:
        return await self.reader.search(
            text, language=language, collections=collections or (RIVERS, TOWNS), limit=limit
        )

    async def documents(self, text: str, *collections: UUID, limit: int = 10) -> list[int]:
        hits = await self.find(text, *collections, limit=limit)
        return [hit.passage.document_id.int for hit in hits]


@pytest.fixture(params=["memory", "tantivy"])
async def words(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Words]:
    if request.param == "memory":
        index = MemoryWordIndex()
        yield Words(index, index)
        return
    reader, writer = TantivyWordIndex(tmp_path / "words"), TantivyWordWriter(tmp_path / "words")
    assert await writer.committed() == ("", START)
    yield Words(reader, writer)
    reader.close()
    await writer.close()


async def test_an_index_without_a_commit_is_being_filled_not_empty(words: Words) -> None:
    await words.writer.add([passage("The river bends")])
    with pytest.raises(Unavailable):
        await words.find("river")
    with pytest.raises(Unavailable):
        await words.reader.position()
    assert await words.writer.committed() == ("", START)


async def test_an_empty_index_with_a_commit_is_empty(words: Words) -> None:
    await words.writer.commit("1", START)
    assert await words.find("river") == []
    assert await words.reader.position() == START


async def test_a_passage_is_found_by_its_words(words: Words) -> None:
    held = passage("The river bends slowly")
    await words.hold(held, passage("A town on a hill", 2))
    [hit] = await words.find("river")
    assert (hit.passage, hit.collection_id) == (held.ref, RIVERS)
    assert hit.score > 0


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (normalize("NFD", "A manutenção da praça"), "manutenção"),
        ("A manutenção da praça", normalize("NFD", "praça")),
        (normalize("NFD", "Frau Müller"), "muller"),
        ("İstanbul", "İstanbul"),
        ("Lotnisko w Łodzi", "łodzi"),
        ("员工每年有十五天年假，住宿费由公司报销。", "年假"),
        ("员工每年有十五天年假，住宿费由公司报销。", "住宿费"),
        ("パスワードを忘れたときは、係に連絡してください。", "パスワード"),
        ("有給休暇は年に二十日です。", "有給休暇"),
        ("夜は猫がいる。", "猫"),
        ("연차휴가는십오일입니다", "휴가"),
        ("ที่จอดรถอยู่ชั้นสอง", "จอดรถ"),
        (f"SHA-256: {'0123456789abcdef' * 4}", "0123456789ABCDEF" * 4),
    ],
)
async def test_a_passage_is_found_by_a_word_that_stands_in_it(
    words: Words, text: str, asked: str
) -> None:
    await words.hold(passage(text, language="und"), passage("A town on a hill", 2))
    assert await words.documents(asked) == [1]


async def test_words_without_spaces_are_not_found_by_their_characters_apart(words: Words) -> None:
    await words.hold(passage("今年放假五天", language="zh"))
    assert await words.documents("年假") == []


async def test_nothing_is_searchable_before_a_commit(words: Words) -> None:
    await words.writer.commit("1", START)
    await words.writer.add([passage("The river bends")])
    assert await words.find("river") == []
    await words.writer.commit("1", HERE)
    assert await words.documents("river") == [1]


async def test_a_commit_keeps_generation_and_position(words: Words) -> None:
    await words.hold(passage("The river bends"))
    assert await words.writer.committed() == ("1", HERE)
    await words.writer.commit("2", Position(8, 1))
    assert await words.writer.committed() == ("2", Position(8, 1))
    assert await words.reader.position() == Position(8, 1)


async def test_more_shared_words_rank_higher(words: Words) -> None:
    await words.hold(
        passage("one old bridge near a quiet village", 1),
        passage("one old bridge over the wide river", 2),
        passage("one mill in a quiet valley", 3),
    )
    assert await words.documents("bridge river") == [2, 1]


async def test_rare_words_weigh_more_than_common_ones(words: Words) -> None:
    await words.hold(
        *(passage(f"water plant number {n}", n) for n in range(1, 6)),
        passage("a heron walks here", 9),
    )
    assert (await words.documents("water heron"))[0] == 9


async def test_a_title_is_searched_too(words: Words) -> None:
    await words.hold(passage("It bends slowly", title="The Danube"))
    assert await words.documents("danube") == [1]


async def test_scores_fall_and_the_limit_holds(words: Words) -> None:
    await words.hold(*(passage("river " * n + "stone " * (9 - n), n) for n in range(1, 9)))
    scores = [hit.score for hit in await words.find("river", limit=5)]
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)
    assert await words.find("river", limit=0) == []


async def test_only_the_collections_asked_for_are_searched(words: Words) -> None:
    await words.hold(passage("The river bends", 1), passage("The river port", 2, collection=TOWNS))
    assert await words.documents("river", TOWNS) == [2]
    assert await words.documents("river", UUID(int=5)) == []
    assert await words.reader.search("river", language="en", collections=[], limit=9) == []


async def test_what_is_added_stands_in_place_of_what_was_there_of_the_document(
    words: Words,
) -> None:
    await words.hold(passage("The river bends", 1), passage("A river port", 2))
    await words.writer.add([passage("A river, a dam", 1, start=7)])
    await words.hold(passage("The river", 1, start=9), passage("A dam", 1, start=30))
    assert sorted(await words.documents("river")) == [1, 2]
    assert await words.documents("bends") == []
    assert len(await words.documents("dam")) == 1


async def test_a_commit_tells_whether_there_was_a_change(words: Words) -> None:
    await words.writer.add([passage("The river bends")])
    assert await words.writer.commit("1", HERE)
    assert await words.writer.committed() == ("1", HERE)
    assert not await words.writer.commit("1", Position(8, 1))


async def test_forgetting_a_document_removes_all_of_its_passages_only(words: Words) -> None:
    await words.hold(passage("A river", 1), passage("The river", 1, start=20), passage("River", 2))
    await words.writer.add([passage("This river", 1, start=40)])
    await words.writer.forget_document(UUID(int=1))
    assert len(await words.documents("river")) == 3
    await words.writer.commit("1", HERE)
    assert await words.documents("river") == [2]


async def test_forgetting_a_collection_removes_all_of_its_passages_only(words: Words) -> None:
    await words.hold(passage("River bend", 1), passage("River port", 2, collection=TOWNS))
    await words.writer.forget_collection(RIVERS)
    await words.writer.commit("1", HERE)
    assert await words.documents("river") == [2]


async def test_forgetting_the_unknown_is_no_error(words: Words) -> None:
    await words.writer.forget_document(UUID(int=404))
    await words.writer.forget_collection(UUID(int=404))
    await words.hold(passage("River"))
    assert await words.documents("river") == [1]


async def test_clearing_removes_everything_before_it_and_nothing_after(words: Words) -> None:
    await words.hold(passage("River one", 1))
    await words.writer.add([passage("River two", 2)])
    await words.writer.clear()
    await words.writer.add([passage("River three", 3)])
    await words.writer.commit("2", HERE)
    assert await words.documents("river") == [3]
    assert await words.writer.committed() == ("2", HERE)


@pytest.mark.parametrize(
    "text",
    ["", "   ", "?!", '"', 'river"', "title:river AND (", "river^9 ~2", "🜁🌊", "\x00", "a\ud800b",
     "-river", "[a TO z]", "*", "/r.*/", "river " * 2000, "x" * 10_000],
)  # fmt: skip
async def test_a_question_is_words_never_syntax(words: Words, text: str) -> None:
    await words.hold(passage("The river bends"))
    expected = [1] if "river" in text else []
    assert await words.documents(text) == expected


@given(text=st.text(), language=st.sampled_from(["pt", "en", "de", "und", "", "pt-BR"]))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_any_text_can_be_asked(words: Words, text: str, language: str) -> None:
    if (await words.writer.committed())[0] == "":
        await words.writer.commit("1", HERE)
    await words.find(text, language=language)


LOST = LostText(document_id=UUID(int=1), at=Position(5, 2))


async def test_a_lost_text_is_noted_in_place_of_what_was_there(words: Words) -> None:
    await words.hold(passage("The river bends", 1), passage("The river port", 2))
    await words.writer.lose(LOST)
    assert await words.writer.lacking() == []
    assert await words.writer.commit("1", HERE)
    assert await words.reader.lost() == await words.writer.lacking() == [LOST]
    assert await words.documents("river") == [2]
    assert await words.documents(f"lost {LOST.document_id.hex} {LOST.at}") == []


async def test_a_lost_text_is_noted_once(words: Words) -> None:
    await words.writer.lose(LOST)
    await words.writer.commit("1", HERE)
    await words.writer.lose(LOST)
    assert not await words.writer.commit("1", Position(9, 9))
    newer = LostText(document_id=LOST.document_id, at=Position(6, 1))
    await words.writer.lose(newer)
    await words.writer.commit("1", Position(9, 9))
    assert await words.reader.lost() == [newer]


async def test_a_lost_text_is_noted_in_an_index_that_is_begun_anew(words: Words) -> None:
    await words.writer.lose(LOST)
    await words.writer.commit("1", HERE)
    await words.writer.clear()
    await words.writer.lose(LOST)
    await words.writer.commit("2", HERE)
    assert await words.reader.lost() == [LOST]


@pytest.mark.parametrize("how", ["add", "forget_document", "clear"])
async def test_a_text_that_is_back_or_wanted_no_more_is_not_lost(words: Words, how: str) -> None:
    await words.writer.lose(LOST)
    await words.writer.commit("1", HERE)
    found = {"add": [passage("The river bends")], "forget_document": UUID(int=1), "clear": None}
    given = () if found[how] is None else (found[how],)
    await getattr(words.writer, how)(*given)
    await words.writer.commit("1", HERE)
    assert await words.reader.lost() == []
    assert await words.documents("river") == ([1] if how == "add" else [])


async def test_nobody_knows_of_lost_texts_without_an_index(words: Words) -> None:
    with pytest.raises(Unavailable):
        await words.reader.lost()
    assert await words.writer.lacking() == []
