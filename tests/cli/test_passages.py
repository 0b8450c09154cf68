"""Found passages and citations as they are printed."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from aurora.cli.passages import cited, excerpt, written
from aurora.queries.knowledge.answer_question import Citation
from aurora.queries.knowledge.search import Hit, ScoreParts

DOCUMENT, COLLECTION = UUID(int=5), UUID(int=6)
HIT = Hit(
    document_id=DOCUMENT,
    version=3,
    start=100,
    end=130,
    collection_id=COLLECTION,
    title="Lighthouse",
    headings=("Lighthouse", "Lamp"),
    pages=None,
    kind=None,
    source_url="https://a.example/lamp",
    language="en",
    text="The lamp turns\nevery nine seconds.",
    highlights=[(4, 8), (9, 14)],
    score=0.75,
    parts=ScoreParts(word=1.0, meaning=0.5),
)


def test_a_passage_is_printed_with_place_source_and_scores() -> None:
    text = written(1, HIT).plain
    assert "1. Lighthouse › Lamp\n" in text
    assert "The lamp turns every nine seconds." in text
    assert "https://a.example/lamp" in text
    assert f"{DOCUMENT}:3:100-130  score 0.75 (word 1.00, meaning 0.50)" in text


def test_words_of_the_question_are_highlighted() -> None:
    text = written(1, HIT)
    bold = [text.plain[one.start : one.end] for one in text.spans if "yellow" in str(one.style)]
    assert bold == ["lamp", "turns"]


def test_a_long_passage_is_cut_to_where_the_words_are() -> None:
    long = "x " * 500 + "lamp " + "y " * 500
    text = written(1, replace(HIT, text=long, highlights=[(1000, 1004)])).plain
    assert "…" in text
    assert "lamp" in text


def test_a_citation_is_printed_with_everything_needed_to_check_it() -> None:
    citation = Citation(
        quotation="It turns.",
        document_id=DOCUMENT,
        version=3,
        start=100,
        end=109,
        collection_id=COLLECTION,
        title="Lighthouse",
        headings=(),
        pages=None,
        kind=None,
        source_url=None,
    )
    assert cited(2, citation).plain == (
        f"[2] “It turns.”\n    Lighthouse\n    document {DOCUMENT}, version 3, characters 100-109"
    )


def test_pages_are_told_where_there_are_any() -> None:
    assert "1. Lighthouse › Lamp, page 7\n" in written(1, replace(HIT, pages=(7, 7))).plain
    assert "1. Lighthouse › Lamp, pages 7-9\n" in written(1, replace(HIT, pages=(7, 9))).plain


def test_copies_are_counted() -> None:
    text = written(1, replace(HIT, duplicates=[UUID(int=7), UUID(int=8)])).plain
    assert "also in 2 documents like it" in text


def test_an_excerpt_around_the_last_word_ends_with_the_text() -> None:
    assert excerpt("x" * 1000, [(995, 1000)], 400) == (600, 1000)


@given(
    st.text(max_size=300),
    st.lists(st.tuples(st.integers(0, 250), st.integers(1, 40))),
    st.integers(50, 200),
)
def test_an_excerpt_lies_within_its_text(
    text: str, ranges: list[tuple[int, int]], width: int
) -> None:
    highlights = [(at, at + length) for at, length in ranges if at + length <= len(text)]
    start, end = excerpt(text, highlights, width)
    assert 0 <= start <= end <= len(text)
    assert end - start == min(width, len(text))
