"""Brings ranked passages back to the texts they stand in, and refuses those that are gone."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
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
    """The documents and their texts; what one question has taken down of them stays at hand."""

    documents: Views[DocumentView]
    blobs: Blobs
    known: dict[UUID, DocumentView] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    async def lay_out(self, documents: Collection[UUID]) -> None:
        """Take documents down that `fetch` will probably want; unknown ones are no error."""
        await self._learn(documents)
        await self._read({self.known[id].text_sha256 for id in documents if id in self.known})

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
        await self._read({document.text_sha256 for _, _, document in present})
        return [
            Passage(
                ranked=one,
                start=place.start,
                end=place.end,
                document=document,
                whole=self.texts[document.text_sha256],
            )
            for one, place, document in present
        ]

    async def text(self, sha256: str) -> str:
        """Give a stored text, read again."""
        return (await self.blobs.get(sha256)).decode()

    async def _present(self, ranked: Sequence[Fused], allowed: frozenset[UUID]) -> list[Present]:
        places = [one.passage for one in ranked]
        await self._learn({place.document_id for place in places})
        return [
            (one, place, document)
            for one, place in zip(ranked, places, strict=True)
            if (document := self.known.get(place.document_id))
            and document.content_version == place.version
            and document.collection_id in allowed
        ]

    async def _learn(self, documents: Collection[UUID]) -> None:
        self.known.update(await self.documents.many([*{*documents} - self.known.keys()]))

    async def _read(self, hashes: AbstractSet[str]) -> None:
        kept = await self.blobs.many(hashes - self.texts.keys())
        self.texts.update((sha256, content.decode()) for sha256, content in kept.items())
