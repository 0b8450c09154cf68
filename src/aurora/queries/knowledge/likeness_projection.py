"""Links the documents of a collection that say the same, or nearly so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from msgspec.structs import replace

from aurora.domains.knowledge.likeness import buckets
from aurora.queries.knowledge.alike import Alike, alike
from aurora.queries.knowledge.views import DocumentView, LikenessView, likeness_id
from aurora.queries.view import EVERYTHING, Views


@dataclass(frozen=True)
class Kinship:
    """Keeps each document linked to the first one like it. Which one that is depends on the texts
    that are there and on when their documents came, not on the order in which it was learnt.
    """

    documents: Views[DocumentView]
    likenesses: Views[LikenessView]
    found: dict[str, Sequence[Alike]] = field(default_factory=dict)

    async def enter(self, view: DocumentView, sketch: bytes, *, known: bool) -> None:
        """Keep the view with its link, and link those anew that its text concerns; nothing is
        linked to a document yet that was not `known` before.
        """
        mark = LikenessView(
            id=likeness_id(view),
            version=view.version,
            document_id=view.id,
            text_sha256=view.text_sha256,
            sketch=sketch,
            buckets=buckets(view.collection_id, view.text_sha256, sketch),
        )
        await self.likenesses.put(mark)
        others = await alike(mark, self.likenesses)
        await self.documents.put(_linked(view, mark, others))
        concerned = [one.mark.document_id for one in others if one.mark.id > mark.id]
        concerned += await self._linked_to(view.id) if known else ()
        await self._link(dict.fromkeys(concerned))

    async def leave(self, document_id: UUID, version: int) -> None:
        """Forget the text of a document that is gone, and link those anew that said the same."""
        for mark in await self.likenesses.list(EVERYTHING, document_id=document_id):
            await self.likenesses.forget(mark.id, version)
        await self._link(await self._linked_to(document_id))

    async def _linked_to(self, document_id: UUID) -> Sequence[UUID]:
        views = await self.documents.list(EVERYTHING, duplicate_of=document_id)
        return [view.id for view in views]

    async def _link(self, ids: Iterable[UUID]) -> None:
        """Link documents anew, and those that were linked to one that is a duplicate now."""
        for id in ids:
            view = await self.documents.get(id)
            linked = await self._linked(view) if view else None
            if view is None or linked is None or linked == view:
                continue
            await self.documents.put(linked)
            if view.duplicate_of is None:
                await self._link(await self._linked_to(id))

    async def _linked(self, view: DocumentView) -> DocumentView | None:
        mark = await self.likenesses.get(likeness_id(view))
        if mark is None:
            return None
        if mark.text_sha256 not in self.found:
            others = await alike(mark, self.likenesses)
            self.found[mark.text_sha256] = sorted([Alike(mark, 1.0), *others], key=_coming)
        return _linked(view, mark, self.found[mark.text_sha256])


def _coming(one: Alike) -> UUID:
    return one.mark.id


def _linked(view: DocumentView, mark: LikenessView, others: Sequence[Alike]) -> DocumentView:
    first = next((one for one in others if one.mark.id < mark.id), None)
    return replace(
        view,
        duplicate_of=first.mark.document_id if first else None,
        similarity=first.similarity if first else None,
    )
