"""Parts of Aurora are killed in the middle of a crawl, and nothing acknowledged is lost or
doubled.
"""

import asyncio
from collections import Counter

import pytest
from tests.journeys.living import CHILDREN, Living
from tests.site.server import Site, serve_site

pytestmark = pytest.mark.timeout(420)
ENOUGH = 12
TRIED_FOR_LONG = ["^/broken$"]
PAUSE = 0.05  # who asks without any takes the time of a core from the crawl


async def some_pages_are_captured(aurora: Living, crawl: str) -> set[str]:
    """Wait until a dozen pages are captured and give the URLs whose capture was shown to us."""
    while True:
        state = await aurora.state(crawl)
        if state and state["captured"] >= ENOUGH:
            return await captured(aurora, crawl)
        await asyncio.sleep(PAUSE)


async def captured(aurora: Living, crawl: str) -> set[str]:
    """Give the URLs that the crawl captured; each must be there once."""
    pages = await aurora.every(f"/v1/crawls/{crawl}/pages", outcome="captured")
    urls = Counter(one["url"] for one in pages)
    assert set(urls.values()) <= {1}, urls
    return set(urls)


async def nothing_was_lost(
    aurora: Living, site: Site, crawl: str, collection: str, seen: set[str]
) -> None:
    """Check that the crawl ended with what an undisturbed one captures, and that all is
    remembered.
    """
    state = await aurora.finished(crawl, 240)
    urls = await captured(aurora, crawl)
    assert state["status"] == "finished"
    assert seen <= urls
    assert {site.url + path for path in site.readable} <= urls
    documents = await aurora.embedded(collection, 240, at_least=len(urls))
    sources = Counter(one["source_url"] for one in documents)
    assert sources == Counter(urls)
    assert {one["content_version"] for one in documents} == {1}


@pytest.mark.parametrize("victim", [*CHILDREN, "serve"])
async def test_a_crawl_survives_the_death_of(victim: str, aurora: Living) -> None:
    async with serve_site() as site:
        collection = await aurora.collection(victim)
        crawl = await aurora.crawl(site.url + "/", collection, exclude=TRIED_FOR_LONG)
        seen = await some_pages_are_captured(aurora, crawl)
        await aurora.kill(victim)
        if victim == "serve":
            await aurora.start()
        await nothing_was_lost(aurora, site, crawl, collection, seen)
