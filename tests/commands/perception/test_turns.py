"""Turns at hosts: short, one at a time, harmless when they are repeated or cut off."""

from collections.abc import Sequence

import pytest
from tests.expedition import SITE, Answer, Expedition, page
from tests.people import ADMIN

from aurora.commands.perception.sweep_crawls import SweepCrawls
from aurora.commands.perception.turns import CrawlHost
from aurora.domains.errors import Forbidden, Unavailable
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.fields import Field
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.types import Extracted, Fetched
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.web import MemoryExtractor, MemoryFetcher


def site(*pages: tuple[str, Answer]) -> Expedition:
    return Expedition(dict(pages))


async def test_a_turn_is_over_after_its_time() -> None:
    paths = [str(number) for number in range(30)]
    expedition = Expedition(
        dict([page("", *paths), *(page(path) for path in paths)]),
        CrawlManners(delay=1.0, slice_seconds=10.0),
    )
    id = await expedition.start()
    await expedition.settle()

    in_one_turn = len(expedition.seen(id))
    await expedition.finish()

    assert in_one_turn == 10
    assert len(expedition.seen(id)) == 31


async def test_hosts_are_crawled_by_jobs_of_their_own() -> None:
    expedition = site(page("", "a"), page("a"), page("", site="https://other.example/"), page("b"))

    id = await expedition.start(SITE, "https://other.example/")
    await expedition._follow()

    assert [job.command for job in expedition.record.jobs] == [
        CrawlHost(crawl_id=id, host="other.example"),
        CrawlHost(crawl_id=id, host="site.example"),
    ]
    await expedition.finish()
    assert len(expedition.seen(id)) == 3


async def test_links_to_another_start_host_wake_it() -> None:
    other = "https://other.example/"
    expedition = site(page("", other + "b"), page("", site=other, said="o"), page("b", site=other))

    id = await expedition.crawl(SITE, other)

    assert expedition.seen(id).keys() == {SITE, other, other + "b"}


async def test_a_turn_at_a_held_host_does_nothing() -> None:
    expedition = site(page(""))
    id = await expedition.start()
    await expedition.frontier.claim(id, "site.example", limit=1, seconds=30)

    await expedition.bus.send(CrawlHost(crawl_id=id, host="site.example"), SYSTEM)

    assert expedition.fetcher.asked == []
    assert expedition.record.jobs == []


async def test_a_repeated_turn_records_nothing_twice() -> None:
    expedition = site(page("", "a"), page("a"))
    id = await expedition.crawl()
    before = len(expedition.record.log)

    await expedition.bus.send(CrawlHost(crawl_id=id, host="site.example"), SYSTEM)

    assert len(expedition.record.log) == before
    assert len(expedition.fetcher.asked) == 2


async def test_people_cannot_take_turns() -> None:
    expedition = site()
    id = await expedition.start()

    with pytest.raises(Forbidden):
        await expedition.bus.send(CrawlHost(crawl_id=id, host="site.example"), ADMIN)


async def test_a_fault_of_the_reader_stands_on_its_url_alone() -> None:
    class Broken(MemoryExtractor):
        async def outline(self, page: Fetched, fields: Sequence[Field] = ()) -> Extracted:
            raise MemoryError(page, fields)

    expedition = Expedition(dict([page("")]), extractor=Broken())

    id = await expedition.crawl()

    assert expedition.fates(id) == {"": "fault"}
    assert (await expedition.progress(id)).status is CrawlStatus.FINISHED


async def test_a_lost_store_fails_the_turn_and_not_the_page() -> None:
    class Full(MemoryBlobs):
        async def put(self, content: bytes) -> str:
            raise Unavailable(f"no room for {len(content)} bytes")

    expedition = Expedition(dict([page("")]), blobs=Full())
    id = await expedition.start()

    with pytest.raises(Unavailable):
        await expedition.settle()

    assert expedition.seen(id) == {}
    assert await expedition.frontier.claim(id, "site.example", limit=1, seconds=1)


async def test_who_lost_the_host_while_fetching_records_nothing() -> None:
    class Slow(MemoryFetcher):
        async def answer(self, url: str) -> Fetched:
            answer = await super().answer(url)
            expedition.clock.advance(60)
            assert await expedition.frontier.claim(id, "site.example", limit=1, seconds=30)
            return answer

    pages = dict([page("", "a"), page("a")])
    expedition = Expedition(pages, fetcher=Slow(pages))
    id = await expedition.start()

    await expedition.settle()

    assert expedition.seen(id) == {}
    assert expedition.fetcher.asked == [SITE]
    assert expedition.record.jobs == []


async def test_a_page_that_was_fetched_and_not_recorded_is_fetched_again() -> None:
    class Flaky(MemoryBlobs):
        left = 2

        async def put(self, content: bytes) -> str:
            self.left -= 1
            if not self.left:
                raise Unavailable("gone for a moment")
            return await super().put(content)

    expedition = Expedition(dict([page("", "a"), page("a")]), blobs=Flaky())
    id = await expedition.start()
    with pytest.raises(Unavailable):
        await expedition.settle()
    await expedition.bus.send(SweepCrawls(), SYSTEM)

    await expedition.finish()

    assert expedition.fates(id) == {"": "captured", "a": "captured"}
    assert expedition.fetcher.asked == [SITE, SITE + "a", SITE + "a"]
