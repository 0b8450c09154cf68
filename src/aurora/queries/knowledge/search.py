"""Passages by word and by meaning."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from aurora.domains.blobs import Blobs
from aurora.domains.elements import ElementKind
from aurora.domains.knowledge.ports import Embedder, Languages
from aurora.domains.principal import Permission, Principal
from aurora.queries.knowledge.finding import find
from aurora.queries.knowledge.passage import Passage
from aurora.queries.knowledge.ports import MeaningIndex, WordIndex
from aurora.queries.knowledge.question import checked
from aurora.queries.knowledge.rankers import DEPTH, Rankers
from aurora.queries.knowledge.readable import chosen
from aurora.queries.knowledge.shelf import Shelf
from aurora.queries.knowledge.views import AccessView, CollectionView, DocumentView
from aurora.queries.knowledge.words import content_roots, shared_words
from aurora.queries.query import Query
from aurora.queries.view import Views


class ScoreParts(msgspec.Struct, frozen=True, kw_only=True):
    """What each ranker gave, scaled to 0..1 over its own list."""

    word: float
    meaning: float


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A passage: characters `[start, end)` of that version's text, and why it was found.

    `headings` are the titles above it, outermost first, `pages` the first and the last page it is
    on, `kind` what most of it is. `highlights` are character ranges within `text` of words that the
    question shares; stop words are never marked. `duplicates` are documents of the collection that
    say the same in the same words, and were found by it too.
    """

    document_id: UUID
    version: int
    start: int
    end: int
    collection_id: UUID
    title: str
    headings: tuple[str, ...]
    pages: tuple[int, int] | None = None
    kind: ElementKind | None = None
    source_url: str | None
    language: str
    text: str
    highlights: Sequence[tuple[int, int]]
    score: float
    parts: ScoreParts
    duplicates: Sequence[UUID] = ()


class SearchResults(msgspec.Struct, frozen=True, kw_only=True):
    """Passages, best first, and which rankers had a say."""

    hits: Sequence[Hit]
    based_on: Sequence[str]


class Search(Query[SearchResults], frozen=True, kw_only=True):
    """Look for passages in all readable collections, or in some."""

    permission = Permission.SEARCH
    waits_for = ("collections", "documents", "words")
    q: str
    collection_ids: tuple[UUID, ...] | None = None
    limit: Annotated[int, Meta(ge=1, le=100)] = 10


async def search(
    query: Search,
    by: Principal,
    words: WordIndex,
    meaning: MeaningIndex,
    embedder: Embedder,
    languages: Languages,
    collections: Views[CollectionView],
    accesses: Views[AccessView],
    documents: Views[DocumentView],
    blobs: Blobs,
) -> SearchResults:
    """Rank, check every passage against its document, and show where the words are."""
    question = checked(query.q, "q")
    choosing = chosen(query.collection_ids, by, collections, accesses)
    shelf = Shelf(documents=documents, blobs=blobs)
    rankers = Rankers(
        words=words,
        meaning=meaning,
        embedder=embedder,
        languages=languages,
        shelf=shelf,
        shown=query.limit,
        depth=max(DEPTH, query.limit),
    )
    found = await find(rankers, question, choosing)
    roots = frozenset(content_roots(question))
    hits = [_hit(one, roots) for one in found.passages]
    return SearchResults(hits=hits, based_on=found.ranking.based_on)


def _hit(passage: Passage, roots: frozenset[str]) -> Hit:
    document, ranked = passage.document, passage.ranked
    setting = passage.setting(passage.start, passage.end)
    return Hit(
        document_id=document.id,
        version=document.content_version,
        start=passage.start,
        end=passage.end,
        collection_id=document.collection_id,
        title=document.title,
        headings=setting.headings,
        pages=setting.pages,
        kind=setting.kind,
        source_url=document.source_url,
        language=passage.language,
        text=passage.text,
        highlights=list(shared_words(passage.text, roots)),
        score=ranked.score,
        parts=ScoreParts(word=ranked.word, meaning=ranked.meaning),
        duplicates=passage.duplicates,
    )
