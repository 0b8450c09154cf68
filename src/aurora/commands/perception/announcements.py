"""What the site of a crawl announces: sitemaps, feeds and llms.txt, read before its pages."""

from collections.abc import Iterator, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from aurora.domains.clock import Clock
from aurora.domains.perception.crawl import Crawl
from aurora.domains.perception.frontier import Candidate, Claim, Frontier
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.ports import Pause, Perception, Robots
from aurora.domains.perception.rules import Rules
from aurora.domains.perception.sitemaps import Sitemaps
from aurora.domains.perception.types import ExcludedLink, FetchFailed
from aurora.domains.perception.url import Urls

SECONDS = 45.0
CHUNK = 500


@dataclass(frozen=True, kw_only=True)
class Announcements:
    """Reads them under a claim, one request after the other, as slowly as the host asks."""

    claim: Claim
    crawl: Crawl
    rules: Rules
    sitemaps: Sitemaps
    robots: Robots
    urls: Urls
    perception: Perception
    frontier: Frontier
    clock: Clock
    pause: Pause
    manners: CrawlManners

    async def run(self) -> None:
        """Let the crawl know what is announced within the time, and note that it was asked for; a
        site that cannot be reached announces nothing.
        """
        ends = self.clock.now() + timedelta(seconds=SECONDS)
        async with self.frontier.kept(self.claim, seconds=self.manners.lease_seconds):
            for origin in self._origins():
                with suppress(FetchFailed):
                    await self._read(origin, ends)
        async with self.perception.work() as work:
            await work.links.survey(self.crawl.id, [self.claim.host], due=False)

    def _origins(self) -> Sequence[str]:
        starts = self.crawl.plan.start_urls
        here = (url for url in starts if self.urls.host(url) == self.claim.host)
        return list(dict.fromkeys("/".join(url.split("/", 3)[:3]) + "/" for url in here))

    async def _read(self, origin: str, ends: datetime) -> None:
        delay = self.manners.delay_at(self.claim.host, await self.robots.delay(origin))
        async with aclosing(self.sitemaps.announced(origin)) as sources:
            async for source in sources:
                urls = [one.url for one in source.announced]
                for start in range(0, len(urls), CHUNK):
                    await self._take(source.url, urls[start : start + CHUNK])
                if self.clock.now() + timedelta(seconds=delay) >= ends:
                    return
                await self.pause.wait(delay)

    async def _take(self, source: str, urls: Sequence[str]) -> None:
        against = {url: self.rules.against(url) for url in urls}
        excluded = [ExcludedLink(url, rule) for url, rule in against.items() if rule]
        found = self._candidates(url for url, rule in against.items() if rule is None)
        async with self.perception.work() as work:
            crawl = await work.crawls.get(self.crawl.id)
            if excluded and not crawl.status.ended:
                crawl.exclude(source, excluded)
            await work.links.discover(crawl.id, found, limit=crawl.known_limit)

    def _candidates(self, urls: Iterator[str]) -> list[Candidate]:
        depth = min(1, self.crawl.plan.depth)
        return [
            Candidate(
                url=url,
                host=self.urls.host(url),
                depth=depth,
                priority=self.rules.priority(url),
            )
            for url in urls
        ]
