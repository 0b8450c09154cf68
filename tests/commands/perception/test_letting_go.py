"""URLs that a limit lets go before they are asked for keep the reason."""

from typing import Any
from uuid import UUID

from tests.expedition import SITE, Expedition, page
from tests.people import EDITOR

from aurora.commands.perception.cancel_crawl import CancelCrawl
from aurora.domains.perception.crawl import KNOWN_AT_LEAST
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.infrastructure.memory.web import MemoryFetcher, MemoryRobots
from aurora.queries.perception.fates import Fate
from aurora.queries.perception.list_fates import ListFates

HOST = "site.example"


async def left(expedition: Expedition, id: UUID) -> dict[str, str | None]:
    query = ListFates(crawl_id=id, outcome=Fate.LEFT, limit=1_000)
    found = (await expedition.bus.ask(query, EDITOR)).items
    return {one.url.removeprefix(SITE): one.reason for one in found}


async def test_links_beyond_the_depth_are_left() -> None:
    pages = dict([page("", "a", "b"), page("a", "", "b", "c", "d"), page("b", "c"), page("c")])
    expedition = Expedition(pages)
    id = await expedition.crawl(depth=1)

    assert await left(expedition, id) == {"c": "depth", "d": "depth"}
    assert SITE + "c" not in expedition.fetcher.asked


class SlowOnce(MemoryFetcher):
    """Is too slow the first time it is asked for a page."""

    async def fetch(self, url: str, **more: Any) -> Fetched:
        if url == SITE + "b" and url not in self.asked:
            self.asked.append(url)
            raise FetchFailed(FetchError.TIMEOUT, "too slow")
        return await super().fetch(url, **more)


async def test_a_link_that_was_too_deep_is_followed_from_a_page_that_is_not() -> None:
    pages = dict([page("", "a"), page("a", "deep"), page("b", "deep"), page("deep")])
    expedition = Expedition(pages, fetcher=SlowOnce(pages))
    id = await expedition.crawl(SITE, SITE + "b", depth=1)

    asked = expedition.fetcher.asked
    assert asked.index(SITE + "a") < asked.index(SITE + "deep")
    assert await left(expedition, id) == {}
    assert expedition.seen(id)[SITE + "deep"].depth == 1


async def test_what_waits_when_the_pages_are_full_is_left() -> None:
    links = [str(number) for number in range(300)]
    expedition = Expedition(dict([page("", *links), *map(page, links)]))
    id = await expedition.crawl(page_limit=2)
    let_go = await left(expedition, id)

    assert set(let_go.values()) == {"page-limit"}
    assert let_go.keys() | expedition.fates(id).keys() == {"", *links}
    assert not let_go.keys() & expedition.fates(id).keys()


async def test_what_waits_when_a_crawl_is_cancelled_is_left() -> None:
    expedition = Expedition(dict([page("")]))
    id = await expedition.start(SITE, SITE + "a")
    await expedition.bus.send(CancelCrawl(crawl_id=id), EDITOR)
    await expedition.settle()

    assert await left(expedition, id) == dict.fromkeys(["", "a"], "cancelled")


async def test_more_links_than_may_be_known_are_left() -> None:
    links = [str(number) for number in range(KNOWN_AT_LEAST + 5)]
    expedition = Expedition(dict([page("", *links), *map(page, links)]))
    id = await expedition.crawl(page_limit=20)
    reasons = [*(await left(expedition, id)).values(), *expedition.fates(id).values()]

    assert reasons.count("known-limit") == 6
    assert reasons.count("page-limit") == KNOWN_AT_LEAST - 20


async def test_a_failure_says_how_often_the_page_was_asked_for() -> None:
    pages = dict([page("", status=404), page("secret")])
    expedition = Expedition(pages, robots=MemoryRobots([SITE + "secret"]))
    id = await expedition.crawl(SITE, SITE + "secret")
    failing = {SITE: FetchFailed(FetchError.TIMEOUT, "too slow")}
    slow = Expedition(failing, CrawlManners(delay=0.0, tries=3))
    slow_id = await slow.crawl(SITE)

    tries = {path: one.tries for path, one in expedition.seen(id).items()}
    assert tries == {SITE: 1, SITE + "secret": 0}
    assert [one.tries for one in slow.seen(slow_id).values()] == [3]
