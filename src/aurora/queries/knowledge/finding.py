"""Finds passages, and looks deeper where too many of them say the same."""

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from aurora.queries.knowledge.passage import Passage
from aurora.queries.knowledge.rankers import Rankers, Ranking

DEEPER, DEEPEST = 4, 800


@dataclass(frozen=True)
class Found:
    """The passages, best first, and the ranking that they come from."""

    passages: Sequence[Passage]
    ranking: Ranking


async def find(rankers: Rankers, question: str, choosing: Awaitable[Sequence[UUID]]) -> Found:
    """Give as many passages as are to be shown, or all that there are."""
    ranking = await rankers.rank(question, choosing)
    passages = await _passages(rankers, ranking)
    while _crowded(rankers, ranking, passages):
        rankers = replace(rankers, depth=min(rankers.depth * DEEPER, DEEPEST))
        ranking = await rankers.rank(question, _given(ranking.collections))
        passages = await _passages(rankers, ranking)
    return Found(passages, ranking)


async def _passages(rankers: Rankers, ranking: Ranking) -> Sequence[Passage]:
    return await rankers.shelf.fetch(ranking.passages, ranking.collections, rankers.shown)


def _crowded(rankers: Rankers, ranking: Ranking, passages: Sequence[Passage]) -> bool:
    """Tell whether copies took the places of others that there may be."""
    few = len(passages) < rankers.shown and any(one.duplicates for one in passages)
    return few and len(ranking.passages) >= rankers.depth and rankers.depth < DEEPEST


async def _given(collections: Sequence[UUID]) -> Sequence[UUID]:
    return collections
