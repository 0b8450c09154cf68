"""What is seen of a page before its elements are looked at."""

import pytest

from aurora.infrastructure.extraction.hidden import NEVER_SEEN
from aurora.infrastructure.extraction.traces import BASE, FIGURE, TABLE, WORDS, Traces


def test_words_are_found_whatever_their_case() -> None:
    traces = Traces(b"<TABLE><tr><td>A \xff table</table>")
    assert TABLE in traces
    assert traces.any((BASE, TABLE))
    assert not traces.any((BASE, FIGURE))
    assert BASE not in Traces(b"base")


def test_words_within_words_are_found() -> None:
    assert all(word in Traces(b"x" + word + b"x") for word in WORDS)


def test_what_is_not_looked_for_is_no_answer() -> None:
    with pytest.raises(KeyError):
        assert b"marquee" in Traces(b"<marquee>")


def test_all_words_are_found_in_much_text() -> None:
    traces = Traces(b" ".join(WORDS * 5_000))
    assert all(word in traces for word in WORDS)


@pytest.mark.parametrize("word", NEVER_SEEN)
def test_what_is_never_seen_is_only_where_its_word_is(word: bytes) -> None:
    name = word.decode().strip("<")
    assert all(name in selector for selector in NEVER_SEEN[word].split(", "))
