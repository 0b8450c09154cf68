"""Whether the word index has come as far as a document's present text."""

from collections.abc import Sequence

from msgspec.structs import replace

from aurora.domains.errors import Unavailable
from aurora.domains.event import START, Position
from aurora.queries.knowledge.ports import WordIndex
from aurora.queries.knowledge.views import DocumentView


async def with_freshness(views: Sequence[DocumentView], words: WordIndex) -> list[DocumentView]:
    """Say of each document whether it is found by word at this moment."""
    try:
        reached = await words.position()
    except Unavailable:
        reached = START
    return [_marked(view, reached) for view in views]


def _marked(view: DocumentView, reached: Position) -> DocumentView:
    by_word = reached >= Position.parse(view.position)
    return replace(view, searchable=replace(view.searchable, by_word=by_word))
