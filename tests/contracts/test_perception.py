"""What the record of perception promises, in memory and on PostgreSQL."""

from uuid import UUID

import pytest
from tests.ground import CRAWL, HOST, OWNER, Ground, at, crawl

from aurora.domains.aggregate import Aggregate
from aurora.domains.errors import NotFound, Stale
from aurora.domains.perception.crawl import Crawl, CrawlPlan
from aurora.domains.perception.events import PageSkipped
from aurora.domains.perception.page import FateKnown, Page, page_id
from aurora.domains.perception.site_mapping import SiteMapping
from aurora.domains.perception.types import ExcludedLink, Scope, SkipReason

URL = at("a").url


def state(aggregate: Aggregate) -> dict[str, object]:
    return {name: value for name, value in vars(aggregate).items() if name != "pending"}


def skipped(url: str = URL) -> PageSkipped:
    return PageSkipped(
        page_id=page_id(CRAWL, url),
        crawl_id=CRAWL,
        url=url,
        depth=1,
        reason=SkipReason.NOINDEX,
        same_as=None,
        known=1,
    )


async def test_a_crawl_comes_back_whole(ground: Ground) -> None:
    plan = CrawlPlan(
        start_urls=(URL, "https://é.example/"),
        scope=Scope.PREFIX,
        depth=2,
        page_limit=7,
        collection_id=UUID(int=5),
    )
    added = Crawl.start(CRAWL, OWNER, plan)
    added.cancel()
    async with ground.perception.work() as work:
        work.crawls.add(added)

    async with ground.perception.work() as work:
        found = await work.crawls.get(CRAWL)

    assert found.version == 2
    assert state(found) == state(added)


async def test_a_page_comes_back_whole(ground: Ground) -> None:
    page = Page.of(CRAWL, URL)
    page.decide(skipped())
    async with ground.perception.work() as work:
        work.pages.add(page)

    async with ground.perception.work() as work:
        found = await work.pages.get(page.id)

    assert state(found) == state(page)
    with pytest.raises(FateKnown):
        found.decide(skipped())


async def test_what_a_page_names_is_recorded_before_its_fate(ground: Ground) -> None:
    page = Page.of(CRAWL, URL)
    page.exclude([ExcludedLink("https://b.example/", "scope")])
    async with ground.perception.work() as work:
        work.pages.add(page)
    async with ground.perception.work() as work:
        found = await work.pages.get(page.id)
        assert (found.fate, found.version) == (None, 1)
        found.decide(skipped())

    async with ground.perception.work() as work:
        found = await work.pages.get(page.id)
    assert (found.fate, found.version) == ("skipped", 2)


async def test_a_mapping_comes_back_whole(ground: Ground) -> None:
    id = UUID(int=21)
    async with ground.perception.work() as work:
        work.mappings.add(SiteMapping.start(id, OWNER, URL, Scope.HOST))
    async with ground.perception.work() as work:
        made = await work.mappings.get(id)
        made.progress(3, 1, 0)
        made.finish("ab" * 32, 3, 1, 0, truncated=False)

    async with ground.perception.work() as work:
        found = await work.mappings.get(id)

    assert found.version == 3
    assert state(found) == state(made)


async def test_what_is_missing_is_not_found(ground: Ground) -> None:
    async with ground.perception.work() as work:
        assert await work.pages.find(page_id(CRAWL, URL)) is None
        with pytest.raises(NotFound):
            await work.crawls.get(CRAWL)


async def test_of_two_who_decide_one_fate_the_second_is_stale(ground: Ground) -> None:
    first, second = Page.of(CRAWL, URL), Page.of(CRAWL, URL)
    first.decide(skipped())
    second.decide(skipped())
    async with ground.perception.work() as work:
        work.pages.add(first)

    with pytest.raises(Stale):
        async with ground.perception.work() as work:
            work.pages.add(second)


async def test_of_two_who_end_a_crawl_the_second_is_stale(ground: Ground) -> None:
    async with ground.perception.work() as work:
        work.crawls.add(crawl())

    async def end_late() -> None:
        async with ground.perception.work() as slow:
            late = await slow.crawls.get(CRAWL)
            async with ground.perception.work() as fast:
                (await fast.crawls.get(CRAWL)).cancel()
            late.finish()

    with pytest.raises(Stale):
        await end_late()


async def test_a_stale_page_takes_its_links_along(ground: Ground) -> None:
    await ground.discover(at("a"))
    claim = await ground.held()
    first, second = Page.of(CRAWL, URL), Page.of(CRAWL, URL)
    first.decide(skipped())
    second.decide(skipped())
    async with ground.perception.work() as work:
        work.pages.add(first)

    async def record_second() -> None:
        async with ground.perception.work() as work:
            await work.links.done([claim], [URL])
            await work.links.discover(CRAWL, [at("b")], limit=10)
            work.pages.add(second)

    with pytest.raises(Stale):
        await record_second()

    assert await ground.open() == 1
    assert await ground.claim(host=HOST) is None
    assert await ground.done(claim, at("a"))
