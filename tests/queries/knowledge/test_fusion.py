"""Making one ranking out of two."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.domains.knowledge.types import PassageRef
from aurora.queries.knowledge.fusion import fuse
from aurora.queries.knowledge.ports import Ranked

HOME = UUID(int=1)
SCORES = st.dictionaries(st.integers(0, 9), st.floats(-10, 10), max_size=8)


def ranked(scores: dict[int, float]) -> list[Ranked]:
    return [
        Ranked(PassageRef(UUID(int=n), 1, 0, 9).key, HOME, score)
        for n, score in sorted(scores.items(), key=lambda one: -one[1])
    ]


def fused(words: dict[int, float], meaning: dict[int, float] | None) -> dict[int, float]:
    found = fuse(ranked(words), None if meaning is None else ranked(meaning))
    return {one.passage.document_id.int: one.score for one in found}


def test_scores_are_scaled_and_weighted() -> None:
    scores = fused({1: 9.0, 2: 5.0, 3: 1.0}, {1: 0.80, 2: 0.90, 4: 0.85})
    assert scores == pytest.approx({1: 0.7, 2: 0.35 + 0.3, 4: 0.15, 3: 0.0})


def test_by_words_alone_the_best_has_the_whole_score() -> None:
    assert fused({1: 9.0, 2: 5.0, 3: 1.0}, None) == pytest.approx({1: 1.0, 2: 0.5, 3: 0.0})


def test_a_lone_passage_scores_full_in_its_list() -> None:
    assert fused({1: 2.0}, {2: 0.8}) == pytest.approx({1: 0.7, 2: 0.3})


@given(SCORES, SCORES)
def test_every_passage_comes_once_best_first_within_bounds(
    words: dict[int, float], meaning: dict[int, float]
) -> None:
    found = fuse(ranked(words), ranked(meaning))
    scores = [one.score for one in found]
    assert {one.passage.document_id.int for one in found} == {*words, *meaning}
    assert len(found) == len({*words, *meaning})
    assert scores == sorted(scores, reverse=True)
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in scores)


@given(SCORES, SCORES)
def test_what_is_better_in_both_lists_is_not_worse_in_one(
    words: dict[int, float], meaning: dict[int, float]
) -> None:
    scores = fused(words, meaning)
    for better in words.keys() & meaning.keys():
        for worse in words.keys() & meaning.keys():
            if words[better] >= words[worse] and meaning[better] >= meaning[worse]:
                assert scores[better] >= scores[worse] - 1e-9
