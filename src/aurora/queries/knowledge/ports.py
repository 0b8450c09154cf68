"""What questions about knowledge need from outside: two rankers over the same passages."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

import msgspec

from aurora.domains.event import Position
from aurora.domains.knowledge.types import PassageRef, Vector


class Ranked(msgspec.Struct, frozen=True):
    """The key of a passage and the score that one ranker gave it; higher is better."""

    key: str
    collection_id: UUID
    score: float

    @property
    def passage(self) -> PassageRef:
        """Where the passage stands."""
        return PassageRef.parse(self.key)


class WordPassage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage as the word index takes it."""

    ref: PassageRef
    collection_id: UUID
    language: str
    title: str
    text: str


class LostText(msgspec.Struct, frozen=True, kw_only=True):
    """A document whose text could not be indexed, because it is lost; the log tells of it at
    `at`.
    """

    document_id: UUID
    at: Position


class WordIndex(Protocol):
    """Passages by word: BM25 with analyzers per language."""

    async def search(
        self, text: str, *, language: str, collections: Sequence[UUID], limit: int
    ) -> Sequence[Ranked]:
        """Rank passages of those collections by BM25, best first; raises Unavailable while
        there is no index.
        """
        ...

    async def position(self) -> Position:
        """Tell up to which place of the log the index is searchable here; raises Unavailable
        while there is no index.
        """
        ...

    async def lost(self) -> Sequence[LostText]:
        """Give documents that are not found for the loss of their texts, up to 10,000; raises
        Unavailable while there is no index.
        """
        ...


class WordIndexWriter(Protocol):
    """The one hand that writes the word index; nothing is searchable before `commit`."""

    async def add(self, passages: Sequence[WordPassage]) -> None:
        """Add passages in place of all that was there of their documents."""
        ...

    async def lose(self, text: LostText) -> None:
        """Note that the text of a document cannot be had, in place of all that was there of it."""
        ...

    async def lacking(self) -> Sequence[LostText]:
        """Give what was noted like that until the last commit, up to 10,000 of it."""
        ...

    async def forget_document(self, document_id: UUID) -> None:
        """Remove every passage of a document."""
        ...

    async def forget_collection(self, collection_id: UUID) -> None:
        """Remove every passage of a collection."""
        ...

    async def clear(self) -> None:
        """Remove everything."""
        ...

    async def commit(self, generation: str, upto: Position) -> bool:
        """Make the changes searchable, and keep generation and position in the same commit; tell
        whether there was a change.
        """
        ...

    async def committed(self) -> tuple[str, Position]:
        """Give the generation and position of the last commit; `("", START)` when there is none."""
        ...


class MeaningIndex(Protocol):
    """Passages by meaning: nearest neighbours by cosine, one partition per collection."""

    async def search(
        self, vector: Vector, *, collections: Sequence[UUID], limit: int
    ) -> Sequence[Ranked]:
        """Rank the passages of those collections by cosine, best first; unknown collections are
        empty ones.
        """
        ...


class MeaningIndexWriter(MeaningIndex, Protocol):
    """The same index for those who fill it; what it is told is searchable at once."""

    async def add(self, collection_id: UUID, vectors: Mapping[PassageRef, Vector]) -> None:
        """Add or replace passages."""
        ...

    async def forget(self, collection_id: UUID, passages: Sequence[PassageRef]) -> None:
        """Remove passages; unknown ones are no error."""
        ...

    async def forget_collection(self, collection_id: UUID) -> None:
        """Remove a collection's passages."""
        ...

    async def clear(self) -> None:
        """Remove everything, the mark too."""
        ...

    async def mark(self, generation: str) -> None:
        """Leave a mark in the store that says which generation it holds."""
        ...

    async def generation(self) -> str | None:
        """Give the mark, None when the store lost it; raises Unavailable when the store cannot
        be written to.
        """
        ...
