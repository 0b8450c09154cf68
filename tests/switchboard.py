"""A switchboard: the AuroraRouter over knowledge, perception and routing in memory."""

from typing import Any
from uuid import UUID

from tests.harness import Harness
from tests.people import EDITOR, Everybody

from aurora.bus import Handler
from aurora.commands import knowledge as knowledge_commands
from aurora.commands import routing as commands
from aurora.commands.knowledge.create_collection import CreateCollection
from aurora.commands.knowledge.ingest_document import IngestDocument
from aurora.commands.perception.start_crawl import StartCrawl, start_crawl
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
from aurora.domains.perception.crawl import Crawl
from aurora.domains.perception.filling import Filler
from aurora.domains.perception.patterns import Patterns
from aurora.domains.perception.ports import Extractor, Fetcher, Perception, Renderer
from aurora.domains.perception.url import Urls
from aurora.domains.principal import Principal
from aurora.domains.routing.ports import Routing
from aurora.infrastructure.memory.filling import MemoryFiller
from aurora.infrastructure.memory.frontier import MemoryFrontier
from aurora.infrastructure.memory.indexes import MemoryMeaningIndex, MemoryWordIndex
from aurora.infrastructure.memory.knowledge import MemoryEmbeddings, MemoryKnowledge
from aurora.infrastructure.memory.models import (
    MemoryEmbedder,
    MemoryLanguages,
    MemorySketcher,
    MemorySplitter,
)
from aurora.infrastructure.memory.perception import MemoryPerception
from aurora.infrastructure.memory.rendering import MemoryRenderer
from aurora.infrastructure.memory.routing import MemoryRouting
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.web import MemoryExtractor, MemoryFetcher, MemoryReader
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.web.patterns import Re2Patterns
from aurora.infrastructure.web.urls import AdaUrls
from aurora.queries import knowledge as knowledge_queries
from aurora.queries import routing as queries
from aurora.queries.knowledge.ports import (
    MeaningIndex,
    MeaningIndexWriter,
    WordIndex,
    WordIndexWriter,
)
from aurora.queries.routing.views import DecisionView
from aurora.router.routed import Routed
from aurora.router.router import AuroraRouter
from aurora.router.wanted import Wanted


class Switchboard(Harness):
    """Everything that a wish can reach; the router's embedder can be exchanged."""

    def __init__(
        self, embedder: Embedder | None = None, handlers: tuple[Handler, ...] = ()
    ) -> None:
        record = MemoryRecord(MemoryClock(), MemoryIds())
        words, meaning = MemoryWordIndex(), MemoryMeaningIndex()
        super().__init__(
            handlers=(
                *knowledge_commands.HANDLERS,
                *knowledge_queries.HANDLERS,
                start_crawl,
                *commands.HANDLERS,
                *queries.HANDLERS,
                *handlers,
            ),
            ports={
                Routing: MemoryRouting(record),
                Knowledge: MemoryKnowledge(record),
                Principals: Everybody(),
                Reader: MemoryReader(),
                Splitter: MemorySplitter(),
                Sketcher: MemorySketcher(),
                Languages: MemoryLanguages(),
                Embedder: MemoryEmbedder(),
                Embeddings: MemoryEmbeddings(),
                WordIndex: words,
                WordIndexWriter: words,
                MeaningIndex: meaning,
                MeaningIndexWriter: meaning,
                Perception: MemoryPerception(MemoryFrontier(record)),
                Fetcher: MemoryFetcher({}),
                Renderer: MemoryRenderer(),
                Filler: MemoryFiller(),
                Extractor: MemoryExtractor(),
                Patterns: Re2Patterns(),
                Urls: AdaUrls(),
            },
            policies=knowledge_commands.POLICIES,
            projections=(*knowledge_queries.PROJECTIONS, *queries.PROJECTIONS),
            record=record,
        )
        self.router = AuroraRouter(self.bus, embedder or MemoryEmbedder(), MemoryLanguages())

    async def route(
        self,
        text: str,
        by: Principal = EDITOR,
        *,
        key: str | None = None,
        **more: Any,
    ) -> Routed:
        """Wish for something, and wait until the decision can be seen."""
        routed = await self.router.route(Wanted(text=text, **more), by, key=key)
        await self.settle()
        return routed

    async def found(self, name: str, by: Principal = EDITOR) -> UUID:
        """Found a collection."""
        id = await self.bus.send(CreateCollection(name=name), by)
        await self.settle()
        return id

    async def keep(self, collection: UUID, content: str, by: Principal = EDITOR) -> None:
        """Keep a text, and wait until it is found."""
        await self.bus.send(IngestDocument(collection_id=collection, content=content), by)
        await self.settle()

    def decision(self, routed: Routed) -> DecisionView:
        """Give what is kept of a decision."""
        return self.views(DecisionView)._views[routed.decision_id]

    def crawls(self) -> list[Crawl]:
        """Give the crawls that were started."""
        return [one for one in self.record.kinds["crawl"].values() if isinstance(one, Crawl)]

    def count(self, kind: str) -> int:
        """Count the aggregates of a kind."""
        return len(self.record.kinds.get(kind, {}))


def refused(message: type[StartCrawl] | type[IngestDocument]) -> str:
    """Say what the bus says to who may not."""
    return f"this needs the permission {message.permission}"
