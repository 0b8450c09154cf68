"""How questions and texts meet in one vocabulary."""

import pytest

from aurora.infrastructure.lexical.analysis import ANALYZERS, analyzer_for, weighted_terms


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
    ],
)
def test_forms_of_a_word_are_one_term(language: str, one: str, other: str) -> None:
    analyzer = ANALYZERS[language]
    assert analyzer.analyze(one) == analyzer.analyze(other)


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
