"""An expedition: perception in memory, on a web that a test lays out."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from tests.harness import Harness
from tests.people import EDITOR

from aurora.bus import Handler
from aurora.commands import perception as commands
from aurora.commands.perception.guests import Guests
from aurora.commands.perception.start_crawl import StartCrawl
from aurora.commands.perception.under_way import CrawlsUnderWay
from aurora.domains.blobs import Blobs
from aurora.domains.perception.filling import Filler
from aurora.domains.perception.frontier import Frontier
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.notice import WebhookClient
from aurora.domains.perception.patterns import Patterns
from aurora.domains.perception.ports import (
    Extractor,
    Fetcher,
    HttpCache,
    Pause,
    Perception,
    Renderer,
    Robots,
)
from aurora.domains.perception.sitemaps import Sitemaps
from aurora.domains.perception.types import Fetched, FetchFailed
from aurora.domains.perception.url import Urls
from aurora.domains.principal import Principal
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.filling import MemoryFiller
from aurora.infrastructure.memory.frontier import MemoryFrontier
from aurora.infrastructure.memory.frontier_state import MemoryFrontierState
from aurora.infrastructure.memory.http_cache import MemoryHttpCache
from aurora.infrastructure.memory.perception import MemoryPause, MemoryPerception
from aurora.infrastructure.memory.rendering import MemoryRenderer
from aurora.infrastructure.memory.reservations import MemoryReservations
from aurora.infrastructure.memory.sitemaps import MemorySitemaps
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.web import MemoryExtractor, MemoryFetcher, MemoryRobots
from aurora.infrastructure.memory.webhooks import MemoryWebhookClient
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.web.patterns import Re2Patterns
from aurora.infrastructure.web.urls import AdaUrls
from aurora.queries import perception as queries
from aurora.queries.perception.get_crawl import CrawlProgress, GetCrawl
from aurora.queries.perception.list_exclusions import ListExclusions
from aurora.queries.perception.ports import FrontierState
from aurora.queries.perception.views import PageView

SITE = "https://site.example/"
Answer = Fetched | FetchFailed


class Expedition(Harness):
    """Perception, whole, in memory; ports can be exchanged."""

    def __init__(
        self,
        pages: Mapping[str, Answer],
        manners: CrawlManners = CrawlManners(delay=0.0),  # noqa: B008  frozen
        handlers: Sequence[Handler] = (),
        **exchanged: Any,
    ) -> None:
        clock = MemoryClock()
        record = MemoryRecord(clock, MemoryIds())
        self.frontier = MemoryFrontier(record)
        self.perception = MemoryPerception(self.frontier)
        self.fetcher = exchanged.get("fetcher", MemoryFetcher(pages))
        self.pause = MemoryPause(clock)
        self.webhooks = exchanged.get("webhooks", MemoryWebhookClient())
        self.cache = MemoryHttpCache()
        self.blobs = exchanged.get("blobs", MemoryBlobs())
        self.renderer = exchanged.get("renderer", MemoryRenderer())
        robots = exchanged.get("robots", MemoryRobots())
        self.guests = Guests(
            reservations=MemoryReservations(self.frontier),
            frontier=self.frontier,
            perception=self.perception,
            fetcher=self.fetcher,
            robots=robots,
            urls=AdaUrls(),
            ids=record.ids,
            clock=clock,
            pause=self.pause,
            manners=manners,
        )
        super().__init__(
            handlers=(*commands.HANDLERS, *queries.HANDLERS, *handlers),
            ports={
                Perception: self.perception,
                Frontier: self.frontier,
                FrontierState: MemoryFrontierState(self.frontier),
                Fetcher: self.fetcher,
                Robots: robots,
                Guests: self.guests,
                Sitemaps: exchanged.get("sitemaps", MemorySitemaps()),
                Renderer: self.renderer,
                Filler: exchanged.get("filler", MemoryFiller()),
                Extractor: exchanged.get("extractor", MemoryExtractor()),
                Blobs: self.blobs,
                HttpCache: self.cache,
                CrawlsUnderWay: CrawlsUnderWay(),
                Patterns: Re2Patterns(),
                Urls: AdaUrls(),
                Pause: self.pause,
                WebhookClient: self.webhooks,
                CrawlManners: manners,
            },
            policies=commands.POLICIES,
            projections=queries.PROJECTIONS,
            record=record,
        )

    async def start(self, *urls: str, by: Principal = EDITOR, **more: Any) -> UUID:
        """Start a crawl; nobody fetches yet."""
        return await self.bus.send(StartCrawl(start_urls=urls or (SITE,), **more), by)

    async def crawl(self, *urls: str, **more: Any) -> UUID:
        """Start a crawl and let it come to its end."""
        id = await self.start(*urls, **more)
        await self.finish()
        return id

    async def finish(self) -> None:
        """Let jobs run, moving the clock on to each that is due later."""
        await self.settle()
        while self.record.jobs:
            due = min(job.due_at for job in self.record.jobs)
            self.clock.at = max(self.clock.at, due)
            await self.settle()

    async def progress(self, id: UUID, by: Principal = EDITOR) -> CrawlProgress:
        """Look at a crawl."""
        return await self.bus.ask(GetCrawl(crawl_id=id), by)

    async def excluded(self, id: UUID, by: Principal = EDITOR) -> dict[str, str]:
        """Give the links that a crawl does not follow, with the rule against each."""
        found = await self.bus.ask(ListExclusions(crawl_id=id), by)
        return {one.url: one.rule for one in found}

    def seen(self, id: UUID) -> dict[str, PageView]:
        """Give the pages of a crawl by URL."""
        views = self.views(PageView)._views.values()
        return {view.url: view for view in views if view.crawl_id == id}

    def fates(self, id: UUID) -> dict[str, str]:
        """Say in a word what became of each path of the site."""
        return {
            url.removeprefix(SITE): page.reason or page.outcome
            for url, page in self.seen(id).items()
        }


def page(
    path: str,
    *links: str,
    head: str = "",
    said: str = "",
    status: int = 200,
    answers_as: str | None = None,
    site: str = SITE,
    **headers: str,
) -> tuple[str, Fetched]:
    """Give a page of the site; `answers_as` is the path where redirects end."""
    anchors = "".join(f'<p><a href="{link}">{link}</a></p>' for link in links)
    body = f"<html><head>{head}</head><body><p>{said or path or 'start'}</p>{anchors}</body></html>"
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    final = path if answers_as is None else answers_as
    fetched = Fetched(
        url=final if "://" in final else site + final,
        status=status,
        headers={"content-type": "text/html; charset=utf-8", **named},
        body=body.encode(),
    )
    return site + path, fetched


def canonical(url: str) -> str:
    """Name the canonical form in the head."""
    return f'<link rel="canonical" href="{url}">'


NOINDEX = '<meta name="robots" content="noindex">'
