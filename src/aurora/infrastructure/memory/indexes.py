"""The two passage indexes in memory."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from uuid import UUID

from aurora.domains.errors import Unavailable
from aurora.domains.event import START, Position
from aurora.domains.knowledge.types import PassageRef, Vector
from aurora.queries.knowledge.dense import spaced
from aurora.queries.knowledge.ports import LostText, Ranked, WordPassage

SATURATION, LENGTH_WEIGHT = 1.2, 0.75


class MemoryWordIndex:
    """Both halves of the word index over one state: BM25 over folded words."""

    def __init__(self) -> None:
        self._pending: dict[PassageRef, WordPassage] = {}
        self._searchable: dict[PassageRef, WordPassage] = {}
        self._losing: dict[UUID, LostText] = {}
        self._lost: dict[UUID, LostText] = {}
        self._committed: tuple[str, Position] = ("", START)

    async def search(
        self, text: str, *, language: str, collections: Sequence[UUID], limit: int
    ) -> Sequence[Ranked]:
        """Rank passages of those collections by BM25, best first; Unavailable before a commit."""
        del language
        self._check()
        words = set(_words(text, 2))
        counts = {
            ref: Counter(_words(f"{p.title} {p.text}", 1, 2)) for ref, p in self._searchable.items()
        }
        common = Counter(chain.from_iterable(counts.values()))
        mean = sum(map(Counter.total, counts.values())) / max(1, len(counts))
        rarity = {
            word: math.log(1 + (len(counts) - common[word] + 0.5) / (common[word] + 0.5))
            for word in words
        }
        ranked = [
            Ranked(ref.key, self._searchable[ref].collection_id, _bm25(count, rarity, mean))
            for ref, count in counts.items()
            if self._searchable[ref].collection_id in collections and words & count.keys()
        ]
        return sorted(ranked, key=lambda hit: (-hit.score, hit.key))[:limit]

    async def position(self) -> Position:
        """Tell up to which place of the log the index is searchable; Unavailable before a
        commit.
        """
        self._check()
        return self._committed[1]

    async def add(self, passages: Sequence[WordPassage]) -> None:
        """Add passages in place of all that was there of their documents."""
        for document_id in {passage.ref.document_id for passage in passages}:
            await self.forget_document(document_id)
        self._pending |= {passage.ref: passage for passage in passages}

    async def lose(self, text: LostText) -> None:
        """Note that the text of a document cannot be had, in place of all that was there of it."""
        await self.forget_document(text.document_id)
        self._losing[text.document_id] = text

    async def lost(self) -> Sequence[LostText]:
        """Give documents that are not found for the loss of their texts; Unavailable before a
        commit.
        """
        self._check()
        return await self.lacking()

    async def lacking(self) -> Sequence[LostText]:
        """Give what was noted like that until the last commit."""
        return list(self._lost.values())

    async def forget_document(self, document_id: UUID) -> None:
        """Remove every passage of a document."""
        kept = {ref: p for ref, p in self._pending.items() if ref.document_id != document_id}
        self._pending = kept
        self._losing.pop(document_id, None)

    async def forget_collection(self, collection_id: UUID) -> None:
        """Remove every passage of a collection."""
        kept = {ref: p for ref, p in self._pending.items() if p.collection_id != collection_id}
        self._pending = kept

    async def clear(self) -> None:
        """Remove everything."""
        self._pending, self._losing = {}, {}

    async def commit(self, generation: str, upto: Position) -> bool:
        """Make the changes searchable, and keep generation and position with them."""
        changed = (self._searchable, self._lost) != (self._pending, self._losing)
        self._searchable, self._lost = dict(self._pending), dict(self._losing)
        self._committed = (generation, upto)
        return changed

    async def committed(self) -> tuple[str, Position]:
        """Give the generation and position of the last commit."""
        return self._committed

    def _check(self) -> None:
        if not self._committed[0]:
            raise Unavailable("the word index is being filled", retry_after=2)


class MemoryMeaningIndex:
    """Exact nearest neighbours; set `broken` to have a store that cannot be written to."""

    def __init__(self) -> None:
        self._vectors: dict[UUID, dict[PassageRef, Vector]] = {}
        self._generation: str | None = None
        self.broken = False

    async def search(
        self, vector: Vector, *, collections: Sequence[UUID], limit: int
    ) -> Sequence[Ranked]:
        """Rank the passages of those collections by cosine, best first."""
        ranked = [
            Ranked(passage.key, id, _cosine(vector, candidate))
            for id in collections
            for passage, candidate in self._vectors.get(id, {}).items()
        ]
        return sorted(ranked, key=lambda hit: (-hit.score, hit.key))[:limit]

    async def add(self, collection_id: UUID, vectors: Mapping[PassageRef, Vector]) -> None:
        """Add or replace passages."""
        self._vectors.setdefault(collection_id, {}).update(vectors)

    async def forget(self, collection_id: UUID, passages: Sequence[PassageRef]) -> None:
        """Remove passages; unknown ones are no error."""
        for passage in passages:
            self._vectors.get(collection_id, {}).pop(passage, None)

    async def forget_collection(self, collection_id: UUID) -> None:
        """Remove a collection's passages."""
        self._vectors.pop(collection_id, None)

    async def clear(self) -> None:
        """Remove everything, the mark too."""
        self._vectors, self._generation = {}, None

    async def mark(self, generation: str) -> None:
        """Leave a mark that says which generation the store holds."""
        self._generation = generation

    async def generation(self) -> str | None:
        """Give the mark, None when the store lost it; raises Unavailable when it is broken."""
        if self.broken:
            raise Unavailable("the meaning index cannot be written to")
        return self._generation


def _words(text: str, *counts: int) -> list[str]:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    folded = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return re.findall(r"[^\W_]+", spaced(folded, *counts))


def _bm25(count: Counter[str], rarity: Mapping[str, float], mean: float) -> float:
    """Score one text: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009)."""
    damping = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * count.total() / mean)
    return sum(
        weight * count[word] * (SATURATION + 1) / (count[word] + damping)
        for word, weight in rarity.items()
    )


def _cosine(one: Vector, other: Vector) -> float:
    dot = sum(x * y for x, y in zip(one, other, strict=True))
    return dot / ((math.hypot(*one) * math.hypot(*other)) or 1.0)
