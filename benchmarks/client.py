"""Speaks to an Aurora over HTTP and fills its collections through the real write path."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from typing import TypeVar
from uuid import UUID

import aiohttp
import msgspec

from aurora.api.pagination import Page
from aurora.commands.knowledge.content import Ingested
from aurora.infrastructure.chroma.server import ROOT
from aurora.infrastructure.local_files import KeyFile
from aurora.queries.knowledge.search import SearchResults
from aurora.queries.knowledge.views import DocumentView
from benchmarks.system import RunningAurora

T = TypeVar("T")
AT_ONCE = 4
POSITION = "Aurora-Position"
POLL_SECONDS = 0.5


class NotNow(Exception):
    """Aurora asks to come back later."""


class Created(msgspec.Struct, frozen=True):
    """A collection that was made, by Aurora or in Chroma."""

    id: UUID


class Client:
    """What a benchmark asks of an Aurora, whose effects it waits for, and of its Chroma."""

    def __init__(self, http: aiohttp.ClientSession, url: str, chroma_url: str) -> None:
        self._http = http
        self._url = url
        self._seen: dict[str, str] = {}
        self._chroma = chroma_url + ROOT

    async def found(self, name: str) -> UUID:
        """Found a collection and give its id."""
        return (await self._post("/v1/collections", {"name": name}, Created)).id

    async def ingest(self, collection: UUID, texts: Mapping[str, str]) -> dict[str, UUID]:
        """Hand texts in, four at a time, and give the document of each by the text's name."""
        door = asyncio.Semaphore(AT_ONCE)

        async def one(title: str, content: str) -> UUID:
            body = {"collection_id": collection, "title": title, "content": content}
            async with door:
                return (await self._post("/v1/documents", body, Ingested)).document_id

        documents = await asyncio.gather(*(one(name, text) for name, text in texts.items()))
        return dict(zip(texts, documents, strict=True))

    async def search(self, question: str, collection: UUID, limit: int = 10) -> SearchResults:
        """Ask as a client does, and read the answer."""
        return msgspec.json.decode(
            await self.search_raw(question, collection, limit), type=SearchResults
        )

    async def search_raw(self, question: str, collection: UUID, limit: int = 10) -> bytes:
        """Ask as a client does, and leave the answer's bytes as they are."""
        params = {"q": question, "collection_id": str(collection), "limit": str(limit)}
        return await self._answer("GET", f"{self._url}/v1/search", params=params)

    def forget_position(self) -> None:
        """Ask from now on like somebody who has written nothing."""
        self._seen = {}

    async def passages(self, collection: UUID) -> int:
        """Count the passages of a collection's documents."""
        total, cursor = 0, ""
        while True:
            place = f"{self._url}/v1/documents?collection_id={collection}&limit=200{cursor}"
            part = msgspec.json.decode(await self._caught_up(place), type=Page[DocumentView])
            total += sum(document.passages for document in part.items)
            if part.next is None:
                return total
            cursor = f"&cursor={part.next}"

    async def until_indexed(self, collection: UUID) -> int:
        """Wait until Chroma holds every passage of the collection, and give their number."""
        passages = await self.passages(collection)
        while await self._held(collection) < passages:  # noqa: ASYNC110  another process indexes
            await asyncio.sleep(POLL_SECONDS)
        return passages

    async def chroma_collection(self, collection: UUID) -> str:
        """Give the address in Chroma of the collection."""
        place = f"{self._chroma}/aurora-{collection.hex}"
        found = msgspec.json.decode(await self._answer("GET", place), type=Created)
        return f"{self._chroma}/{found.id}"

    async def nearest(self, place: str, vector: Sequence[float], limit: int = 10) -> bytes:
        """Ask Chroma itself for the nearest passages at an address."""
        body = {"query_embeddings": [vector], "n_results": limit, "include": ["distances"]}
        return await self._answer("POST", f"{place}/query", data=msgspec.json.encode(body))

    async def _caught_up(self, place: str) -> bytes:
        """Read something again until the projections behind it have seen what was written."""
        while True:
            with suppress(NotNow):
                return await self._answer("GET", place)
            await asyncio.sleep(POLL_SECONDS)

    async def _held(self, collection: UUID) -> int:
        try:
            return int(
                await self._answer("GET", await self.chroma_collection(collection) + "/count")
            )
        except aiohttp.ClientResponseError as missing:
            if missing.status == HTTPStatus.NOT_FOUND:
                return 0
            raise

    async def _post(self, path: str, body: object, kind: type[T]) -> T:
        answer = await self._answer("POST", self._url + path, data=msgspec.json.encode(body))
        return msgspec.json.decode(answer, type=kind)

    async def _answer(
        self,
        method: str,
        url: str,
        params: Mapping[str, str] | None = None,
        data: bytes | None = None,
    ) -> bytes:
        request = self._http.request(method, url, params=params, data=data, headers=self._seen)
        async with request as answer:
            content = await answer.read()
            if method == "POST" and POSITION in answer.headers:
                self._seen = {POSITION: answer.headers[POSITION]}
            if answer.status == HTTPStatus.SERVICE_UNAVAILABLE:
                raise NotNow(content[:500].decode())
            if answer.status >= 400 and answer.status != HTTPStatus.NOT_FOUND:
                raise RuntimeError(f"{answer.status} {content[:500]!r}")
            answer.raise_for_status()
            return content


@asynccontextmanager
async def client(running: RunningAurora) -> AsyncIterator[Client]:
    """Speak to a running Aurora under the key of its command line."""
    headers = {
        "Authorization": f"Bearer {KeyFile(running.data_dir).read()}",
        "Content-Type": "application/json",
    }
    connections = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(
        headers=headers, connector=connections, trust_env=False
    ) as http:
        yield Client(http, running.url, running.settings().chroma_url or "")
