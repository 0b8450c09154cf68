"""Following a crawl: its pages as they are fetched, its passages as they become findable."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import dataclass
from uuid import UUID

import msgspec

from aurora.cli.client import Client
from aurora.queries.knowledge.views import DocumentView
from aurora.queries.perception.get_crawl import CrawlProgress
from aurora.queries.perception.views import Outcome, PageView

COUNT_SECONDS = 1.0
COUNT_SHARE = 10
PATIENCE_SECONDS = 90.0


class Passages(msgspec.Struct, frozen=True, kw_only=True):
    """How many passages a collection has, and by what they are found already."""

    documents: int = 0
    total: int = 0
    by_word: int = 0
    by_meaning: int = 0

    def with_document(self, one: DocumentView) -> "Passages":
        """Count one document more."""
        return Passages(
            documents=self.documents + 1,
            total=self.total + one.passages,
            by_word=self.by_word + (one.passages if one.searchable.by_word else 0),
            by_meaning=self.by_meaning + one.embedded,
        )


@dataclass
class Standing:
    """How far a crawl and the indexing of its collection have come."""

    crawl: CrawlProgress
    passages: Passages
    meaning_per_second: float = 0.0

    @property
    def decided(self) -> int:
        """How many URLs are done with, one way or the other."""
        return self.crawl.captured + self.crawl.skipped + self.crawl.failed

    @property
    def seconds_left(self) -> float | None:
        """The time until the last page is fetched, or the last passage embedded."""
        if not self.crawl.status.ended:
            return self.crawl.seconds_left
        missing = self.passages.total - self.passages.by_meaning
        return missing / self.meaning_per_second if self.meaning_per_second else None


Show = Callable[[Standing], None]


@dataclass
class Following:
    """One crawl being followed, from the first page to the last index."""

    client: Client
    crawl_id: UUID
    show: Show

    async def __call__(self, *, meaning: bool) -> Standing:
        """Return when the crawl has ended and its pages are found by word, and with `meaning`
        by meaning too; or when nothing has moved for a long while.
        """
        path = f"/v1/crawls/{self.crawl_id}"
        standing = Standing(await self.client.get(path, CrawlProgress), Passages())
        async with self._counting(standing), aclosing(self.client.events(f"{path}/events")) as news:
            async for event in news:
                standing.crawl = msgspec.json.decode(event.data, type=CrawlProgress)
                self.show(standing)
        if standing.crawl.plan.collection_id:
            await self._settle(standing, meaning=meaning)
        return standing

    @asynccontextmanager
    async def _counting(self, standing: Standing) -> AsyncIterator[None]:
        task = asyncio.create_task(self._keep_counting(standing))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _keep_counting(self, standing: Standing) -> None:
        while standing.crawl.plan.collection_id:
            took = await self._count(standing)
            self.show(standing)
            await asyncio.sleep(max(COUNT_SECONDS, COUNT_SHARE * took))

    async def _settle(self, standing: Standing, *, meaning: bool) -> None:
        captured = await self._captured()
        began, embedded = time.monotonic(), standing.passages.by_meaning
        moved, before = began, standing.passages
        while time.monotonic() - moved < PATIENCE_SECONDS:
            texts: dict[str, str] = {}
            took = await self._count(standing, texts)
            now = standing.passages
            standing.meaning_per_second = (now.by_meaning - embedded) / (time.monotonic() - began)
            self.show(standing)
            if captured.items() <= texts.items() and _found(now, meaning=meaning):
                return
            if now != before:
                moved, before = time.monotonic(), now
            await asyncio.sleep(max(COUNT_SECONDS, COUNT_SHARE * took))

    async def _captured(self) -> Mapping[str, str]:
        pages = self.client.every(
            f"/v1/crawls/{self.crawl_id}/pages", PageView, outcome=Outcome.CAPTURED
        )
        return {page.url: page.text_sha256 async for page in pages if page.text_sha256}

    async def _count(self, standing: Standing, texts: dict[str, str] | None = None) -> float:
        began, passages = time.monotonic(), Passages()
        collection = standing.crawl.plan.collection_id
        documents = self.client.every("/v1/documents", DocumentView, collection_id=collection)
        async for one in documents:
            passages = passages.with_document(one)
            if texts is not None and one.source_url:
                texts[one.source_url] = one.text_sha256
        standing.passages = passages
        return time.monotonic() - began


def _found(passages: Passages, *, meaning: bool) -> bool:
    by_word = passages.by_word >= passages.total
    return by_word and (not meaning or passages.by_meaning >= passages.total)
