"""The frontier inside a unit of work, in memory."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from aurora.commands.perception.finish_crawl import FinishCrawl
from aurora.commands.perception.turns import CrawlHost
from aurora.domains.perception.credentials import Credentials
from aurora.domains.perception.frontier import Candidate, Claim, Turn
from aurora.domains.perception.limits import Kept, Limits
from aurora.domains.perception.pace import Pace
from aurora.domains.perception.sitemaps import Itinerary
from aurora.domains.perception.types import EndedBy, LeftReason
from aurora.infrastructure.memory.frontier import MemoryFrontier
from aurora.infrastructure.memory.ground import CrawlRow, Ground, HostRow, UrlRow
from aurora.infrastructure.postgres.jobs import Job


class MemoryLinks:
    """The frontier inside a unit of work: the first call takes the lock, the end gives it back."""

    def __init__(self, frontier: MemoryFrontier) -> None:
        self._frontier = frontier
        self._before: Ground | None = None

    async def discover(
        self,
        crawl_id: UUID,
        candidates: Sequence[Candidate],
        *,
        limit: int,
        beyond: Sequence[Candidate] = (),
    ) -> int:
        """Add URLs up to the limit, leave the others; those that another page prefers are noted
        as such.
        """
        crawl = await self._crawl(crawl_id)
        if not crawl.closed:
            known = crawl.known
            for candidate in candidates:
                known += self._discover(crawl, candidate, limit, known)
            for candidate in beyond:
                self._leave(crawl, candidate, LeftReason.DEPTH, limit)
        return crawl.known

    async def done(
        self, claims: Collection[Claim], urls: Collection[str]
    ) -> Mapping[str, str | None]:
        """Finish URLs under claims that still hold."""
        held = [(claim, url) for claim in claims for url in urls]
        waited = {url: known for claim, url in held if (known := await self._held(claim, url))}
        for known in waited.values():
            known.waiting = False
        return {url: known.candidate.named_by for url, known in waited.items()}

    async def reopen(self, crawl_id: UUID, candidates: Sequence[Candidate]) -> Collection[str]:
        """Let finished URLs wait once more, unless the crawl has all that it may have."""
        crawl, reopened = await self._crawl(crawl_id), set[str]()
        for candidate in () if crawl.closed or crawl.reached else candidates:
            known = crawl.urls.get(candidate.url)
            if known and not known.waiting and known.reason is None:
                again = replace(known.candidate, attempts=0, way=(), named_by=candidate.named_by)
                known.candidate, known.waiting, known.due_at = again, True, self._now()
                reopened.add(candidate.url)
        return reopened

    async def again(self, claim: Claim, url: str, *, due_at: datetime) -> bool:
        """Count an attempt under a claim that still holds."""
        if known := await self._held(claim, url):
            attempts = known.candidate.attempts + 1
            known.candidate = replace(known.candidate, attempts=attempts)
            known.due_at = due_at
        return known is not None

    async def onward(self, claim: Claim, url: str, way: Sequence[str]) -> bool:
        """Note the way under a claim that still holds."""
        if known := await self._held(claim, url):
            known.candidate = replace(known.candidate, way=tuple(way))
        return known is not None

    async def settle(self, crawl_id: UUID, candidates: Sequence[Candidate]) -> None:
        """Know and finish URLs."""
        crawl = await self._crawl(crawl_id)
        for candidate in candidates:
            known = self._add(crawl, candidate)
            known.waiting, known.reason = False, None

    async def keep(self, crawl_id: UUID, sizes: Sequence[int], limits: Limits) -> Kept:
        """Count captures; the last one lets the waiting URLs go."""
        crawl = await self._crawl(crawl_id)
        if crawl.reached:
            return Kept(0, crawl.reached)
        kept = limits.fit(sizes, crawl.kept, crawl.kept_bytes)
        crawl.kept += kept.captures
        crawl.kept_bytes += sum(sizes[: kept.captures])
        crawl.reached = kept.reached
        if kept.reached:
            _drop(crawl, LeftReason(kept.reached))
        return kept

    async def prepare(
        self, crawl_id: UUID, *, priority: int = 0, ends_at: datetime | None = None
    ) -> None:
        """Say how urgent the crawl is, and when its time is up."""
        crawl = await self._crawl(crawl_id)
        crawl.priority, crawl.ends_at = priority, ends_at

    async def ending(self, crawl_id: UUID) -> EndedBy | None:
        """Tell why nothing more is to be fetched, if that is so."""
        crawl = await self._crawl(crawl_id)
        if crawl.reached:
            return crawl.reached
        if crawl.over(self._now()):
            return EndedBy.TIME_LIMIT
        return None if crawl.waiting() else EndedBy.NOTHING_LEFT

    async def open(self, crawl_id: UUID) -> int:
        """Count the URLs that wait."""
        return len((await self._crawl(crawl_id)).waiting())

    async def pause(self, crawl_id: UUID, *, paused: bool) -> None:
        """Let the waiting URLs rest, or go on."""
        crawl, now = await self._crawl(crawl_id), self._now()
        if crawl.ends_at and crawl.rests_since and not paused:
            crawl.ends_at += now - crawl.rests_since
        crawl.paused, crawl.rests_since = paused, now if paused else None

    async def close(self, crawl_id: UUID, reason: LeftReason = LeftReason.CANCELLED) -> None:
        """Let the waiting URLs go, and learn no new ones."""
        crawl = await self._crawl(crawl_id)
        crawl.closed, crawl.credentials = True, Credentials()
        _drop(crawl, reason)

    async def entrust(self, crawl_id: UUID, credentials: Credentials) -> None:
        """Keep what the crawl shows to its own sites."""
        (await self._crawl(crawl_id)).credentials = credentials

    async def credentials(self, crawl_id: UUID) -> Credentials:
        """Give what the crawl shows to its own sites."""
        return (await self._crawl(crawl_id)).credentials

    async def survey(
        self,
        crawl_id: UUID,
        hosts: Collection[str],
        *,
        due: bool,
        itinerary: Itinerary | None = None,
    ) -> None:
        """Note that the crawl is to ask what hosts announce, or has done so."""
        crawl = await self._crawl(crawl_id)
        for host in hosts:
            crawl.surveys.pop(host, None)
            if due:
                crawl.surveys[host] = itinerary or Itinerary()

    async def release(
        self,
        claim: Claim,
        *,
        next_allowed_at: datetime,
        troubles: int = 0,
        pace: Pace | None = None,
    ) -> bool:
        """Give the host back; its fence moves on."""
        row = (await self.ground()).hosts[claim.host]
        if row.fence != claim.fence:
            return False
        row.fence += 1
        row.leased_until = None
        row.troubles = troubles
        row.pace = pace or row.pace
        row.next_allowed_at = max(row.next_allowed_at, next_allowed_at)
        return True

    async def turns(self, hosts: Sequence[str] | None = None) -> Sequence[Turn]:
        """Give the idle hosts where URLs wait, each with the crawl whose turn it is."""
        ground, now = await self.ground(), self._now()
        asked = {job.command.host for job in self._jobs() if isinstance(job.command, CrawlHost)}
        idle = [host for host, row in ground.hosts.items() if row.free(now)]
        among = [host for host in idle if host not in asked and (hosts is None or host in hosts)]
        turns = [turn for host in sorted(among) for turn in self._next(host)]
        return sorted(turns, key=lambda turn: -ground.crawls[turn.crawl_id].priority)

    async def exhausted(self) -> Sequence[UUID]:
        """Give the crawls whose end nobody has noted or is about to."""
        crawls = (await self.ground()).crawls
        noted = {
            job.command.crawl_id for job in self._jobs() if isinstance(job.command, FinishCrawl)
        }
        open = {id: crawl for id, crawl in crawls.items() if not crawl.closed}
        now = self._now()
        idle = [id for id, crawl in open.items() if crawl.over(now) or not crawl.waiting()]
        return [id for id in idle if id not in noted]

    def end(self, *, undo: bool) -> None:
        """Let others go on, with the changes or without them."""
        if self._before is not None:
            if undo:
                self._frontier.ground = self._before
            self._before = None
            self._frontier.lock.release()

    async def _held(self, claim: Claim, url: str) -> UrlRow | None:
        crawl = await self._crawl(claim.crawl_id)
        known = crawl.urls.get(url)
        held = self._frontier.ground.hosts[claim.host].fence == claim.fence
        here = known is not None and known.waiting and known.candidate.host == claim.host
        return known if held and here else None

    def _discover(self, crawl: CrawlRow, candidate: Candidate, limit: int, taken: int) -> bool:
        """Tell whether one more than those taken in before is known now."""
        known = crawl.urls.get(candidate.url)
        deep = known is not None and known.reason is LeftReason.DEPTH
        if crawl.reached or (known is None and taken >= limit):
            reason = LeftReason(crawl.reached or LeftReason.KNOWN_LIMIT)
            self._leave(crawl, candidate, reason, limit)
        elif known is None or (deep and taken < limit):
            crawl.urls.pop(candidate.url, None)
            self._add(crawl, candidate)
            return True
        elif known:
            known.candidate = _enriched(known.candidate, candidate)
        return False

    def _leave(self, crawl: CrawlRow, candidate: Candidate, reason: LeftReason, limit: int) -> None:
        if candidate.url not in crawl.urls and len(crawl.left()) < limit:
            crawl.urls[candidate.url] = UrlRow(
                candidate=candidate, due_at=self._now(), waiting=False, reason=reason
            )

    def _add(self, crawl: CrawlRow, candidate: Candidate) -> UrlRow:
        now = self._now()
        self._frontier.ground.hosts.setdefault(candidate.host, HostRow(next_allowed_at=now))
        crawl.served_at.setdefault(candidate.host, now)
        fresh = UrlRow(candidate=candidate, due_at=now, waiting=True)
        return crawl.urls.setdefault(candidate.url, fresh)

    async def ground(self) -> Ground:
        """Give what is changed; nobody else changes it before the end."""
        if self._before is None:
            await self._frontier.lock.acquire()
            self._before = deepcopy(self._frontier.ground)
        return self._frontier.ground

    async def _crawl(self, crawl_id: UUID) -> CrawlRow:
        return (await self.ground()).crawls.setdefault(crawl_id, CrawlRow())

    def _next(self, host: str) -> list[Turn]:
        ground, now = self._frontier.ground, self._now()
        found = [
            (max(now, min(url.due_at for url in urls)), crawl.waits_since(host), id)
            for id, crawl in ground.crawls.items()
            if not crawl.paused and (urls := crawl.waiting(host))
        ]
        row = ground.hosts[host]
        allowed_at = max(row.next_allowed_at, row.wanted_until)
        return [
            Turn(crawl_id=id, host=host, at=max(at, allowed_at)) for at, _, id in sorted(found)[:1]
        ]

    def _jobs(self) -> Iterable[Job]:
        return self._frontier.record.jobs

    def _now(self) -> datetime:
        return self._frontier.record.clock.now()


def _enriched(known: Candidate, told: Candidate) -> Candidate:
    return replace(known, named_by=known.named_by or told.named_by, way=known.way or told.way)


def _drop(crawl: CrawlRow, reason: LeftReason) -> None:
    crawl.surveys.clear()
    for url in crawl.waiting():
        url.waiting, url.reason = False, reason
