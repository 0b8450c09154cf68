"""Matching words as people do."""

import pytest

from aurora.queries.knowledge.words import content_roots, root, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rios", "Rio"),
        ("ÁGUAS", "agua"),
        ("cities", "city"),
        ("discovered", "discovering"),
        ("universidades", "universidade"),
        ("declarações", "declaração"),
    ],
)
def test_forms_of_a_word_share_a_root(one: str, other: str) -> None:
    assert root(one) == root(other)


def test_short_words_keep_their_letters() -> None:
    assert root("sea") == "sea"


def test_words_know_their_places() -> None:
    text = "Os rios, sim."
    assert [text[word.start : word.end] for word in words(text)] == ["Os", "rios", "sim"]


def test_grammar_carries_no_meaning() -> None:
    assert set(content_roots("Qual é o maior rio do Brasil?").values()) == {
        "maior",
        "rio",
        "Brasil",
    }


def test_a_question_of_nothing_but_grammar_keeps_its_words() -> None:
    assert set(content_roots("Who are you?").values()) == {"Who", "are", "you"}
