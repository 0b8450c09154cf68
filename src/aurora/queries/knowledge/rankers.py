"""Asks both rankers at once."""

from asyncio import gather
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aurora.domains.errors import Unavailable
from aurora.domains.knowledge.ports import Embedder, Languages
from aurora.domains.knowledge.types import Vector
from aurora.queries.knowledge.fusion import Fused, fuse
from aurora.queries.knowledge.ports import MeaningIndex, Ranked, WordIndex

DEPTH = 100


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """Passages, best first; which rankers had a say; the question's vector where there is one."""

    passages: Sequence[Fused]
    by_meaning: bool
    vector: Vector | None

    @property
    def based_on(self) -> Sequence[str]:
        """Name the rankers that had a say."""
        return ("words", "meaning") if self.by_meaning else ("words",)


@dataclass(frozen=True, kw_only=True)
class Rankers:
    """The ranker by word and the one by meaning."""

    words: WordIndex
    meaning: MeaningIndex
    embedder: Embedder
    languages: Languages

    async def rank(self, question: str, collections: Sequence[UUID]) -> Ranking:
        """Rank by words and meaning; by words alone while there is no model or no vector store.

        Raises Unavailable when there is no word index.
        """
        if not collections:
            return Ranking(passages=(), by_meaning=True, vector=None)
        by_word, (vector, by_meaning) = await gather(
            self._by_word(question, collections), self._by_meaning(question, collections)
        )
        fused = fuse(by_word, by_meaning)
        return Ranking(passages=fused, by_meaning=by_meaning is not None, vector=vector)

    async def _by_word(self, question: str, collections: Sequence[UUID]) -> Sequence[Ranked]:
        language = self.languages.detect(question)
        return await self.words.search(
            question, language=language, collections=collections, limit=DEPTH
        )

    async def _by_meaning(
        self, question: str, collections: Sequence[UUID]
    ) -> tuple[Vector | None, Sequence[Ranked] | None]:
        vector = None
        try:
            (vector,) = await self.embedder.questions([question])
            found = await self.meaning.search(vector, collections=collections, limit=DEPTH)
        except Unavailable:
            return vector, None
        return vector, found
