"""Recording a visit: fates, links and frontier in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from aurora.commands.perception.finish_crawl import FinishCrawl
from aurora.domains.clock import Clock
from aurora.domains.errors import Stale
from aurora.domains.perception.crawl import Crawl
from aurora.domains.perception.frontier import Candidate, Claim
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.page import Page, page_id
from aurora.domains.perception.ports import Perception, PerceptionWork
from aurora.domains.perception.types import SkipReason
from aurora.domains.perception.url import Urls
from aurora.domains.perception.visit import Fate, Reading, Skip, Visit, event, judge

TRIES = 4


@dataclass(frozen=True, kw_only=True)
class Recorder:
    """Writes down what became of URLs; what another claim wrote first stays."""

    crawl: Crawl
    perception: Perception
    urls: Urls
    clock: Clock
    manners: CrawlManners
    seen: set[str] = field(default_factory=set)

    async def record(self, claim: Claim, visit: Visit) -> frozenset[str]:
        """Decide the fates once, or let the URL wait for another try; give the hosts of links that
        are new here.
        """
        for attempt in range(TRIES):
            try:
                async with self.perception.work() as work:
                    await self._record(work, claim, visit)
            except Stale:
                if attempt == TRIES - 1:
                    raise
            else:
                break
        news = frozenset(self._news(visit))
        self.seen.update(news)
        return frozenset(map(self.urls.host, news))

    async def _record(self, work: PerceptionWork, claim: Claim, visit: Visit) -> None:
        if visit.passing and visit.candidate.attempts + 1 < self.manners.tries:
            await self._try_again(work, claim, visit)
            return
        pages = await self._pages(work, visit)
        own = visit.candidate
        if not await work.links.done(claim, own.url):
            return
        if pages[own.url].fate is None:
            await self._decide(work, visit, pages)
        if not await work.links.open(self.crawl.id):
            work.enqueue(FinishCrawl(crawl_id=self.crawl.id))

    async def _try_again(self, work: PerceptionWork, claim: Claim, visit: Visit) -> None:
        back_off = self.manners.backoff * 2.0**visit.candidate.attempts
        due_at = max(self.clock.now() + timedelta(seconds=back_off), visit.again_at or visit.at)
        await work.links.again(claim, visit.candidate.url, due_at=due_at)

    async def _pages(self, work: PerceptionWork, visit: Visit) -> Mapping[str, Page]:
        pages = {}
        canonical = visit.reading.canonical_url if visit.reading else None
        for url in filter(None, (visit.candidate.url, visit.url, canonical)):
            found = await work.pages.find(page_id(self.crawl.id, url))
            pages[url] = found or Page.of(self.crawl.id, url)
        return pages

    async def _decide(self, work: PerceptionWork, visit: Visit, pages: Mapping[str, Page]) -> None:
        fates = judge(visit, self.crawl, {url: page.fate for url, page in pages.items()})
        found = self._candidates(visit, fates)
        known = await work.links.discover(self.crawl.id, found, limit=self.crawl.known_limit)
        for url, fate in fates:
            if url != visit.candidate.url:
                await work.links.settle(self.crawl.id, self._candidate(url, visit.candidate.depth))
            checked = await self._limited(work, fate)
            pages[url].decide(event(visit, self.crawl, url, checked, known))
            work.pages.add(pages[url])

    async def _limited(self, work: PerceptionWork, fate: Fate) -> Fate:
        if not isinstance(fate, Reading):
            return fate
        if await work.links.keep(self.crawl.id, limit=self.crawl.plan.page_limit):
            return fate
        return Skip(SkipReason.PAGE_LIMIT)

    def _candidates(self, visit: Visit, fates: Sequence[tuple[str, Fate]]) -> list[Candidate]:
        depth = visit.candidate.depth
        found = [
            self._candidate(fate.same_as, depth, preferred=True)
            for _, fate in fates
            if isinstance(fate, Skip) and fate.reason is SkipReason.DUPLICATE and fate.same_as
        ]
        if depth < self.crawl.plan.depth:
            found += [self._candidate(url, depth + 1) for url in self._news(visit)]
        return found

    def _news(self, visit: Visit) -> list[str]:
        return [url for url in visit.links if url not in self.seen]

    def _candidate(self, url: str, depth: int, *, preferred: bool = False) -> Candidate:
        return Candidate(url=url, host=self.urls.host(url), depth=depth, preferred=preferred)
