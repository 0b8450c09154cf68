"""What is asked side by side: Aurora over HTTP, and what it is made of, each alone."""

import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

from aurora.container import Container
from aurora.domains.knowledge.types import Vector
from benchmarks import corpus
from benchmarks.client import Client, client
from benchmarks.cpu import meter
from benchmarks.load import Ask
from benchmarks.report import say
from benchmarks.system import RunningAurora

TOP = 10


@dataclass(frozen=True)
class Contender:
    """A way to ask, and the CPU time of whatever answers."""

    ask: Ask
    cpu: Callable[[], float]


class Field:
    """One collection in a running Aurora, and everybody who can be asked about it."""

    def __init__(
        self, running: RunningAurora, aurora: Client, container: Container, collection: UUID
    ) -> None:
        self._running = running
        self._aurora = aurora
        self._container = container
        self._collection = collection
        self._vectors: dict[str, Vector] = {}
        self._languages: dict[str, str] = {}
        self._place = ""

    async def contenders(self) -> Mapping[str, Contender]:
        """Give them in an order in which the model goes first: Chroma needs its vectors."""
        self._place = await self._aurora.chroma_collection(self._collection)
        chroma = self._running.pids()["chroma"]
        return {
            "question": Contender(self._embed, time.process_time),
            "aurora": Contender(self._ask_aurora, meter(self._running.pid)),
            "chroma": Contender(self._ask_chroma, meter(chroma)),
            "tantivy": Contender(self._ask_tantivy, time.process_time),
        }

    async def _embed(self, question: str) -> None:
        (vector,) = await self._container.embedder().questions([question])
        self._vectors[question] = list(vector)
        self._languages[question] = self._container.languages().detect(question)

    async def _ask_aurora(self, question: str) -> bytes:
        return await self._aurora.search_raw(question, self._collection, TOP)

    async def _ask_chroma(self, question: str) -> bytes:
        return await self._aurora.nearest(self._place, self._vectors[question], TOP)

    async def _ask_tantivy(self, question: str) -> object:
        language = self._languages[question]
        words = self._container.words()
        return await words.search(
            question, language=language, collections=[self._collection], limit=TOP
        )


@asynccontextmanager
async def field(running: RunningAurora, passages: int) -> AsyncIterator[Field]:
    """Fill a collection with made-up documents, and let go of everything at the end."""
    container = Container(settings=running.settings())
    splitter, embedder = container.splitter(), container.embedder()
    texts = corpus.documents(splitter, passages)
    try:
        await corpus.lay_up(texts, splitter, container.embeddings(), embedder.model)
        async with client(running) as aurora:
            collection = await aurora.found(f"{passages} passages")
            await aurora.ingest(collection, texts)
            say(f"{await aurora.until_indexed(collection)} passages are indexed")
            aurora.forget_position()
            yield Field(running, aurora, container, collection)
    finally:
        embedder.close()
        container.words().close()
        await container.engine().dispose()
