"""Whether the word index has come as far as a document's present text."""

from collections.abc import Sequence, Set
from uuid import UUID

from msgspec.structs import replace

from aurora.domains.errors import Unavailable
from aurora.domains.event import START, Position
from aurora.queries.knowledge.ports import WordIndex
from aurora.queries.knowledge.views import DocumentView


async def with_freshness(views: Sequence[DocumentView], words: WordIndex) -> list[DocumentView]:
    """Say of each document whether it is found by word at this moment; one whose text is lost is
    not.
    """
    try:
        reached = await words.position()
        lost = {one.document_id for one in await words.lost()}
    except Unavailable:
        reached, lost = START, set()
    return [_marked(view, reached, lost) for view in views]


def _marked(view: DocumentView, reached: Position, lost: Set[UUID]) -> DocumentView:
    by_word = reached >= Position.parse(view.position) and view.id not in lost
    return replace(view, searchable=replace(view.searchable, by_word=by_word))
