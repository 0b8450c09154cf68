"""The index by meaning as questions see it: there, or being rebuilt."""

from asyncio import gather
from collections.abc import Sequence
from uuid import UUID

from aurora.domains.errors import Unavailable
from aurora.domains.knowledge.types import Vector
from aurora.infrastructure.redis.board import Board
from aurora.infrastructure.relay.meaning import READY
from aurora.queries.knowledge.ports import MeaningIndexWriter, Ranked


class GuardedMeaningIndex:
    """Refuses to search an index that is not whole, rather than find too little in it."""

    def __init__(self, index: MeaningIndexWriter, board: Board, name: str) -> None:
        self._index = index
        self._board = board
        self._name = name

    async def search(
        self, vector: Vector, *, collections: Sequence[UUID], limit: int
    ) -> Sequence[Ranked]:
        """Rank passages by cosine; raises Unavailable while the index is being rebuilt."""
        found, state = await gather(
            self._index.search(vector, collections=collections, limit=limit),
            self._board.read(self._name),
        )
        if state != READY:
            raise Unavailable("the index by meaning is being rebuilt", retry_after=2)
        if not found and await self._index.generation() is None:
            raise Unavailable("the index by meaning lost its contents", retry_after=2)
        return found
