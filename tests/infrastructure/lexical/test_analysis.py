"""How questions and texts meet in one vocabulary."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.infrastructure.lexical.analysis import ANALYZERS, analyzer_for, terms, weighted_terms
from aurora.queries.knowledge.words import folded


@pytest.mark.parametrize(
    ("tag", "analyzer"),
    [("pt", "pt"), ("pt-BR", "pt"), ("EN-us", "en"), ("de", "other"), ("", "other")],
)
def test_each_language_has_its_analyzer(tag: str, analyzer: str) -> None:
    assert analyzer_for(tag) == analyzer


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("pt", "As informações verificadas", "informação verificada"),
        ("pt", "política", "politicas"),
        ("en", "The indexed documents", "index document"),
        ("other", "Straßen ÄRGER", "strassen arger"),
        ("other", "İSTANBUL’da", "istanbul’da"),
        ("other", "за\u0301мок", "замок"),
        ("other", "ΟΔΟΣ", "οδος"),
    ],
)
def test_forms_of_a_word_are_one_term(language: str, one: str, other: str) -> None:
    assert terms(one, language) == terms(other, language)


@pytest.mark.parametrize("language", ["pt", "en", "other"])
@pytest.mark.parametrize(
    "text", ["A manutenção da praça é feita pela associação", "Müllers Tür", "휴가를 パスワード"]
)
def test_letters_are_the_same_however_their_accents_are_written(text: str, language: str) -> None:
    apart = normalize("NFD", text)
    assert terms(apart, language) == terms(text, language)
    assert weighted_terms(apart, language, 64) == weighted_terms(text, language, 64)


@given(st.text(), st.sampled_from(["pt", "en", "other"]))
def test_a_passage_is_found_by_each_of_its_words(text: str, language: str) -> None:
    readable = text.encode(errors="ignore").decode()
    held = terms(readable, language)
    assert not held or weighted_terms(readable, language, 9999).keys() & set(held)


def test_letters_are_folded_in_the_index_as_where_words_are_shown() -> None:
    latin = [letter for letter in map(chr, range(0xC0, 0x180)) if letter.isalpha()]
    held = {letter: terms(letter, "other") for letter in latin}
    assert held == {letter: [folded(letter)] for letter in latin}


def test_words_without_spaces_are_held_by_their_characters_and_each_two_of_them() -> None:
    assert terms("有給休暇", "ja") == ["有", "給", "休", "暇", "有給", "給休", "休暇"]
    assert weighted_terms("有給休暇", "ja", 64).keys() == {"有給", "給休", "休暇"}
    assert weighted_terms("暇", "ja", 64).keys() == {"暇"}


def test_a_question_leaves_out_its_own_languages_stop_words_everywhere() -> None:
    assert weighted_terms("is the river", "en", 64).keys() == {"river", "riv"}
    assert "the" in weighted_terms("the river", "pt", 64)


def test_an_english_question_leaves_out_its_question_words_unless_nothing_is_left() -> None:
    asked = weighted_terms("How many tokens does a passage have?", "en", 64)
    own = {term for term, weight in asked.items() if weight == 1.0}
    assert own == set(ANALYZERS["en"].analyze("tokens passage"))
    assert "who" in weighted_terms("The Who", "en", 64)


def test_a_foreign_reading_counts_for_less() -> None:
    weights = weighted_terms("informações", "pt", 64)
    assert weights[ANALYZERS["pt"].analyze("informações")[0]] == 1.0
    assert weights[ANALYZERS["other"].analyze("informações")[0]] == 0.5


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("informacoes", "informações"),
        ("gestao da avaliacao", "gestão da avaliação"),
        ("inteligencia", "inteligência"),
        ("necessario", "necessário"),
        ("responsaveis", "responsáveis"),
    ],
)
def test_portuguese_may_be_typed_without_accents(typed: str, meant: str) -> None:
    assert weighted_terms(typed, "pt", 64).keys() >= set(ANALYZERS["pt"].analyze(meant))


def test_no_reading_is_foreign_where_the_language_is_unknown() -> None:
    assert set(weighted_terms("informações verified", "und", 64).values()) == {1.0}


def test_the_first_distinct_words_count() -> None:
    text = "alpha alpha beta alpha gamma"
    assert set(weighted_terms(text, "und", 2)) >= {"alpha", "beta"}
    assert "gamma" not in weighted_terms(text, "und", 2)


def test_endless_words_are_passed_over() -> None:
    assert weighted_terms("a" * 1000, "und", 64) == {}
