"""What finding a site's sitemaps promises, in memory and by lxml."""

from datetime import UTC, datetime

import pytest
from tests.sitemap_memory import no_memory

from aurora.domains.perception.sitemaps import Announced, Sitemaps, Source
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.infrastructure.memory.sitemaps import MemorySitemaps
from aurora.infrastructure.memory.web import MemoryFetcher, MemoryRobots
from aurora.infrastructure.web.robots import ProtegoRobots
from aurora.infrastructure.web.sitemaps import LxmlSitemaps
from aurora.infrastructure.web.urls import AdaUrls

SITE = "https://site.example/"
FIRST, BROKEN, LAST = (f"{SITE}{name}.xml" for name in ("first", "broken", "last"))
SLOW = FetchFailed(FetchError.TIMEOUT, "site.example does not answer in time")
CHANGED = datetime(2026, 3, 1, tzinfo=UTC)


def sitemap(url: str, *urls: str) -> Fetched:
    entries = "".join(f"<url><loc>{one}</loc><lastmod>2026-03-01</lastmod></url>" for one in urls)
    body = f"<urlset>{entries}</urlset>".encode()
    return Fetched(url=url, status=200, headers={}, body=body)


def announced(url: str, source: str) -> Announced:
    return Announced(url=url, lastmod=CHANGED, source=source)


@pytest.fixture(params=["memory", "lxml"])
def sitemaps(request: pytest.FixtureRequest) -> Sitemaps:
    if request.param == "memory":
        return MemorySitemaps(
            [
                Source(url=FIRST, announced=(announced(SITE, FIRST), announced(SITE + "a", FIRST))),
                Source(url=BROKEN, error=SLOW.reason, detail=str(SLOW)),
                Source(url=LAST, announced=(announced(SITE, LAST), announced(SITE + "b", LAST))),
            ]
        )
    pages: dict[str, Fetched | FetchFailed] = {
        FIRST: sitemap(FIRST, SITE, SITE + "a"),
        BROKEN: SLOW,
        LAST: sitemap(LAST, SITE + "#top", SITE + "b"),
    }
    robots = MemoryRobots(["https://site.example/llms"], sitemaps=(FIRST, BROKEN, LAST))
    return LxmlSitemaps(MemoryFetcher(pages), robots, AdaUrls(), no_memory())


@pytest.fixture(params=["memory", "lxml"])
def unreachable(request: pytest.FixtureRequest) -> Sitemaps:
    if request.param == "memory":
        return MemorySitemaps(failure=SLOW)
    fetcher = MemoryFetcher({SITE + "robots.txt": SLOW})
    return LxmlSitemaps(fetcher, ProtegoRobots(fetcher), AdaUrls(), no_memory())


async def test_each_url_is_given_once_with_its_date_and_source(sitemaps: Sitemaps) -> None:
    found = [one async for source in sitemaps.announced(SITE) for one in source.announced]

    assert found == [
        announced(SITE, FIRST),
        announced(SITE + "a", FIRST),
        announced(SITE + "b", LAST),
    ]


async def test_a_source_that_fails_is_named_and_the_rest_goes_on(sitemaps: Sitemaps) -> None:
    sources = [source async for source in sitemaps.announced(SITE)]

    assert [(one.url, one.error) for one in sources] == [
        (FIRST, None),
        (BROKEN, FetchError.TIMEOUT),
        (LAST, None),
    ]
    assert sources[1].detail == str(SLOW)


async def test_a_site_that_cannot_be_reached_announces_nothing(unreachable: Sitemaps) -> None:
    with pytest.raises(FetchFailed) as failed:
        await anext(unreachable.announced(SITE))

    assert failed.value.reason is FetchError.TIMEOUT


async def test_the_reading_goes_on_from_each_position(sitemaps: Sitemaps) -> None:
    positions = [source.position async for source in sitemaps.announced(SITE)]
    urls = [[one.url async for one in sitemaps.announced(SITE, since)] for since in positions]

    assert urls == [[BROKEN, LAST], [LAST], []]
    assert [[place.url for place in one.waiting] for one in positions] == urls
