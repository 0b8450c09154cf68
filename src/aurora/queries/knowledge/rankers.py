"""Asks both rankers at once."""

from asyncio import Task, create_task, gather, wait
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from aurora.domains.errors import Unavailable
from aurora.domains.knowledge.ports import Embedder, Languages
from aurora.domains.knowledge.types import Vector
from aurora.queries.knowledge.fusion import Fused, fuse
from aurora.queries.knowledge.ports import MeaningIndex, Ranked, WordIndex
from aurora.queries.knowledge.shelf import Shelf

DEPTH = 50
HEAD_START_SECONDS = 0.001


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """Passages of the collections, best first; the question's vector; which rankers had a say."""

    passages: Sequence[Fused]
    collections: Sequence[UUID]
    by_meaning: bool
    vector: Vector | None

    @property
    def based_on(self) -> Sequence[str]:
        """Name the rankers that had a say."""
        return ("words", "meaning") if self.by_meaning else ("words",)


@dataclass(frozen=True, kw_only=True)
class Rankers:
    """The ranker by word and the one by meaning, each with its best `depth` passages; of those by
    word the first `shown` are laid out on the shelf while meaning is still being asked.
    """

    words: WordIndex
    meaning: MeaningIndex
    embedder: Embedder
    languages: Languages
    shelf: Shelf
    shown: int
    depth: int = DEPTH

    async def rank(self, question: str, choosing: Awaitable[Sequence[UUID]]) -> Ranking:
        """Rank by words and meaning; by words alone while there is no model or no vector store.

        The question is embedded while its collections are still being chosen, and nothing but that
        in its first moment: the embedding takes longest. Raises Unavailable when there is no word
        index, and what the choice raises.
        """
        embedding = create_task(self._embed(question))
        try:
            collections = await choosing
            by_word, by_meaning = await gather(
                self._by_word(question, embedding, collections),
                self._by_meaning(embedding, collections),
            )
            return Ranking(
                passages=fuse(by_word, by_meaning),
                collections=collections,
                by_meaning=by_meaning is not None,
                vector=await embedding if collections else None,
            )
        finally:
            embedding.cancel()

    async def _by_word(
        self, question: str, embedding: Task[Vector | None], collections: Sequence[UUID]
    ) -> Sequence[Ranked]:
        if not collections:
            return ()
        await wait([embedding], timeout=HEAD_START_SECONDS)
        language = self.languages.detect(question)
        ranked = await self.words.search(
            question, language=language, collections=collections, limit=self.depth
        )
        await self.shelf.lay_out([one.passage.document_id for one in ranked[: self.shown]])
        return ranked

    async def _by_meaning(
        self, embedding: Awaitable[Vector | None], collections: Sequence[UUID]
    ) -> Sequence[Ranked] | None:
        if not collections:
            return ()
        vector = await embedding
        if vector is None:
            return None
        with suppress(Unavailable):
            return await self.meaning.search(vector, collections=collections, limit=self.depth)
        return None

    async def _embed(self, question: str) -> Vector | None:
        with suppress(Unavailable):
            (vector,) = await self.embedder.questions([question])
            return vector
        return None
