"""However many requests a sitemap takes, the host rests between them."""

from tests.infrastructure.web.test_sitemaps import SITE, urlset
from tests.sitemap_memory import no_memory

from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.infrastructure.memory.web import MemoryFetcher, MemoryRobots
from aurora.infrastructure.web.sitemaps import LxmlSitemaps
from aurora.infrastructure.web.urls import AdaUrls

MAP = f"{SITE}map.xml"


class Watched(MemoryFetcher):
    """Notes rests between requests; its kept-alive connection may be cut once."""

    cut = False

    async def answer(self, url: str) -> Fetched:
        if self.cut:
            self.cut = False
            raise FetchFailed(FetchError.CONNECTION, "cut", stale=True)
        return await super().answer(url)


async def found(fetcher: Watched) -> list[str]:
    """Give what is announced when the reading goes on anew after each request."""
    sitemaps = LxmlSitemaps(fetcher, MemoryRobots(sitemaps=[MAP]), AdaUrls(), no_memory())
    position, again = None, True
    while again:
        fetcher.asked.append("rest")
        sources = sitemaps.announced(SITE, position)
        source = await anext(sources)
        await sources.aclose()
        position, again = source.position, source.again
    return [one.url for one in source.announced]


async def test_each_redirect_takes_a_rest() -> None:
    hops = (MAP, f"{SITE}b.xml")
    body = urlset("a").encode()
    there = Fetched(url=f"{SITE}c.xml", status=200, headers={}, body=body, redirects=hops)
    fetcher = Watched({MAP: there})

    assert await found(fetcher) == [f"{SITE}a"]
    assert fetcher.asked == ["rest", MAP, "rest", f"{SITE}b.xml", "rest", f"{SITE}c.xml"]


async def test_a_connection_that_was_cut_meanwhile_is_opened_anew_after_a_rest() -> None:
    fetcher = Watched({MAP: Fetched(url=MAP, status=200, headers={}, body=urlset("a").encode())})
    fetcher.cut = True

    assert await found(fetcher) == [f"{SITE}a"]
    assert fetcher.asked == ["rest", MAP, "rest", MAP]
