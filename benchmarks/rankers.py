"""The two rankers that Aurora's search fuses, each alone, and their reciprocal rank fusion."""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

from aurora.container import Container
from aurora.domains.knowledge.ports import Embedder, Languages
from aurora.domains.knowledge.types import PassageRef
from aurora.queries.knowledge.ports import MeaningIndex, Ranked, WordIndex
from aurora.queries.knowledge.rankers import DEPTH
from aurora.settings import Settings

K = 60


@dataclass(frozen=True, kw_only=True)
class LoneRankers:
    """The adapters that the container gives to the search, asked one by one."""

    words: WordIndex
    meaning: MeaningIndex
    embedder: Embedder
    languages: Languages

    async def rank(self, question: str, collection: UUID) -> dict[str, Sequence[UUID]]:
        """Give the documents of their best passages in the order of each ranker."""
        language = self.languages.detect(question)
        words = await self.words.search(
            question, language=language, collections=[collection], limit=DEPTH
        )
        (vector,) = await self.embedder.questions([question])
        meaning = await self.meaning.search(vector, collections=[collection], limit=DEPTH)
        passages = {
            "word": [one.passage for one in words],
            "meaning": [one.passage for one in meaning],
            "rrf": reciprocal_rank_fusion(words, meaning),
        }
        return {name: [one.document_id for one in found] for name, found in passages.items()}


def reciprocal_rank_fusion(*lists: Sequence[Ranked]) -> list[PassageRef]:
    """Order by the sum of 1 / (60 + rank) over the lists (Cormack, Clarke and Büttcher, 2009)."""
    scores: dict[PassageRef, float] = defaultdict(float)
    for ranked in lists:
        for rank, one in enumerate(ranked, start=1):
            scores[one.passage] += 1 / (K + rank)
    return sorted(scores, key=lambda passage: (-scores[passage], passage))


@asynccontextmanager
async def lone_rankers(settings: Settings) -> AsyncIterator[LoneRankers]:
    """Take the rankers from a container of one's own over the stores of a running Aurora."""
    container = Container(settings=settings)
    try:
        yield LoneRankers(
            words=container.words(),
            meaning=container.meaning(),
            embedder=container.embedder(),
            languages=container.languages(),
        )
    finally:
        container.embedder().close()
        container.words().close()
        await container.meaning().aclose()
        await container.redis().aclose()
