"""Matching words as people do."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.queries.knowledge.words import (
    STOP_WORDS,
    Families,
    content_roots,
    folded,
    root,
    shared_words,
    words,
)


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


def places(text: str, question: str) -> list[str]:
    found = shared_words(text, frozenset(content_roots(question)))
    assert found == sorted(found)
    return [text[start:end] for start, end in found]


def test_shared_words_stand_where_the_text_has_them() -> None:
    text = "The city-state of Venice: cities, a city."
    assert places(text, "Which cities?") == ["city", "cities", "city"]


def test_a_word_inside_another_is_not_shared() -> None:
    assert places("banana Ana _ana ana-ana", "ana") == ["Ana", "ana", "ana"]


def test_grammar_is_not_shared() -> None:
    assert places("Who are you, and who is the river?", "Who is the river?") == ["river"]


@pytest.mark.parametrize(
    ("text", "question", "shared"),
    [
        (normalize("NFD", "A manutenção da praça"), "manutencao", ["manutenção"]),
        (normalize("NFD", "João Gonçalves, sócio"), "João Gonçalves", ["João", "Gonçalves"]),
        ("Lotnisko w Łódź", "lodz", ["Łódź"]),
        ("Smørrebrød og œuvre", "smorrebrod oeuvre", ["Smørrebrød", "œuvre"]),
        ("每年有十五天年假。住宿费报销", "年假有几天", ["年假"]),
        ("每年有十五天年假。住宿费报销", "住宿费", ["住宿费"]),
        ("パスワードを忘れた", "パスワード", ["パスワード"]),
        ("夜は猫がいる", "猫", ["猫"]),
        ("휴가를 신청한다", normalize("NFD", "휴가"), ["휴가"]),
        ("ที่จอดรถอยู่ชั้นสอง", "จอดรถ", ["จอดรถ"]),
        ("使用iPhone手机", "iphone 手机", ["iPhone", "手机"]),
    ],
)
def test_words_are_shown_in_every_script(text: str, question: str, shared: list[str]) -> None:
    assert [normalize("NFC", place) for place in places(text, question)] == shared


@given(st.text(alphabet="年假有 給a゙", max_size=30), st.text(alphabet="年假有 給a゙", max_size=9))
def test_no_shared_words_overlap(text: str, question: str) -> None:
    found = shared_words(text, frozenset(content_roots(question)))
    bounds = [bound for place in found for bound in place]
    assert bounds == sorted(bounds)


@given(
    st.text(alphabet="aAoO áã\u0301-_. \nrios", max_size=60),
    st.text(alphabet="aorios \u0301", max_size=9),
)
def test_shared_words_are_those_of_the_whole_text(text: str, question: str) -> None:
    roots = frozenset(content_roots(question))
    meant = [word for word in words(text) if word.root in roots]
    expected = [
        (word.start, word.end)
        for word in meant
        if folded(text[word.start : word.end]) not in STOP_WORDS
    ]
    assert shared_words(text, roots) == expected


def test_families_that_forget_find_the_same() -> None:
    families = Families(limit=3)
    for chunks in ({"rios,", "the", "(rio)"}, {"(rio)", "sea"}, {"rios,", "the", "(rio)"}):
        assert families.among(chunks, {"rio"}) == chunks & {"rios,", "(rio)"}
