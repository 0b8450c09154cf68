"""Reciprocal rank fusion, the rival of the weighted sum."""

from uuid import UUID

from benchmarks.rankers import reciprocal_rank_fusion

from aurora.domains.knowledge.types import PassageRef
from aurora.queries.knowledge.ports import Ranked

HOME = UUID(int=0)
A, B, C = (PassageRef(UUID(int=number), 1, 0, 9) for number in range(1, 4))


def ranked(*passages: PassageRef) -> list[Ranked]:
    return [Ranked(passage.key, HOME, -number) for number, passage in enumerate(passages)]


def test_two_second_places_beat_one_first_place() -> None:
    assert reciprocal_rank_fusion(ranked(A, B), ranked(C, B)) == [B, A, C]


def test_scores_do_not_matter_only_ranks_do() -> None:
    near = [Ranked(A.key, HOME, 0.9), Ranked(B.key, HOME, 0.8999)]
    far = [Ranked(A.key, HOME, 100.0), Ranked(B.key, HOME, 0.1)]
    assert reciprocal_rank_fusion(near) == reciprocal_rank_fusion(far) == [A, B]
