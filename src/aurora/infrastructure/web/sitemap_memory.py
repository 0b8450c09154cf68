"""What is remembered of sitemaps: they are asked for whole only where they have changed."""

from collections.abc import Collection, Mapping

from aurora.commands.perception.recollection import Recollection
from aurora.domains.blobs import Blobs
from aurora.domains.clock import Clock
from aurora.domains.perception.caching import NOT_MODIFIED
from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.ports import HttpCache
from aurora.domains.perception.types import Fetched

ACCEPT = (
    "application/xml, text/xml, application/rss+xml, application/atom+xml, text/plain, */*;q=0.5"
)
SMALL = 4 * 1024  # an answer that says "not modified" is hardly shorter


class SitemapMemory:
    """Remembers sitemaps across surveys, in the cache that pages are remembered in."""

    def __init__(self, cache: HttpCache, blobs: Blobs, clock: Clock, *, agent: str) -> None:
        self._cache, self._blobs, self._clock, self._agent = cache, blobs, clock, agent

    def of_site(self, headers: Headers = no_headers) -> "SiteMemory":
        """Give what is remembered of one site, for one survey that sends further headers."""
        sent = {"accept": ACCEPT, "user-agent": self._agent}
        known = Recollection(
            cache=self._cache, blobs=self._blobs, clock=self._clock, sent=sent, max_age=0.0
        )
        return SiteMemory(known, self._cache, self._blobs, headers)


class SiteMemory:
    """Recalls answers before they are asked for, and keeps those that were of use; what is asked
    with headers of somebody's own stays apart.
    """

    def __init__(
        self, recollection: Recollection, cache: HttpCache, blobs: Blobs, headers: Headers
    ) -> None:
        self._recollection, self._cache, self._blobs = recollection, cache, blobs
        self._headers = headers
        self._looked: set[str] = set()
        self._unchanged: set[str] = set()

    async def recall(self, urls: Collection[str]) -> None:
        """Look up what was not looked up before."""
        news = [url for url in urls if url not in self._looked and not self._headers(url)]
        if news:
            self._looked.update(news)
            await self._recollection.recall(news)

    def sent(self, url: str) -> Mapping[str, str]:
        """Give somebody's own headers, or those that ask for the sitemap only if it is another one
        now.
        """
        return self._headers(url) or self._recollection.conditions(url)

    async def whole(self, answer: Fetched) -> Fetched:
        """Give the answer, or what a 304 stands for; raises FetchFailed where that is lost."""
        if answer.status == NOT_MODIFIED:
            self._unchanged.add(answer.url)
        return await self._recollection.whole(answer)

    async def keep(self, answer: Fetched) -> None:
        """Remember a sitemap that can be asked for on condition."""
        dated = {"etag", "last-modified"} & answer.headers.keys()
        if len(answer.body) < SMALL or not dated or self._headers(answer.url):
            return
        known = self._recollection.known.get(answer.url)
        same = known.raw_sha256 if known and answer.url in self._unchanged else None
        note = self._recollection.noted(answer, same or await self._blobs.put(answer.body))
        if note:
            await self._cache.remember([note])
