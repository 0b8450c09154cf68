"""The frontier inside a unit of work on PostgreSQL.

Every change begins by locking the crawl's row, so that the workers of one crawl never deadlock.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from aurora.domains.clock import Clock
from aurora.domains.perception.frontier import Candidate, Claim, Turn
from aurora.infrastructure.postgres.frontier import (
    DONE,
    DROPPED,
    IS_WAITING,
    WAITING,
    frontier_crawls,
    frontier_hosts,
    frontier_urls,
    hash_of,
    hosts,
)
from aurora.infrastructure.postgres.work import PostgresWork

SAME_CRAWL = frontier_crawls.c.crawl_id == bindparam("crawl")
COUNTERS = (
    frontier_crawls.c.known,
    frontier_crawls.c.kept,
    frontier_crawls.c.full,
    frontier_crawls.c.closed,
)

TURNS = text("""
    SELECT DISTINCT ON (f.host) f.crawl_id, f.host,
           greatest(:now, h.next_allowed_at, u.due_at) AS at
    FROM frontier_hosts f
    JOIN hosts h USING (host)
    CROSS JOIN LATERAL (
        SELECT min(due_at) AS due_at FROM frontier_urls
        WHERE crawl_id = f.crawl_id AND host = f.host AND state = 'waiting'
    ) u
    WHERE f.waiting > 0 AND f.host = ANY(CAST(:hosts AS text[]))
    ORDER BY f.host, greatest(:now, u.due_at), f.served_at, f.crawl_id
""")

IDLE = text("""
    SELECT h.host FROM hosts h
    WHERE (CAST(:hosts AS text[]) IS NULL OR h.host = ANY(CAST(:hosts AS text[])))
      AND (h.leased_until IS NULL OR h.leased_until <= :now)
      AND EXISTS (SELECT FROM frontier_hosts f WHERE f.host = h.host AND f.waiting > 0)
      AND NOT EXISTS (
          SELECT FROM jobs j
          WHERE j.message = 'CrawlHost' AND j.payload ->> 'host' = h.host AND j.dead IS NULL
            AND (j.leased_until IS NULL OR j.leased_until < :now)
      )
    ORDER BY h.host
    LIMIT 1000
    FOR UPDATE OF h SKIP LOCKED
""")

EXHAUSTED = text("""
    SELECT c.crawl_id FROM frontier_crawls c
    WHERE NOT c.closed
      AND NOT EXISTS (
          SELECT FROM frontier_hosts f WHERE f.crawl_id = c.crawl_id AND f.waiting > 0
      )
      AND NOT EXISTS (
          SELECT FROM jobs j
          WHERE j.message = 'FinishCrawl' AND j.payload ->> 'crawl_id' = c.crawl_id::text
            AND j.dead IS NULL AND (j.leased_until IS NULL OR j.leased_until < :now)
      )
""")


@dataclass(kw_only=True)
class _Counters:
    known: int
    kept: int
    full: bool
    closed: bool


class PostgresLinks:
    """Discovers, finishes and counts URLs in the caller's transaction."""

    def __init__(self, work: PostgresWork, clock: Clock) -> None:
        self._work = work
        self._clock = clock
        self._locked: dict[UUID, _Counters] = {}

    async def discover(self, crawl_id: UUID, candidates: Sequence[Candidate], *, limit: int) -> int:
        """Add URLs up to the limit; those that another page prefers are noted as such."""
        crawl = await self._crawl(crawl_id)
        if candidates and not (crawl.closed or crawl.full):
            await self._prefer(crawl_id, [one.url for one in candidates if one.preferred])
            fresh = await self._unknown(crawl_id, candidates)
            await self._add(crawl_id, fresh[: max(0, limit - crawl.known)], WAITING)
        return crawl.known

    async def done(self, claim: Claim, url: str) -> bool:
        """Finish a URL under a claim that still holds."""
        if not await self._change(claim, url, state=DONE):
            return False
        await self._count(claim.crawl_id, {claim.host: -1})
        return True

    async def again(self, claim: Claim, url: str, *, due_at: datetime) -> bool:
        """Count an attempt under a claim that still holds."""
        attempts = frontier_urls.c.attempts + 1
        return await self._change(claim, url, attempts=attempts, due_at=due_at)

    async def settle(self, crawl_id: UUID, candidate: Candidate) -> None:
        """Know and finish a URL."""
        await self._crawl(crawl_id)
        if await self._unknown(crawl_id, [candidate]):
            await self._add(crawl_id, [candidate], DONE)
        elif await self._update(crawl_id, candidate.url, state=DONE):
            await self._count(crawl_id, {candidate.host: -1})

    async def keep(self, crawl_id: UUID, *, limit: int) -> bool:
        """Count a capture; the last one lets the waiting URLs go."""
        crawl = await self._crawl(crawl_id)
        if crawl.kept >= limit:
            return False
        crawl.kept += 1
        crawl.full = crawl.kept == limit
        await self._save(crawl_id)
        if crawl.full:
            await self._drop(crawl_id)
        return True

    async def open(self, crawl_id: UUID) -> int:
        """Count the URLs that wait."""
        total = func.coalesce(func.sum(frontier_hosts.c.waiting), 0)
        statement = select(total).where(frontier_hosts.c.crawl_id == crawl_id)
        connection = await self._work.writing()
        return int((await connection.execute(statement)).scalar_one())

    async def close(self, crawl_id: UUID) -> None:
        """Let the waiting URLs go, and learn no new ones."""
        (await self._crawl(crawl_id)).closed = True
        await self._save(crawl_id)
        await self._drop(crawl_id)

    async def release(self, claim: Claim, *, next_allowed_at: datetime) -> bool:
        """Give the host back; its fence moves on."""
        later = func.greatest(hosts.c.next_allowed_at, next_allowed_at)
        statement = (
            update(hosts)
            .where(hosts.c.host == claim.host, hosts.c.fence == claim.fence)
            .values(leased_until=None, next_allowed_at=later, fence=hosts.c.fence + 1)
        )
        connection = await self._work.writing()
        return (await connection.execute(statement)).rowcount == 1

    async def turns(self, among: Sequence[str] | None = None) -> Sequence[Turn]:
        """Give the idle hosts where URLs wait, each with the crawl whose turn it is."""
        connection, now = await self._work.writing(), self._clock.now()
        given = {"hosts": list(among) if among is not None else None, "now": now}
        idle = (await connection.execute(IDLE, given)).scalars().all()
        rows = await connection.execute(TURNS, {"hosts": idle, "now": now}) if idle else ()
        return [Turn(crawl_id=row.crawl_id, host=row.host, at=row.at) for row in rows]

    async def exhausted(self) -> Sequence[UUID]:
        """Give the crawls whose end nobody has noted or is about to."""
        connection = await self._work.writing()
        found = await connection.execute(EXHAUSTED, {"now": self._clock.now()})
        return found.scalars().all()

    async def _crawl(self, crawl_id: UUID) -> _Counters:
        if crawl_id not in self._locked:
            connection = await self._work.writing()
            first = insert(frontier_crawls).values(crawl_id=crawl_id).on_conflict_do_nothing()
            lock = select(*COUNTERS).where(SAME_CRAWL).with_for_update()
            row = (await connection.execute(lock, {"crawl": crawl_id})).one_or_none()
            if row is None:
                await connection.execute(first)
                row = (await connection.execute(lock, {"crawl": crawl_id})).one()
            self._locked[crawl_id] = _Counters(**row._asdict())
        return self._locked[crawl_id]

    async def _save(self, crawl_id: UUID) -> None:
        connection = await self._work.writing()
        values = asdict(self._locked[crawl_id])
        await connection.execute(
            update(frontier_crawls).where(SAME_CRAWL).values(values), {"crawl": crawl_id}
        )

    async def _unknown(
        self, crawl_id: UUID, candidates: Sequence[Candidate]
    ) -> Sequence[Candidate]:
        by_hash = {hash_of(one.url): one for one in reversed(candidates)}
        statement = select(frontier_urls.c.url_sha256).where(
            frontier_urls.c.crawl_id == crawl_id, frontier_urls.c.url_sha256.in_(by_hash)
        )
        connection = await self._work.writing()
        known = set((await connection.execute(statement)).scalars())
        return [one for hash, one in reversed(by_hash.items()) if hash not in known]

    async def _add(self, crawl_id: UUID, fresh: Sequence[Candidate], state: str) -> None:
        if not fresh:
            return
        now = self._clock.now()
        (await self._crawl(crawl_id)).known += len(fresh)
        await self._save(crawl_id)
        places = sorted({one.host for one in fresh})
        new_hosts = [{"host": host, "next_allowed_at": now} for host in places]
        connection = await self._work.writing()
        await connection.execute(insert(hosts).on_conflict_do_nothing(), new_hosts)
        rows = [_row(crawl_id, one, state, now) for one in fresh]
        await connection.execute(insert(frontier_urls), rows)
        if state == WAITING:
            await self._count(crawl_id, Counter(one.host for one in fresh))

    async def _count(self, crawl_id: UUID, more: Mapping[str, int]) -> None:
        now = self._clock.now()
        rows = [
            {"crawl_id": crawl_id, "host": host, "waiting": number, "served_at": now}
            for host, number in sorted(more.items())
        ]
        added = insert(frontier_hosts)
        statement = added.on_conflict_do_update(
            index_elements=["crawl_id", "host"],
            set_={"waiting": frontier_hosts.c.waiting + added.excluded.waiting},
        )
        connection = await self._work.writing()
        await connection.execute(statement, rows)

    async def _change(self, claim: Claim, url: str, **values: object) -> bool:
        await self._crawl(claim.crawl_id)
        held = select(hosts.c.fence).where(hosts.c.host == claim.host).with_for_update(read=True)
        connection = await self._work.writing()
        if (await connection.execute(held)).scalar_one_or_none() != claim.fence:
            return False
        return await self._update(claim.crawl_id, url, **values)

    async def _update(self, crawl_id: UUID, url: str, **values: object) -> bool:
        table = frontier_urls
        statement = (
            update(table)
            .where(table.c.crawl_id == crawl_id, table.c.url_sha256 == hash_of(url), IS_WAITING)
            .values(**values)
        )
        connection = await self._work.writing()
        return (await connection.execute(statement)).rowcount == 1

    async def _prefer(self, crawl_id: UUID, urls: Sequence[str]) -> None:
        for url in urls:
            await self._update(crawl_id, url, preferred=True)

    async def _drop(self, crawl_id: UUID) -> None:
        connection = await self._work.writing()
        waiting = update(frontier_urls).where(frontier_urls.c.crawl_id == crawl_id, IS_WAITING)
        await connection.execute(waiting.values(state=DROPPED))
        here = update(frontier_hosts).where(frontier_hosts.c.crawl_id == crawl_id)
        await connection.execute(here.values(waiting=0))


def _row(crawl_id: UUID, one: Candidate, state: str, now: datetime) -> dict[str, object]:
    return {
        "crawl_id": crawl_id,
        "url_sha256": hash_of(one.url),
        "url": one.url,
        "host": one.host,
        "depth": one.depth,
        "state": state,
        "attempts": one.attempts,
        "due_at": now,
        "preferred": one.preferred,
    }
