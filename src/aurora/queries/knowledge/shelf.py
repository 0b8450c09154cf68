"""Brings ranked passages back to the texts they stand in, and refuses those that are gone."""

from asyncio import gather
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aurora.domains.blobs import Blobs
from aurora.queries.knowledge.fusion import Fused
from aurora.queries.knowledge.views import DocumentView
from aurora.queries.view import Views


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A ranked passage, its document, and the whole text of the document's present version."""

    ranked: Fused
    document: DocumentView
    whole: str

    @property
    def start(self) -> int:
        """Where it begins in the whole text."""
        return self.ranked.passage.start

    @property
    def end(self) -> int:
        """Where it ends in the whole text."""
        return self.ranked.passage.end

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
        present: list[tuple[Fused, DocumentView]] = []
        for start in range(0, len(ranked), limit):
            if len(present) >= limit:
                break
            present += await self._present(ranked[start : start + limit], allowed)
        del present[limit:]
        texts = await self._texts({document.text_sha256 for _, document in present})
        return [
            Passage(ranked=one, document=document, whole=texts[document.text_sha256])
            for one, document in present
        ]

    async def _present(
        self, ranked: Sequence[Fused], allowed: frozenset[UUID]
    ) -> list[tuple[Fused, DocumentView]]:
        places = [one.passage for one in ranked]
        known = await self.documents.many(list({place.document_id for place in places}))
        return [
            (one, document)
            for one, place in zip(ranked, places, strict=True)
            if (document := known.get(place.document_id))
            and document.content_version == place.version
            and document.collection_id in allowed
        ]

    async def text(self, sha256: str) -> str:
        """Give a stored text."""
        return (await self.blobs.get(sha256)).decode()

    async def _texts(self, hashes: set[str]) -> dict[str, str]:
        ordered = sorted(hashes)
        return dict(zip(ordered, await gather(*map(self.text, ordered)), strict=True))
