"""The meaning index in Chroma: one Chroma collection for each of Aurora's."""

from asyncio import Semaphore, gather
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import TypeVar
from uuid import UUID

import msgspec
import numpy as np

from aurora.domains.knowledge.types import PassageRef, Vector
from aurora.infrastructure.chroma.server import ChromaServer, NoSuchCollection
from aurora.queries.knowledge.ports import Ranked

T = TypeVar("T")
BATCH = 1000
PARALLEL_QUERIES = 4


class Kept(msgspec.Struct, frozen=True):
    """Which of the records that were asked for a collection holds."""

    ids: list[str]


class Found(msgspec.Struct, frozen=True):
    """The nearest records of each vector that was asked for, and how far they are."""

    ids: list[list[str]]
    distances: list[list[float]]


class ChromaMeaningIndex:
    """Passages by meaning on one Chroma server; collections of other namespaces are not touched."""

    def __init__(self, url: str, namespace: str = "aurora") -> None:
        self._server = ChromaServer(url)
        self._prefix = f"{namespace}-"
        self._ids: dict[str, str] = {}
        self._queries = Semaphore(PARALLEL_QUERIES)
        self._beats = 0

    async def aclose(self) -> None:
        """Close the connections."""
        await self._server.aclose()

    async def search(
        self, vector: Vector, *, collections: Sequence[UUID], limit: int
    ) -> Sequence[Ranked]:
        """Rank passages by cosine, best first, over at most four collections at a time."""
        if limit < 1:
            return []
        question = np.asarray(vector, dtype=np.float32).tolist()
        asking = [self._nearest(id, question, limit) for id in collections]
        lists = await gather(*asking) if len(asking) > 1 else [await one for one in asking]
        ranked = (hit for hits in lists for hit in hits)
        return sorted(ranked, key=lambda hit: (-hit.score, hit.key))[:limit]

    async def add(self, collection_id: UUID, vectors: Mapping[PassageRef, Vector]) -> None:
        """Add or replace passages, a thousand at a time."""
        name = self._name(collection_id)
        for batch in _batches(vectors.items()):
            try:
                await self._replace(name, batch)
            except NoSuchCollection:
                self._ids[name] = (await self._server.create(name)).id
                await self._replace(name, batch)

    async def forget(self, collection_id: UUID, passages: Sequence[PassageRef]) -> None:
        """Remove passages; unknown ones are no error."""
        with suppress(NoSuchCollection):
            for batch in _batches(passages):
                keys = {"ids": [passage.key for passage in batch]}
                await self._records(self._name(collection_id), "delete", keys, msgspec.Raw)

    async def forget_collection(self, collection_id: UUID) -> None:
        """Remove a collection's passages."""
        await self._drop(self._name(collection_id))

    async def clear(self) -> None:
        """Remove everything in the namespace, the mark too."""
        for name in await self._names():
            await self._drop(name)

    async def mark(self, generation: str) -> None:
        """Leave a mark that says which generation the store holds."""
        await self._describe(f"{self._prefix}mark", {"generation": generation})

    async def generation(self) -> str | None:
        """Give the mark after a small write: only writes notice that the data directory is gone."""
        self._beats += 1
        await self._describe(f"{self._prefix}canary", {"beat": self._beats})
        try:
            mark = await self._server.find(f"{self._prefix}mark")
        except NoSuchCollection:
            return None
        return str(mark.metadata["generation"]) if mark.metadata else None

    def _name(self, collection_id: UUID) -> str:
        return f"{self._prefix}{collection_id.hex}"

    async def _names(self) -> list[str]:
        names: list[str] = []
        while page := await self._server.page(limit=BATCH, offset=len(names)):
            names += [collection.name for collection in page]
        return [name for name in names if name.startswith(self._prefix)]

    async def _drop(self, name: str) -> None:
        self._ids.pop(name, None)
        with suppress(NoSuchCollection):
            await self._server.drop(name)

    async def _describe(self, name: str, metadata: dict[str, str | int]) -> None:
        if known := self._ids.get(name):
            with suppress(NoSuchCollection):
                return await self._server.describe(known, metadata)
        self._ids[name] = (await self._server.create(name)).id
        return await self._server.describe(self._ids[name], metadata)

    async def _records(self, name: str, verb: str, body: object, answer: type[T]) -> T:
        """Use the id that is known; look it up where it is not known or not true any more."""
        if known := self._ids.get(name):
            with suppress(NoSuchCollection):
                return await self._server.records(known, verb, body, answer)
        self._ids.pop(name, None)
        self._ids[name] = (await self._server.find(name)).id
        return await self._server.records(self._ids[name], verb, body, answer)

    async def _nearest(self, id: UUID, question: list[float], limit: int) -> list[Ranked]:
        body = {"query_embeddings": [question], "n_results": limit, "include": ["distances"]}
        async with self._queries:
            try:
                found = await self._records(self._name(id), "query", body, Found)
            except NoSuchCollection:
                return []
        pairs = zip(found.ids[0], found.distances[0], strict=True)
        return [Ranked(key, id, 1 - distance) for key, distance in pairs]

    async def _replace(self, name: str, batch: Sequence[tuple[PassageRef, Vector]]) -> None:
        """Delete, then add: three times as fast as overwriting."""
        keys = [passage.key for passage, _ in batch]
        kept = await self._records(name, "get", {"ids": keys, "include": []}, Kept)
        if kept.ids:
            await self._records(name, "delete", {"ids": kept.ids}, msgspec.Raw)
        vectors = [_packed(vector) for _, vector in batch]
        await self._records(name, "add", {"ids": keys, "embeddings": vectors}, msgspec.Raw)


def _packed(vector: Vector) -> str:
    """Write a vector as the server takes it at a quarter of the bytes: float32 in base64."""
    return b64encode(np.asarray(vector, dtype="<f4").tobytes()).decode()


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch
