"""Passages that go to the index by meaning together: small requests cost it twice as much."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from aurora.domains.knowledge.types import PassageRef, Vector
from aurora.queries.knowledge.ports import MeaningIndexWriter, Ranked

MOST = 1_000


class BatchedMeaning:
    """Notes what is to be added and forgotten until it is flushed, or becomes much; the rest goes
    to the index at once.
    """

    def __init__(self, index: MeaningIndexWriter) -> None:
        self._index = index
        self._noted: dict[UUID, dict[PassageRef, Vector | None]] = {}

    async def search(
        self, vector: Vector, *, collections: Sequence[UUID], limit: int
    ) -> Sequence[Ranked]:
        """Rank what the index holds already."""
        return await self._index.search(vector, collections=collections, limit=limit)

    async def add(self, collection_id: UUID, vectors: Mapping[PassageRef, Vector]) -> None:
        """Note passages to be added."""
        await self._note(collection_id, vectors)

    async def forget(self, collection_id: UUID, passages: Sequence[PassageRef]) -> None:
        """Note passages to be removed."""
        await self._note(collection_id, dict.fromkeys(passages))

    async def forget_collection(self, collection_id: UUID) -> None:
        """Remove a collection's passages, the noted ones too."""
        self._noted.pop(collection_id, None)
        await self._index.forget_collection(collection_id)

    async def clear(self) -> None:
        """Remove everything, the noted too."""
        self.drop()
        await self._index.clear()

    async def mark(self, generation: str) -> None:
        """Leave a mark in the store."""
        await self._index.mark(generation)

    async def generation(self) -> str | None:
        """Give the mark."""
        return await self._index.generation()

    def drop(self) -> None:
        """Forget what was noted."""
        self._noted = {}

    async def flush(self) -> None:
        """Tell the index what was noted."""
        noted, self._noted = self._noted, {}
        for collection_id, passages in noted.items():
            gone = [ref for ref, vector in passages.items() if vector is None]
            if gone:
                await self._index.forget(collection_id, gone)
            fresh = {ref: vector for ref, vector in passages.items() if vector is not None}
            if fresh:
                await self._index.add(collection_id, fresh)

    async def _note(
        self, collection_id: UUID, passages: Mapping[PassageRef, Vector | None]
    ) -> None:
        self._noted.setdefault(collection_id, {}).update(passages)
        if sum(map(len, self._noted.values())) >= MOST:
            await self.flush()
