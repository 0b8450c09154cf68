"""Finds the documents of a collection that say the same as one of them, or nearly so."""

from collections.abc import Sequence
from typing import NamedTuple

from aurora.domains.knowledge.likeness import ALIKE
from aurora.queries.knowledge.views import LikenessView
from aurora.queries.view import Slice, Views

COMPARED = 50


class Alike(NamedTuple):
    """A document's mark, and how much of its text it shares with another one."""

    mark: LikenessView
    similarity: float


async def alike(
    mark: LikenessView, likenesses: Views[LikenessView], most: int = COMPARED
) -> Sequence[Alike]:
    """Give the others in the order of their coming; of many in one bucket the first fifty are
    compared, or as many as said.
    """
    part = Slice(limit=most)
    lists = await likenesses.lists(part, [{"buckets": bucket} for bucket in mark.buckets])
    others = {one.id: one for found in lists for one in found if one.id != mark.id}
    compared = (Alike(one, mark.similarity(one)) for _, one in sorted(others.items()))
    return [one for one in compared if one.similarity >= ALIKE]
