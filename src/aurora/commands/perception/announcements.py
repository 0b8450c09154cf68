"""What the site of a crawl announces: sitemaps, feeds and llms.txt, read before its pages."""

from collections.abc import Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aurora.domains.clock import Clock
from aurora.domains.errors import Stale
from aurora.domains.perception.crawl import Crawl
from aurora.domains.perception.frontier import Candidate, Claim, Frontier
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.ports import Pause, Perception, Robots
from aurora.domains.perception.rules import Rules
from aurora.domains.perception.sitemaps import Announced, Sitemaps, Source
from aurora.domains.perception.types import ExcludedLink, FetchError, FetchFailed
from aurora.domains.perception.url import Urls
from aurora.domains.perception.visit import UNREACHED

SECONDS = 30.0  # a slice and its last request still fit in the time of a job
CHUNK = 500
USUAL = 0.5
STEPS = 4
TRIES = 4


@dataclass(kw_only=True)
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
    delay: float = field(default=0.0, init=False)
    allowed_at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.allowed_at = self.clock.now()

    async def run(self) -> datetime:
        """Let the crawl know what is announced within the time, and note that it was asked for; a
        site that cannot be reached announces nothing. Give when the host may be asked again.

        After a fault the host is given back, and the job engine tries again.
        """
        ends = self.clock.now() + timedelta(seconds=SECONDS)
        try:
            async with self.frontier.kept(self.claim, seconds=self.manners.lease_seconds):
                for origin in self._origins():
                    with suppress(FetchFailed):
                        await self._rest()
                        await self._read(origin, ends)
            async with self.perception.work() as work:
                await work.links.survey(self.crawl.id, [self.claim.host], due=False)
        except BaseException:
            await self._abandon()
            raise
        return self.allowed_at

    def _origins(self) -> Sequence[str]:
        starts = self.crawl.plan.start_urls
        here = (url for url in starts if self.urls.host(url) == self.claim.host)
        return list(dict.fromkeys("/".join(url.split("/", 3)[:3]) + "/" for url in here))

    async def _read(self, origin: str, ends: datetime) -> None:
        self.delay = self.manners.delay_at(self.claim.host, await self.robots.delay(origin))

        async def rest() -> None:
            await self.pause.wait(self.delay)

        async with aclosing(self.sitemaps.announced(origin, rest)) as sources:
            async for source in sources:
                self._asked()
                for start in range(0, len(source.announced), CHUNK):
                    await self._take(source.url, source.announced[start : start + CHUNK])
                if self.allowed_at >= ends or _in_trouble(source):
                    return
                await self._rest()

    def _asked(self) -> None:
        self.allowed_at = self.clock.now() + timedelta(seconds=self.delay)

    async def _rest(self) -> None:
        await self.pause.wait((self.allowed_at - self.clock.now()).total_seconds())

    async def _abandon(self) -> None:
        self._asked()
        with suppress(Exception):
            async with self.perception.work() as work:
                await work.links.release(
                    self.claim,
                    next_allowed_at=self.allowed_at,
                    troubles=self.claim.troubles,
                    pace=self.claim.pace,
                )

    async def _take(self, source: str, announced: Sequence[Announced]) -> None:
        against = {one.url: self.rules.against(one.url) for one in announced}
        excluded = [ExcludedLink(url, rule) for url, rule in against.items() if rule]
        found = [self._candidate(one) for one in announced if against[one.url] is None]
        for attempt in range(TRIES):
            try:
                await self._note(source, excluded, found)
            except Stale:
                if attempt == TRIES - 1:
                    raise
            else:
                return

    async def _note(
        self, source: str, excluded: Sequence[ExcludedLink], found: Sequence[Candidate]
    ) -> None:
        async with self.perception.work() as work:
            crawl = await work.crawls.get(self.crawl.id)
            if excluded and not crawl.status.ended:
                crawl.exclude(source, excluded)
            await work.links.discover(crawl.id, found, limit=crawl.known_limit)

    def _candidate(self, one: Announced) -> Candidate:
        return Candidate(
            url=one.url,
            host=self.urls.host(one.url),
            depth=min(1, self.crawl.plan.depth),
            priority=self.rules.priority(one.url) + _steps(one.priority),
        )


def _in_trouble(source: Source) -> bool:
    """Tell whether the site gave no answer, or an error where nobody had named the source."""
    return source.error in UNREACHED or (source.guessed and source.error is FetchError.STATUS)


def _steps(priority: float | None) -> int:
    """Give what the site thinks of a page in steps: none where it says nothing, or a half."""
    return 0 if priority is None else round((priority - USUAL) * STEPS)
