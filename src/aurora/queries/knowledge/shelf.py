"""Brings ranked passages back to the texts they stand in, and refuses those that are gone."""

from collections.abc import Collection, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

from aurora.domains.blobs import Blobs, ContentLost
from aurora.domains.elements import Elements
from aurora.domains.knowledge.types import PassageRef
from aurora.queries.knowledge.folding import Folding
from aurora.queries.knowledge.fusion import Fused
from aurora.queries.knowledge.parts import parts
from aurora.queries.knowledge.passage import Passage
from aurora.queries.knowledge.views import DocumentView
from aurora.queries.view import Views

Present = tuple[Fused, PassageRef, DocumentView]


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """The documents and their texts; what one question has taken down of them stays at hand."""

    documents: Views[DocumentView]
    blobs: Blobs
    known: dict[UUID, DocumentView] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    lost: dict[str, ContentLost] = field(default_factory=dict)

    async def lay_out(self, documents: Collection[UUID]) -> None:
        """Take documents down that `fetch` will probably want; unknown ones are no error."""
        await self._learn(documents)
        await self._read([self.known[id] for id in documents if id in self.known])

    async def fetch(
        self, ranked: Sequence[Fused], collections: Sequence[UUID], limit: int
    ) -> Sequence[Passage]:
        """Give the first `limit` passages of present texts in those collections, in order; what
        documents that are alike say in the same words counts once. Those whose text is lost are
        left out; raises ContentLost where nothing else is found.
        """
        allowed, folding = frozenset(collections), Folding()
        for start in range(0, len(ranked), limit):
            if len(folding.passages) >= limit:
                break
            present = await self._present(ranked[start : start + limit], allowed)
            for passage in await self._passages(present):
                folding.add(passage)
        if self.lost and not folding.passages:
            raise next(iter(self.lost.values()))
        return folding.passages[:limit]

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

    async def _passages(self, present: Sequence[Present]) -> list[Passage]:
        firsts = {document.duplicate_of for _, _, document in present if document.similarity == 1}
        await self._learn({*filter(None, firsts)})
        shown = [self._first(document) for _, _, document in present]
        await self._read(shown)
        return [
            Passage(
                ranked=one,
                start=place.start,
                end=place.end,
                document=document,
                whole=self.texts[document.text_sha256],
                parts=self._parts(document),
                duplicates=() if document.id == place.document_id else (place.document_id,),
            )
            for (one, place, _), document in zip(present, shown, strict=True)
            if document.text_sha256 in self.texts
        ]

    def _first(self, document: DocumentView) -> DocumentView:
        """Give the first document of the collection with the same text."""
        first = self.known.get(document.duplicate_of) if document.duplicate_of else None
        return first if first and first.text_sha256 == document.text_sha256 else document

    def _parts(self, document: DocumentView) -> Elements | None:
        content = self.contents.get(document.elements_sha256 or "")
        return parts(content) if content else None

    async def _learn(self, documents: Collection[UUID]) -> None:
        self.known.update(await self.documents.many([*{*documents} - self.known.keys()]))

    async def _read(self, documents: Sequence[DocumentView]) -> None:
        texts = {one.text_sha256 for one in documents} - self.texts.keys()
        elements = {one.elements_sha256 for one in documents if one.elements_sha256}
        kept = await self._kept(texts | (elements - self.contents.keys()))
        self.texts.update((sha256, kept[sha256].decode()) for sha256 in texts & kept.keys())
        self.contents.update((sha256, kept[sha256]) for sha256 in elements & kept.keys())

    async def _kept(self, hashes: Set[str]) -> Mapping[str, bytes]:
        """Give the contents that there are; one that is lost keeps nobody from the others."""
        wanted = hashes - self.lost.keys()
        with suppress(ContentLost):
            return await self.blobs.many(wanted)
        kept: dict[str, bytes] = {}
        for sha256 in wanted:
            try:
                kept[sha256] = await self.blobs.get(sha256)
            except ContentLost as loss:
                self.lost[sha256] = loss
        return kept
