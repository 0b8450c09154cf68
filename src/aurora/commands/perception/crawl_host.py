"""Fetch from one host on behalf of one crawl, a slice of time at a time."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from aurora.commands.perception.announcements import Announcements
from aurora.commands.perception.group import VisitGroup
from aurora.commands.perception.host_slice import HostSlice
from aurora.commands.perception.recollection import Recollection
from aurora.commands.perception.recording import Recorder
from aurora.commands.perception.turns import CrawlHost, hand_out_turns
from aurora.commands.perception.under_way import CrawlsUnderWay, CrawlUnderWay
from aurora.commands.perception.visiting import ACCEPT, Visitor
from aurora.domains.blobs import Blobs
from aurora.domains.clock import Clock
from aurora.domains.perception.crawl import Crawl
from aurora.domains.perception.frontier import Claim, Frontier
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.patterns import Patterns
from aurora.domains.perception.ports import (
    Extractor,
    Fetcher,
    HttpCache,
    Pause,
    Perception,
    Renderer,
    Robots,
)
from aurora.domains.perception.rules import Rules
from aurora.domains.perception.sitemaps import Sitemaps
from aurora.domains.perception.url import Urls


async def crawl_host(
    command: CrawlHost,
    perception: Perception,
    frontier: Frontier,
    fetcher: Fetcher,
    robots: Robots,
    extractor: Extractor,
    renderer: Renderer,
    blobs: Blobs,
    cache: HttpCache,
    urls: Urls,
    patterns: Patterns,
    clock: Clock,
    pause: Pause,
    manners: CrawlManners,
    under_way: CrawlsUnderWay,
    sitemaps: Sitemaps,
) -> None:
    """Claim the host, ask what it announces, turn by turn, fetch one URL after the other, then pass
    the host on; nothing happens while somebody else holds it, or before it may be asked.
    """
    claim = await frontier.claim(
        command.crawl_id, command.host, limit=manners.batch, seconds=manners.lease_seconds
    )
    if claim is None:
        async with perception.work() as work:
            await hand_out_turns(work, clock, [command.host])
        return
    turn = _Turn(
        claim=claim,
        perception=perception,
        frontier=frontier,
        fetcher=fetcher,
        robots=robots,
        extractor=extractor,
        renderer=renderer,
        blobs=blobs,
        cache=cache,
        urls=urls,
        patterns=patterns,
        clock=clock,
        pause=pause,
        manners=manners,
        sitemaps=sitemaps,
    )
    async with turn.joined(under_way) as shared:
        allowed_at = await turn.announcements(shared).run() if claim.survey else clock.now()
        if allowed_at:
            await turn.host_slice(shared, allowed_at).run()


@dataclass(frozen=True, kw_only=True)
class _Turn:
    """What a turn at a host is put together from."""

    claim: Claim
    perception: Perception
    frontier: Frontier
    fetcher: Fetcher
    robots: Robots
    extractor: Extractor
    renderer: Renderer
    blobs: Blobs
    cache: HttpCache
    urls: Urls
    patterns: Patterns
    clock: Clock
    pause: Pause
    manners: CrawlManners
    sitemaps: Sitemaps

    @asynccontextmanager
    async def joined(self, under_way: CrawlsUnderWay) -> AsyncIterator[CrawlUnderWay]:
        """Hold the host while the crawl is looked up; where that fails, give it back."""
        async with AsyncExitStack() as stack:
            try:
                async with self.frontier.kept(self.claim, seconds=self.manners.lease_seconds):
                    joined = under_way.joined(self.claim.crawl_id, self._begin)
                    shared = await stack.enter_async_context(joined)
            except BaseException:
                with suppress(Exception):
                    await self._give_back()
                raise
            yield shared

    async def _give_back(self) -> None:
        async with self.perception.work() as work:
            await work.links.release(
                self.claim, next_allowed_at=self.clock.now(), troubles=self.claim.troubles
            )

    async def _begin(self) -> CrawlUnderWay:
        async with self.perception.work() as work:
            crawl = await work.crawls.get(self.claim.crawl_id)
            credentials = await work.links.credentials(crawl.id)
        rules = Rules(crawl, self.patterns, self.clock.now().year)
        recorder = self._recorder(crawl, rules)
        return CrawlUnderWay(
            crawl=crawl,
            rules=rules,
            credentials=credentials,
            group=VisitGroup(recorder.record),
        )

    def announcements(self, shared: CrawlUnderWay) -> Announcements:
        return Announcements(
            claim=self.claim,
            crawl=shared.crawl,
            rules=shared.rules,
            credentials=shared.credentials,
            sitemaps=self.sitemaps,
            robots=self.robots,
            urls=self.urls,
            perception=self.perception,
            frontier=self.frontier,
            clock=self.clock,
            pause=self.pause,
            manners=self.manners,
        )

    def host_slice(self, shared: CrawlUnderWay, allowed_at: datetime) -> HostSlice:
        return HostSlice(
            claim=self.claim,
            visitor=self._visitor(shared),
            group=shared.group,
            perception=self.perception,
            frontier=self.frontier,
            clock=self.clock,
            pause=self.pause,
            manners=self.manners,
            allowed_at=allowed_at,
        )

    def _recorder(self, crawl: Crawl, rules: Rules) -> Recorder:
        return Recorder(
            crawl=crawl,
            perception=self.perception,
            blobs=self.blobs,
            cache=self.cache,
            urls=self.urls,
            clock=self.clock,
            manners=self.manners,
            rules=rules,
        )

    def _visitor(self, shared: CrawlUnderWay) -> Visitor:
        return Visitor(
            crawl=shared.crawl,
            rules=shared.rules,
            credentials=shared.credentials,
            fetcher=self.fetcher,
            robots=self.robots,
            extractor=self.extractor,
            renderer=self.renderer,
            urls=self.urls,
            clock=self.clock,
            recollection=self._recollection(shared),
            longest_wait=self.manners.longest_delay,
        )

    def _recollection(self, shared: CrawlUnderWay) -> Recollection:
        return Recollection(
            cache=self.cache,
            blobs=self.blobs,
            clock=self.clock,
            sent={"accept": ACCEPT, "user-agent": self.manners.agent},
            max_age=shared.crawl.plan.max_age,
        )
