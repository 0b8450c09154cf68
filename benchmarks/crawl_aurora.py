"""Crawls of farms by an Aurora, asked for over HTTP."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from uuid import UUID

import aiohttp
import msgspec
import psutil  # type: ignore[import-untyped]

from aurora.api.pagination import Page
from aurora.api.perception import StartedCrawl
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.fields import Field
from aurora.infrastructure.local_files import KeyFile
from aurora.queries.knowledge.views import DocumentView
from aurora.queries.perception.get_crawl import CrawlProgress
from aurora.settings import to_environment
from benchmarks import system
from benchmarks.client import POSITION
from benchmarks.cpu import cpu_seconds
from benchmarks.crawl_memory import weighing
from benchmarks.crawl_round import Round
from benchmarks.farm import Farm, Layout, farm

LOOPBACK = "127.0.0.1/32:1024-65535"
LEAST_SECONDS, MOST_SECONDS, POLLS = 0.25, 1.0, 20
STALLED_SECONDS = 60.0
DEPTH = 50
SPARE_PAGES = 1_000
WARM_UP = Layout(hosts=8, pages=64, seed=0)
ATTACH_SECONDS = 8.0
WEIGHED = ("serve", "web", "worker")


Afterwards = Callable[[], Awaitable[object]]


async def at_once() -> None:
    """Wait for nothing."""


@dataclass(frozen=True, kw_only=True)
class Crawler:
    """A running Aurora that is asked to crawl."""

    running: system.RunningAurora
    http: aiohttp.ClientSession

    async def crawl(
        self,
        farm: Farm,
        collection: UUID | None = None,
        afterwards: Afterwards = at_once,
        fields: Sequence[Field] = (),
    ) -> Round:
        """Crawl a farm, wait until every fate can be read, and check that no page is missing.

        What follows the crawl counts too when it is waited for.
        """
        started, before, served = time.monotonic(), self._spent(), farm.served
        async with weighing(self._weighed, farm) as memory:
            progress = await self._finished(await self._start(farm, collection, fields), farm)
            await afterwards()
        seconds, served = time.monotonic() - started, farm.served - served
        parts = {part: round(spent - before[part], 2) for part, spent in self._spent().items()}
        assert progress.captured == served == farm.layout.pages, f"{progress}, {served} were served"
        return Round(
            pages=served,
            seconds=seconds,
            cpu_seconds=sum(parts.values()),
            memory=memory,
            parts=parts,
        )

    def _spent(self) -> dict[str, float]:
        """Give the CPU time of each part so far, stores included."""
        spent = {part: cpu_seconds([pid]) for part, pid in self.running.pids().items()}
        return {**spent, "serve": cpu_seconds([self.running.pid]) - sum(spent.values())}

    def _weighed(self) -> list[psutil.Process]:
        members = self.running.members()
        return [process for part in WEIGHED for process in members[part]]

    async def _start(self, farm: Farm, collection: UUID | None, fields: Sequence[Field]) -> UUID:
        body = {
            "start_urls": farm.starts,
            "depth": DEPTH,
            "page_limit": farm.layout.pages + SPARE_PAGES,
            "collection_id": collection,
            "fields": fields,
        }
        answer = await self._answer("POST", "/v1/crawls", data=msgspec.json.encode(body))
        return msgspec.json.decode(answer, type=StartedCrawl).id

    async def _finished(self, id: UUID, farm: Farm) -> CrawlProgress:
        """Wait until the crawl has ended and as many captures can be read as there are pages; ask
        seldom enough that the asking itself costs next to nothing.
        """
        seen, since = (0, 0, False), time.monotonic()
        started = since
        while time.monotonic() - since < STALLED_SECONDS:
            progress = await self._progress(id)
            ended = progress.status is CrawlStatus.FINISHED
            if ended and progress.captured >= farm.layout.pages:
                return progress
            now = (farm.served, progress.captured, ended)
            if now != seen:
                seen, since = now, time.monotonic()
            elapsed = time.monotonic() - started
            await asyncio.sleep(min(max(LEAST_SECONDS, elapsed / POLLS), MOST_SECONDS))
        raise RuntimeError(f"{farm.served} pages were served, and nothing goes on: {progress}")

    async def _progress(self, id: UUID) -> CrawlProgress:
        answer = await self._answer("GET", f"/v1/crawls/{id}")
        return msgspec.json.decode(answer, type=CrawlProgress)

    async def text(self, document: DocumentView) -> str:
        """Give the present text of a document."""
        path = f"/v1/documents/{document.id}/versions/{document.content_version}/text"
        return (await self._answer("GET", path)).decode()

    async def documents(self, collection: UUID) -> list[DocumentView]:
        """Give the documents of a collection."""
        found: list[DocumentView] = []
        after = ""
        while True:
            path = f"/v1/documents?collection_id={collection}&limit=200{after}"
            part = msgspec.json.decode(await self._answer("GET", path), type=Page[DocumentView])
            found += part.items
            if part.next is None:
                return found
            after = f"&cursor={part.next}"

    async def _answer(self, method: str, path: str, data: bytes | None = None) -> bytes:
        while True:
            async with self.http.request(method, self.running.url + path, data=data) as answer:
                content = await answer.read()
            if answer.status == HTTPStatus.SERVICE_UNAVAILABLE:
                await asyncio.sleep(LEAST_SECONDS)
                continue
            assert answer.ok, f"{answer.status} {content[:500]!r}"
            if method == "POST":
                self.http.headers[POSITION] = answer.headers[POSITION]
            return content


@asynccontextmanager
async def crawler(data_dir: Path) -> AsyncIterator[Crawler]:
    """Start an Aurora that may fetch from loopback without delay, and let it crawl a little."""
    allowed = {"fetch_exceptions": LOOPBACK, "crawl_delay": 0}
    async with system.aurora(data_dir, **allowed) as running:
        key = {"Authorization": f"Bearer {KeyFile(data_dir).read()}"}
        headers = {**key, "Content-Type": "application/json"}
        connections = aiohttp.TCPConnector(force_close=True)
        async with aiohttp.ClientSession(
            headers=headers, connector=connections, trust_env=False
        ) as http:
            crawling = Crawler(running=running, http=http)
            async with farm(WARM_UP) as small:
                await crawling.crawl(small)
            yield crawling


@asynccontextmanager
async def second_worker(running: system.RunningAurora) -> AsyncIterator[None]:
    """Attach another worker to the stores of a running Aurora."""
    with (running.data_dir / "logs" / "second-worker.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "aurora", "worker"),
            env=_environment(running),
            stdout=log,
            stderr=log,
        )
    try:
        await asyncio.sleep(ATTACH_SECONDS)
        assert process.returncode is None, f"the second worker ended with {process.returncode}"
        yield
    finally:
        process.terminate()
        await process.wait()


def _environment(running: system.RunningAurora) -> Mapping[str, str]:
    own: dict[str, str] = psutil.Process(running.pids()["worker"]).environ()
    return own | to_environment(running.settings())
