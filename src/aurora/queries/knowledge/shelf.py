"""Brings ranked passages back to the texts they stand in, and refuses those that are gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aurora.domains.blobs import Blobs
from aurora.domains.knowledge.types import PassageRef
from aurora.queries.knowledge.fusion import Fused
from aurora.queries.knowledge.views import DocumentView
from aurora.queries.view import Views

Present = tuple[Fused, PassageRef, DocumentView]


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A ranked passage, its document, and the whole text of the document's present version; it is
    characters `[start, end)` of that.
    """

    ranked: Fused
    start: int
    end: int
    document: DocumentView
    whole: str

    @property
    def text(self) -> str:
        """The passage's own characters."""
        return self.whole[self.start : self.end]


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """The documents and their texts."""

    documents: Views[DocumentView]
    blobs: Blobs

    async def fetch(
        self, ranked: Sequence[Fused], collections: Sequence[UUID], limit: int
    ) -> Sequence[Passage]:
        """Give the first `limit` passages of present texts in those collections, in order."""
        allowed = frozenset(collections)
        present: list[Present] = []
        for start in range(0, len(ranked), limit):
            if len(present) >= limit:
                break
            present += await self._present(ranked[start : start + limit], allowed)
        del present[limit:]
        kept = await self.blobs.many({document.text_sha256 for _, _, document in present})
        texts = {sha256: content.decode() for sha256, content in kept.items()}
        return [
            Passage(
                ranked=one,
                start=place.start,
                end=place.end,
                document=document,
                whole=texts[document.text_sha256],
            )
            for one, place, document in present
        ]

    async def _present(self, ranked: Sequence[Fused], allowed: frozenset[UUID]) -> list[Present]:
        places = [one.passage for one in ranked]
        known = await self.documents.many(list({place.document_id for place in places}))
        return [
            (one, place, document)
            for one, place in zip(ranked, places, strict=True)
            if (document := known.get(place.document_id))
            and document.content_version == place.version
            and document.collection_id in allowed
        ]

    async def text(self, sha256: str) -> str:
        """Give a stored text."""
        return (await self.blobs.get(sha256)).decode()
