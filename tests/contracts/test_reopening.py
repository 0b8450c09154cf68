"""A duplicate that waits once more, in memory and on PostgreSQL."""

from dataclasses import dataclass

import pytest
from tests.ground import CRAWL, Ground, at, crawl

from aurora.commands.perception.recording import Recorder
from aurora.domains.perception.frontier import Claim
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.page import DUPLICATE, Page, page_id
from aurora.domains.perception.rules import Rules
from aurora.domains.perception.types import Extracted, FetchError, FetchFailed
from aurora.domains.perception.visit import Reading, Visit
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.http_cache import MemoryHttpCache
from aurora.infrastructure.web.patterns import Re2Patterns
from aurora.infrastructure.web.urls import AdaUrls

PAGE, GONE = at("a"), at("gone")


@dataclass(kw_only=True)
class Crawling:
    """A crawl that knows a page and one that is gone, both claimed before one names the other."""

    ground: Ground
    recorder: Recorder
    claim: Claim

    async def name(self) -> None:
        """Record that the page names the other one as its canonical form."""
        reading = Reading(
            extracted=Extracted(text="", title=""),
            raw_sha256="0" * 64,
            raw_bytes=3,
            text_sha256=None,
            canonical_url=GONE.url,
            links=(),
        )
        at = self.ground.clock.now()
        visit = Visit(candidate=PAGE, url=PAGE.url, at=at, reading=reading)
        await self.recorder.record([(self.claim, visit)])

    async def lose(self) -> None:
        """Record that the other one is not to be had."""
        failure = FetchFailed(FetchError.ROBOTS, "robots.txt is against it")
        at = self.ground.clock.now()
        visit = Visit(candidate=GONE, url=GONE.url, at=at, failure=failure)
        await self.recorder.record([(self.claim, visit)])

    async def page(self) -> Page:
        """Give what is stored of the page."""
        async with self.ground.perception.work() as work:
            return await work.pages.get(page_id(CRAWL, PAGE.url))


@pytest.fixture
async def crawling(ground: Ground) -> Crawling:
    async with ground.perception.work() as work:
        started = crawl()
        work.crawls.add(started)
    await ground.discover(PAGE, GONE)
    recorder = Recorder(
        crawl=started,
        perception=ground.perception,
        blobs=MemoryBlobs(),
        cache=MemoryHttpCache(),
        urls=AdaUrls(),
        clock=ground.clock,
        manners=CrawlManners(),
        rules=Rules(started, Re2Patterns(), 2026),
    )
    return Crawling(ground=ground, recorder=recorder, claim=await ground.held())


async def test_a_duplicate_is_opened_again_where_it_named_its_form_lately(
    crawling: Crawling,
) -> None:
    await crawling.name()
    duplicate = await crawling.page()
    await crawling.lose()
    found = await crawling.ground.state.find(CRAWL, PAGE.url)

    assert (duplicate.fate, duplicate.version) == (DUPLICATE, 1)
    assert found
    assert found.reason is None
    assert (await crawling.page()).version == 2
