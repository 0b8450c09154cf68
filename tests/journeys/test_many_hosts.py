"""Slow and broken hosts do not keep the others from anybody, and every host gets its rest."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from tests.hostile.town import Host, Temper, Town, town
from tests.journeys.living import Living

from aurora.infrastructure.tasks import QUEUES

pytestmark = pytest.mark.timeout(300)
PAGES = {Temper.SLOW: 3, Temper.BROKEN: 1, Temper.RESETTING: 1}  # of others four; tries take long
SLOW_SECONDS = 1.5
CRAWL_DELAY = 0.5
PLACES = QUEUES["crawl"].at_work
ILL = (Temper.BROKEN, Temper.RESETTING, Temper.BROKEN, Temper.MOVED)


def hosts() -> list[Host]:
    """Give first more slow hosts than a worker has places, then broken and healthy ones; every
    second one wants rest.
    """
    tempers = [*[Temper.SLOW] * (PLACES + 4), *ILL, *[Temper.HEALTHY] * 16]
    return [
        Host(
            temper=temper,
            pages=PAGES.get(temper, 4),
            answers=SLOW_SECONDS if temper is Temper.SLOW else 0.02,
            crawl_delay=CRAWL_DELAY * (number % 2),
        )
        for number, temper in enumerate(tempers)
    ]


@dataclass
class Crawled:
    """What is left of a crawl of the town."""

    town: Town
    state: dict[str, Any]
    pages: dict[str, dict[str, Any]]

    def of(self, *tempers: Temper) -> list[Host]:
        """Give the hosts of these tempers."""
        return [host for host in self.town.hosts if host.temper in tempers]


@pytest.fixture(scope="module")
async def crawled(aurora: Living) -> AsyncIterator[Crawled]:
    async with town(hosts()) as places:
        crawl = (await aurora.post("/v1/crawls", {"start_urls": places.starts}))["id"]
        state = await aurora.finished(crawl)
        pages = await told(aurora, crawl, state["known"])
        yield Crawled(places, state, {one["url"]: one for one in pages})


async def told(aurora: Living, crawl: str, known: int) -> list[dict[str, Any]]:
    """Wait until every known URL has its fate, and give them."""
    async with asyncio.timeout(30):
        while True:
            pages = await aurora.every(f"/v1/crawls/{crawl}/pages")
            if len(pages) == known:
                return pages
            await asyncio.sleep(0.2)


async def test_every_page_of_hosts_that_answer_is_captured(crawled: Crawled) -> None:
    wanted = {url for host in crawled.of(Temper.HEALTHY, Temper.SLOW) for url in host.urls}
    wanted |= {f"{url}/" for host in crawled.of(Temper.MOVED) for url in host.urls}
    found = {url for url, page in crawled.pages.items() if page["outcome"] == "captured"}
    assert crawled.state["status"] == "finished"
    assert found == wanted


@pytest.mark.parametrize(
    ("temper", "reason"), [(Temper.BROKEN, "status"), (Temper.RESETTING, "connection")]
)
async def test_the_pages_of_broken_hosts_say_why(
    crawled: Crawled, temper: Temper, reason: str
) -> None:
    assert {crawled.pages[host.urls[0]]["reason"] for host in crawled.of(temper)} == {reason}


async def test_healthy_hosts_are_done_before_slow_ones(crawled: Crawled) -> None:
    slow_end = min(host.answered[-1] for host in crawled.of(Temper.SLOW))
    assert crawled.town.healthy_answered < slow_end


async def test_every_host_gets_the_rest_that_it_asks_for(crawled: Crawled) -> None:
    assert all(host.pauses for host in crawled.town.healthy)
    assert crawled.town.spared >= 0


@pytest.mark.parametrize("temper", [Temper.RESETTING, Temper.MOVED])
async def test_hosts_that_hang_up_or_redirect_get_their_rest_too(
    crawled: Crawled, temper: Temper
) -> None:
    (host,) = crawled.of(temper)
    assert host.crawl_delay
    assert min(host.pauses) >= host.crawl_delay
