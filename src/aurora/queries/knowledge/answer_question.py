"""An answer made of sentences that stand in the documents."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from aurora.domains.blobs import Blobs
from aurora.domains.elements import ElementKind
from aurora.domains.knowledge.ports import Embedder, Languages
from aurora.domains.principal import Permission, Principal
from aurora.queries.knowledge.answering import PASSAGES, Answering, Question, Verdict
from aurora.queries.knowledge.candidates import Sentence
from aurora.queries.knowledge.finding import find
from aurora.queries.knowledge.ports import MeaningIndex, WordIndex
from aurora.queries.knowledge.question import checked
from aurora.queries.knowledge.rankers import Rankers
from aurora.queries.knowledge.readable import chosen
from aurora.queries.knowledge.shelf import Shelf
from aurora.queries.knowledge.views import AccessView, CollectionView, DocumentView
from aurora.queries.knowledge.wording import worded
from aurora.queries.query import Query
from aurora.queries.view import Views

NOTHING = "nothing in the collections that you may read answers this"


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """Where a quotation stands: characters `[start, end)` of that version's stored text, below
    which titles, outermost first, on which first and last page, and in what kind of part.
    """

    quotation: str
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


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Quotations that answer, best first, or why there are none; `confidence` is a probability.

    `answer` is their text, put together section by section.
    """

    answer: str | None
    abstained: bool
    reason: str | None
    citations: Sequence[Citation]
    confidence: float
    based_on: Sequence[str]


class AnswerQuestion(Query[Answer], frozen=True, kw_only=True):
    """Ask something of all readable collections, or of some."""

    permission = Permission.ASK
    waits_for = ("collections", "documents", "words")
    question: str
    collection_ids: tuple[UUID, ...] | None = None


async def answer_question(
    query: AnswerQuestion,
    by: Principal,
    words: WordIndex,
    meaning: MeaningIndex,
    embedder: Embedder,
    languages: Languages,
    collections: Views[CollectionView],
    accesses: Views[AccessView],
    documents: Views[DocumentView],
    blobs: Blobs,
) -> Answer:
    """Retrieve, choose sentences or abstain, and check each quotation against the stored text."""
    text = checked(query.question, "question")
    choosing = chosen(query.collection_ids, by, collections, accesses)
    shelf = Shelf(documents=documents, blobs=blobs)
    rankers = Rankers(
        words=words,
        meaning=meaning,
        embedder=embedder,
        languages=languages,
        shelf=shelf,
        shown=2 * PASSAGES,
    )
    found = await find(rankers, text, choosing)
    vector = found.ranking.vector
    question = Question(text=text, language=languages.detect(text), vector=vector)
    verdict = await Answering(embedder).judge(question, found.passages)
    return _answer(verdict, await _cited(verdict.sentences, shelf), found.ranking.based_on)


def _answer(verdict: Verdict, citations: Sequence[Citation], based_on: Sequence[str]) -> Answer:
    return Answer(
        answer=worded(citations) or None,
        abstained=not citations,
        reason=None if citations else NOTHING,
        citations=citations,
        confidence=round(verdict.confidence, 3),
        based_on=based_on,
    )


async def _cited(sentences: Sequence[Sentence], shelf: Shelf) -> list[Citation]:
    """Read each sentence's version again, and drop what does not stand there as quoted."""
    found = []
    for sentence in sentences:
        stored = await shelf.text(sentence.passage.document.text_sha256)
        if stored[sentence.start : sentence.end] == sentence.text:
            found.append(_citation(sentence))
    return found


def _citation(sentence: Sentence) -> Citation:
    document = sentence.passage.document
    setting = sentence.passage.setting(sentence.start, sentence.end)
    return Citation(
        quotation=sentence.text,
        document_id=document.id,
        version=document.content_version,
        start=sentence.start,
        end=sentence.end,
        collection_id=document.collection_id,
        title=document.title,
        headings=setting.headings,
        pages=setting.pages,
        kind=setting.kind,
        source_url=document.source_url,
    )
