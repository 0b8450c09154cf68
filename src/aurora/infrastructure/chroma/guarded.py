"""The index by meaning as questions see it: there, or being rebuilt."""

import math
import time
from asyncio import gather
from collections.abc import Sequence
from uuid import UUID

from aurora.domains.errors import Unavailable
from aurora.domains.knowledge.types import Vector
from aurora.infrastructure.redis.board import Board
from aurora.infrastructure.relay.meaning import READY
from aurora.queries.knowledge.ports import MeaningIndexWriter, Ranked

BELIEVED_SECONDS = 0.25


class GuardedMeaningIndex:
    """Refuses to search an index that is not whole, rather than find too little in it. That it is
    whole is believed for a moment: whoever keeps it up looks every two seconds.
    """

    def __init__(self, index: MeaningIndexWriter, board: Board, name: str) -> None:
        self._index = index
        self._board = board
        self._name = name
        self._until = -math.inf

    async def search(
        self, vector: Vector, *, collections: Sequence[UUID], limit: int
    ) -> Sequence[Ranked]:
        """Rank passages by cosine; raises Unavailable while the index is being rebuilt."""
        asking = self._index.search(vector, collections=collections, limit=limit)
        if time.monotonic() < self._until:
            found = await asking
        else:
            found, _ = await gather(asking, self._check())
        if not found and await self._index.generation() is None:
            raise Unavailable("the index by meaning lost its contents", retry_after=2)
        return found

    async def _check(self) -> None:
        now = time.monotonic()
        if await self._board.read(self._name) != READY:
            raise Unavailable("the index by meaning is being rebuilt", retry_after=2)
        self._until = now + BELIEVED_SECONDS
