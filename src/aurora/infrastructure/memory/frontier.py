"""The frontier in memory: one lock stands for the row locks of a database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from uuid import UUID

from msgspec.structs import replace

from aurora.domains.clock import LONG_AGO
from aurora.domains.perception.frontier import Claim
from aurora.domains.perception.pace import Pace
from aurora.domains.perception.sitemaps import Itinerary
from aurora.infrastructure.memory.ground import CrawlRow, Ground, HostRow
from aurora.infrastructure.memory.work import MemoryRecord


class MemoryFrontier:
    """Leases hosts, and holds what the links of units of work change."""

    def __init__(self, record: MemoryRecord) -> None:
        self.record = record
        self.ground = Ground()
        self.lock = asyncio.Lock()

    async def claim(self, crawl_id: UUID, host: str, *, limit: int, seconds: float) -> Claim | None:
        """Take the host, unless it is held or must not be asked yet."""
        async with self.lock:
            now, row = self.record.clock.now(), self.ground.hosts.get(host)
            if row is None or row.next_allowed_at > now or not row.free(now):
                return None
            if row.wanted_until > now:
                return None
            row.fence += 1
            row.guests = 0
            row.leased_until, row.leased_by = now + timedelta(seconds=seconds), crawl_id
            crawl = self.ground.crawls.setdefault(crawl_id, CrawlRow())
            crawl.served_at[host] = now
            return self.claimed(crawl_id, host, row, limit)

    @asynccontextmanager
    async def kept(self, claim: Claim, *, seconds: float) -> AsyncIterator[None]:
        """Hold the host once more; its clock stands still meanwhile unless a test moves it."""
        await self.renew(claim, limit=0, seconds=seconds)
        yield

    async def renew(
        self,
        claim: Claim,
        *,
        limit: int,
        seconds: float,
        next_allowed_at: datetime | None = None,
        pace: Pace | None = None,
    ) -> Claim | None:
        """Hold the host longer and look again at what waits."""
        async with self.lock:
            row = self.ground.hosts[claim.host]
            if row.fence != claim.fence:
                return None
            row.leased_until = self.record.clock.now() + timedelta(seconds=seconds)
            row.next_allowed_at = max(row.next_allowed_at, next_allowed_at or LONG_AGO)
            row.pace = pace or row.pace
            renewed = self.claimed(claim.crawl_id, claim.host, row, limit)
            return replace(renewed, survey=claim.survey and renewed.survey)

    def claimed(self, crawl_id: UUID, host: str, row: HostRow, limit: int) -> Claim:
        """Give the claim on a host that was just taken; a guest may want it meanwhile."""
        now = self.record.clock.now()
        crawl = self.ground.crawls.get(crawl_id, CrawlRow())
        rests = crawl.paused or row.wanted_until > now
        waiting = [] if rests else crawl.waiting(host)
        due = [url for url in waiting if url.due_at <= now]
        first = sorted((url.candidate for url in due), key=lambda one: (-one.priority, one.depth))
        return Claim(
            crawl_id=crawl_id,
            host=host,
            fence=row.fence,
            until=row.leased_until or now,
            candidates=first[:limit],
            troubles=row.troubles,
            pace=row.pace,
            survey=host in crawl.surveys and not (rests or crawl.closed),
            itinerary=crawl.surveys.get(host, Itinerary()),
        )
