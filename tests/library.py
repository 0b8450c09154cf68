"""A library: knowledge in memory, and what people do in it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from tests.harness import Harness
from tests.people import EDITOR, Everybody

from aurora.commands import knowledge as commands
from aurora.commands.knowledge.content import Ingested
from aurora.commands.knowledge.create_collection import CreateCollection
from aurora.commands.knowledge.grant_access import GrantAccess
from aurora.commands.knowledge.ingest_document import IngestDocument
from aurora.domains.blobs import Blobs
from aurora.domains.knowledge.ports import (
    Embedder,
    Embeddings,
    Knowledge,
    Languages,
    Principals,
    Reader,
    Sketcher,
    Splitter,
)
from aurora.domains.knowledge.types import Role
from aurora.domains.principal import Principal
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.indexes import MemoryMeaningIndex, MemoryWordIndex
from aurora.infrastructure.memory.knowledge import MemoryEmbeddings, MemoryKnowledge
from aurora.infrastructure.memory.models import (
    MemoryEmbedder,
    MemoryLanguages,
    MemorySketcher,
    MemorySplitter,
)
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.web import MemoryReader
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.queries import knowledge as queries
from aurora.queries.knowledge.answer_question import Answer, AnswerQuestion
from aurora.queries.knowledge.get_document import GetDocument
from aurora.queries.knowledge.ports import (
    MeaningIndex,
    MeaningIndexWriter,
    WordIndex,
    WordIndexWriter,
)
from aurora.queries.knowledge.search import Hit, Search
from aurora.queries.knowledge.views import DocumentView


class Library(Harness):
    """Knowledge, whole, in memory; ports can be exchanged."""

    def __init__(self, **exchanged: Any) -> None:
        record = MemoryRecord(MemoryClock(), exchanged.get("ids", MemoryIds()))
        self.blobs = exchanged.get("blobs", MemoryBlobs())
        self.words = exchanged.get("words", MemoryWordIndex())
        self.meaning = exchanged.get("meaning", MemoryMeaningIndex())
        self.embedder = exchanged.get("embedder", MemoryEmbedder())
        self.embeddings = MemoryEmbeddings()
        self.knowledge = MemoryKnowledge(record)
        super().__init__(
            handlers=(*commands.HANDLERS, *queries.HANDLERS, *exchanged.get("handlers", ())),
            ports={
                Knowledge: self.knowledge,
                Principals: Everybody(),
                Blobs: self.blobs,
                Reader: exchanged.get("reader", MemoryReader()),
                Splitter: exchanged.get("splitter", MemorySplitter()),
                Sketcher: MemorySketcher(),
                Languages: exchanged.get("languages", MemoryLanguages()),
                Embedder: self.embedder,
                Embeddings: self.embeddings,
                WordIndex: self.words,
                WordIndexWriter: exchanged.get("writer", self.words),
                MeaningIndex: self.meaning,
                MeaningIndexWriter: self.meaning,
            },
            policies=exchanged.get("policies", commands.POLICIES),
            projections=queries.PROJECTIONS,
            record=record,
        )

    async def found(self, name: str = "Rivers", by: Principal = EDITOR) -> UUID:
        """Found a collection."""
        id = await self.bus.send(CreateCollection(name=name), by)
        await self.settle()
        return id

    async def let_in(
        self, collection: UUID, who: Principal, role: Role = Role.READER, by: Principal = EDITOR
    ) -> None:
        """Grant a role."""
        grant = GrantAccess(collection_id=collection, principal_id=who.id, role=role)
        await self.bus.send(grant, by)
        await self.settle()

    async def ingest(
        self,
        collection: UUID,
        content: str,
        by: Principal = EDITOR,
        **more: Any,
    ) -> Ingested:
        """Hand a text in, and wait until it is indexed."""
        command = IngestDocument(collection_id=collection, content=content, **more)
        ingested = await self.bus.send(command, by)
        await self.settle()
        return ingested

    async def document(self, id: UUID, by: Principal = EDITOR) -> DocumentView:
        """Look at a document."""
        return await self.bus.ask(GetDocument(document_id=id), by)

    async def search(self, q: str, by: Principal = EDITOR, **more: Any) -> Sequence[Hit]:
        """Look for passages."""
        return (await self.bus.ask(Search(q=q, **more), by)).hits

    async def answer(self, question: str, by: Principal = EDITOR, **more: Any) -> Answer:
        """Ask a question."""
        return await self.bus.ask(AnswerQuestion(question=question, **more), by)
