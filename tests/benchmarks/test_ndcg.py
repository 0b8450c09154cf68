"""The measure of rankings, against its definition and values computed by hand."""

from math import log2

import pytest
from benchmarks.ndcg import ndcg
from hypothesis import given
from hypothesis import strategies as st

GRADES = st.dictionaries(st.integers(0, 30), st.floats(0.5, 3), min_size=1, max_size=15)
RANKINGS = st.lists(st.integers(0, 30), max_size=40)


@pytest.mark.parametrize(("rank", "expected"), [(1, 1.0), (2, 1 / log2(3)), (3, 0.5), (11, 0.0)])
def test_a_single_answer_counts_by_its_rank_down_to_the_tenth(rank: int, expected: float) -> None:
    ranking = [*(f"wrong {number}" for number in range(1, rank)), "right"]
    assert ndcg(ranking, {"right": 1.0}) == pytest.approx(expected)


def test_grades_weigh_as_in_the_textbook() -> None:
    found = 3 + 2 / log2(3) + 3 / log2(4) + 0 + 1 / log2(6) + 2 / log2(7)
    ideal = 3 + 3 / log2(3) + 3 / log2(4) + 2 / log2(5) + 2 / log2(6) + 1 / log2(7)
    grades = {"a": 3.0, "b": 2.0, "c": 3.0, "e": 1.0, "f": 2.0, "missed": 3.0}
    assert ndcg("abcdef", grades, 6) == pytest.approx(found / ideal)


def test_a_document_found_twice_counts_once_and_takes_no_second_place() -> None:
    twice = ndcg(["right", "right", "also right"], {"right": 1.0, "also right": 1.0})
    assert twice == pytest.approx(1.0)


def test_a_question_without_answers_scores_nothing() -> None:
    assert ndcg(["anything"], {}) == 0


@given(RANKINGS, GRADES)
def test_no_order_beats_the_ideal_one(ranking: list[int], grades: dict[int, float]) -> None:
    ideal = sorted(grades, key=grades.__getitem__, reverse=True)
    assert 0 <= ndcg(ranking, grades) <= ndcg(ideal, grades) + 1e-9
    assert ndcg(ideal, grades) == pytest.approx(1.0)
