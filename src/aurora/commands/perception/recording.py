"""Recording visits: fates, links and frontier in one transaction."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from aurora.commands.again import again_where_stale
from aurora.commands.perception.deliver_notice import tell_of_pages
from aurora.commands.perception.finish_crawl import FinishCrawl
from aurora.commands.perception.group import Visited
from aurora.commands.perception.turns import hand_out_turns
from aurora.domains.blobs import Blobs
from aurora.domains.clock import Clock
from aurora.domains.errors import Stale
from aurora.domains.perception.crawl import Crawl
from aurora.domains.perception.frontier import Candidate, Claim
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.notice import PageEvent
from aurora.domains.perception.page import CAPTURED, DUPLICATE, Page, fate_of, page_id
from aurora.domains.perception.ports import HttpCache, Perception, PerceptionWork
from aurora.domains.perception.rules import Rules
from aurora.domains.perception.types import EndedBy, ExcludedLink, SitemapUse, SkipReason
from aurora.domains.perception.url import Urls
from aurora.domains.perception.visit import (
    Fate,
    Reading,
    Skip,
    Visit,
    event,
    forsakes,
    judge,
)

SEEN = 100_000

Verdict = tuple[Visit, str, Fate]


@dataclass(frozen=True, kw_only=True)
class Recorder:
    """Writes down what became of URLs; what another claim wrote first stays."""

    crawl: Crawl
    perception: Perception
    blobs: Blobs
    cache: HttpCache
    urls: Urls
    clock: Clock
    manners: CrawlManners
    rules: Rules
    seen: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)

    async def record(self, visited: Sequence[Visited]) -> None:
        """Keep what was read, then decide the fates once, or let URLs wait for another try; give
        out turns at the hosts of links that are new here.
        """
        visits = [visit for _, visit in visited]
        await self.blobs.put_all([content for visit in visits for content in visit.contents])
        done = await again_where_stale(partial(self._recorded, visited, set[str]()))
        await self.cache.remember([visit.note for visit in visits if visit.note])
        await self.cache.forget([visit.url for visit in visits if visit.outdated])
        over = [visit for visit in visits if visit.candidate.url in done]
        news = {url for visit in over for url in self._news(visit)}
        self._remember(news, over)
        held = {claim.host for claim, _ in visited}
        news |= {visit.way[-1] for visit in visits if visit.elsewhere}
        if elsewhere := sorted({self.urls.host(url) for url in news} - held):
            async with self.perception.work() as work:
                await hand_out_turns(work, self.clock, elsewhere)

    async def _recorded(self, visited: Sequence[Visited], naming: set[str]) -> Collection[str]:
        """Record them all, or learn which pages are to be read too, and be stale."""
        async with self.perception.work() as work:
            return await self._record(work, visited, naming)

    def _remember(self, news: Collection[str], visits: Sequence[Visit]) -> None:
        for remembered in (self.seen, self.left):
            if len(remembered) > SEEN:
                remembered.clear()
        self.seen.update(news)
        self.left.update(one.url for visit in visits for one in self._beyond(visit))
        self.seen.update(link.url for visit in visits for link in visit.excluded)

    async def _record(
        self, work: PerceptionWork, visited: Sequence[Visited], naming: set[str]
    ) -> Collection[str]:
        visits = [visit for _, visit in visited]
        pages = await self._pages(work, visits, naming)
        read = {url for url, page in pages.items() if page.fate == CAPTURED}
        read |= {visit.url for visit in visits if visit.reading}
        over = [visit for visit in visits if not self._goes_on(visit, read)]
        claims = list({claim.host: claim for claim, _ in visited}.values())
        done = await work.links.done(claims, [visit.candidate.url for visit in over])
        for claim, visit in visited:
            if self._goes_on(visit, read):
                await self._go_on(work, claim, visit)
        if done:
            judged = [one for one in over if one.candidate.url in done]
            verdicts = await self._decide(work, judged, pages)
            again = self._forsaken(verdicts, pages, done, naming)
            await self._reopen(work, again, pages)
            news = {one.host for one in again} | self._named_hosts(verdicts)
            if elsewhere := sorted(news - {one.host for one in claims}):
                await hand_out_turns(work, self.clock, elsewhere)
            if not await work.links.open(self.crawl.id):
                work.enqueue(FinishCrawl(crawl_id=self.crawl.id))
        return done

    def _goes_on(self, visit: Visit, read: Collection[str]) -> bool:
        """Whether the URL is asked for again: after a failure, or where its host redirected to."""
        if visit.target:
            return not visit.elsewhere and visit.target not in read
        return visit.passing and visit.candidate.attempts + 1 < self.manners.tries

    async def _go_on(self, work: PerceptionWork, claim: Claim, visit: Visit) -> None:
        if visit.target:
            await work.links.onward(claim, visit.candidate.url, visit.way)
            return
        back_off = self.manners.backoff * 2.0**visit.candidate.attempts
        due_at = max(self.clock.now() + timedelta(seconds=back_off), visit.again_at or visit.at)
        await work.links.again(claim, visit.candidate.url, due_at=due_at)

    async def _pages(
        self, work: PerceptionWork, visits: Sequence[Visit], naming: Collection[str]
    ) -> Mapping[str, Page]:
        concerned = {url for visit in visits for url in visit.concerned}
        ids = {url: page_id(self.crawl.id, url) for url in concerned.union(naming)}
        known = await work.pages.many(ids.values())
        return {url: known.get(id) or Page.of(self.crawl.id, url) for url, id in ids.items()}

    async def _decide(
        self, work: PerceptionWork, visits: Sequence[Visit], pages: Mapping[str, Page]
    ) -> Sequence[Verdict]:
        verdicts = list(self._verdicts(visits, pages))
        found = [one for verdict in verdicts for one in self._candidates(verdict)]
        beyond = [one for visit in visits for one in self._beyond(visit)]
        known = await work.links.discover(
            self.crawl.id, found, limit=self.crawl.known_limit, beyond=beyond
        )
        landed = [
            self._candidate(url, visit.candidate.depth)
            for visit, url, _ in verdicts
            if url != visit.candidate.url
        ]
        await work.links.settle(self.crawl.id, landed)
        told: list[PageEvent] = []
        limited = await self._limited(work, verdicts)
        for visit, url, fate in limited:
            told.append(event(visit, self.crawl, url, fate, known))
            pages[url].decide(told[-1])
            if url == visit.url and (excluded := self._excluded(visit)):
                pages[url].exclude(excluded)
            work.pages.add(pages[url])
        tell_of_pages(work, self.crawl, told, self.clock)
        return limited

    def _forsaken(
        self,
        verdicts: Sequence[Verdict],
        pages: Mapping[str, Page],
        named_by: Mapping[str, str | None],
        naming: set[str],
    ) -> list[Candidate]:
        """Give the pages that are no duplicates after all: what they name is not to be had. Stale
        where one named it so lately that it was not read.
        """
        fates = {url: page.fate for url, page in pages.items()}
        named = {url: page for url, page in named_by.items() if page}
        for _, url, fate in verdicts:
            if isinstance(fate, Skip) and (canonical := fate.names):
                named.setdefault(canonical, url)
        forsaken = [
            self._candidate(named[url], visit.candidate.depth, named_by=url)
            for visit, url, fate in verdicts
            if url in named and forsakes(fate, fates)
        ]
        if unread := {one.url for one in forsaken} - pages.keys():
            naming |= unread
            raise Stale("pages named others meanwhile")
        return [one for one in forsaken if pages[one.url].fate == DUPLICATE]

    async def _reopen(
        self, work: PerceptionWork, again: Sequence[Candidate], pages: Mapping[str, Page]
    ) -> None:
        reopened = await work.links.reopen(self.crawl.id, again)
        for one in again:
            if one.url in reopened and one.named_by:
                pages[one.url].reopen(one.named_by)
                work.pages.add(pages[one.url])

    def _named_hosts(self, verdicts: Sequence[Verdict]) -> set[str]:
        skips = (fate for _, _, fate in verdicts if isinstance(fate, Skip))
        return {self.urls.host(one.names) for one in skips if one.names}

    def _verdicts(self, visits: Sequence[Visit], pages: Mapping[str, Page]) -> Iterator[Verdict]:
        """Judge one visit after the other: each knows what those before it decided."""
        fates = {url: page.fate for url, page in pages.items()}
        for visit in visits:
            before, again = fates[visit.candidate.url], visit.candidate.preferred
            if before is None or (before == DUPLICATE and again):
                for url, fate in judge(visit, self.crawl, fates):
                    fates[url] = fate_of(None if isinstance(fate, Reading) else fate.reason)
                    yield visit, url, fate

    async def _limited(self, work: PerceptionWork, verdicts: Sequence[Verdict]) -> list[Verdict]:
        sizes = [fate.raw_bytes for _, _, fate in verdicts if isinstance(fate, Reading)]
        if not sizes:
            return list(verdicts)
        kept = await work.links.keep(self.crawl.id, sizes, self.crawl.plan.limits)
        room, limited = kept.captures, list[Verdict]()
        for visit, url, fate in verdicts:
            room -= isinstance(fate, Reading)
            over = isinstance(fate, Reading) and room < 0
            limited.append((visit, url, _over(kept.reached) if over else fate))
        return limited

    def _candidates(self, verdict: Verdict) -> list[Candidate]:
        visit, url, fate = verdict
        depth, found = visit.candidate.depth, []
        if isinstance(fate, Skip) and (canonical := fate.names):
            found.append(self._candidate(canonical, depth, named_by=url))
        if isinstance(fate, Skip) and fate.reason is SkipReason.REDIRECT and visit.elsewhere:
            found.append(self._candidate(visit.way[-1], depth, way=visit.way))
        if url == visit.candidate.url:
            found += [self._candidate(link, depth + 1) for link in self._news(visit)]
        return found

    def _news(self, visit: Visit) -> list[str]:
        if self.crawl.plan.sitemaps is SitemapUse.ONLY:
            return []
        deepest = visit.candidate.depth >= self.crawl.plan.depth
        return [] if deepest else [url for url in visit.links if url not in self.seen]

    def _beyond(self, visit: Visit) -> list[Candidate]:
        depth = visit.candidate.depth
        if depth < self.crawl.plan.depth or self.crawl.plan.sitemaps is SitemapUse.ONLY:
            return []
        news = [url for url in visit.links if not (url in self.seen or url in self.left)]
        return [self._candidate(url, depth + 1) for url in news]

    def _excluded(self, visit: Visit) -> list[ExcludedLink]:
        return [link for link in visit.excluded if link.url not in self.seen]

    def _candidate(
        self, url: str, depth: int, *, named_by: str | None = None, way: tuple[str, ...] = ()
    ) -> Candidate:
        return Candidate(
            url=url,
            host=self.urls.host(url),
            depth=depth,
            priority=self.rules.priority(url) + (named_by is not None),
            named_by=named_by,
            way=way,
        )


def _over(limit: EndedBy | None) -> Skip:
    return Skip(SkipReason.BYTE_LIMIT if limit is EndedBy.BYTE_LIMIT else SkipReason.PAGE_LIMIT)
