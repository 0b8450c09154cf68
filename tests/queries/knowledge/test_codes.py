"""Codes, models and years in questions and texts."""

import pytest

from aurora.queries.knowledge.codes import codes, names_all, names_another


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What does E1044 mean?", {"e1044"}),
        ("Quanto custa o X200 em 2024?", {"x200", "2024"}),
        ("What happened in the 1990s, and what in 2001?", {"1990", "2001"}),
        ("What is error 404?", {"404"}),
        ("Who lives at no. 12, up to 20 people?", set()),
        ("May I carry 500 ml, 200kg, 1,500 people or 1.500 reais?", set()),
        ("Is it $1500, R$ 200, 300% or 4000 km2?", set()),
    ],
)
def test_codes_models_and_years_are_told_from_quantities(question: str, named: set[str]) -> None:
    assert codes(question) == named


@pytest.mark.parametrize("text", ["See E1044.", "see e-1044", "E 1044: the door"])
def test_a_code_is_the_same_however_it_is_written(text: str) -> None:
    assert names_all(frozenset({"e1044"}), text)


def test_a_number_may_stand_in_a_code() -> None:
    assert names_all(frozenset({"3080"}), "The RTX3080 is large.")


def test_every_code_has_to_be_named() -> None:
    assert not names_all(frozenset({"e1043", "2024"}), "E1043 was new in 2019.")
    assert names_all(frozenset(), "Anything.")


@pytest.mark.parametrize(
    ("asked", "text", "another"),
    [
        ("e1043", "E1042 is the pump.", True),
        ("e1043", "E1042 and E1043 are errors.", False),
        ("e1043", "X1042 is a pump of 2019.", False),
        ("2019", "It was 7% in 2024.", False),
    ],
)
def test_another_code_is_made_like_the_one_asked_for(asked: str, text: str, another: bool) -> None:
    assert names_another(frozenset({asked}), text) == another
