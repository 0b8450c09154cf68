"""The frontier inside a unit of work on PostgreSQL.

Every change begins by locking the crawl's row, so that the workers of one crawl never deadlock.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Text, bindparam, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from aurora.domains.clock import Clock
from aurora.domains.perception.frontier import NEVER_KNOWN, Candidate, Claim
from aurora.domains.perception.limits import Kept, Limits
from aurora.domains.perception.types import EndedBy, LeftReason
from aurora.infrastructure.postgres.frontier import (
    DONE,
    DROPPED,
    IS_WAITING,
    WAITING,
    frontier_crawls,
    frontier_hosts,
    frontier_urls,
    hash_of,
)
from aurora.infrastructure.postgres.frontier_rows import COUNTERS, Counters, by_host, columns
from aurora.infrastructure.postgres.frontier_sql import (
    ADD,
    COUNT,
    DROP,
    FINISH,
    HELD,
    MEET,
    RECALL,
    REOPEN,
)
from aurora.infrastructure.postgres.turns import PostgresTurns
from aurora.infrastructure.postgres.work import PostgresWork

MANY = 1_000_000

SAME_CRAWL = frontier_crawls.c.crawl_id == bindparam("crawl")


class PostgresLinks(PostgresTurns):
    """Discovers, finishes and counts URLs in the caller's transaction."""

    def __init__(self, work: PostgresWork, clock: Clock) -> None:
        super().__init__(work, clock)
        self._locked: dict[UUID, Counters] = {}

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
        if crawl.closed or not (candidates or beyond):
            return crawl.known
        if candidates and not crawl.reached:
            await self._welcome(crawl_id, candidates, limit)
        if crawl.reached or crawl.known >= limit:
            reason = LeftReason(crawl.reached or LeftReason.KNOWN_LIMIT)
            await self._leave(crawl_id, candidates, reason, limit)
        await self._leave(crawl_id, beyond, LeftReason.DEPTH, limit)
        await self._save(crawl_id)
        return crawl.known

    async def done(
        self, claims: Collection[Claim], urls: Collection[str]
    ) -> Mapping[str, str | None]:
        """Finish URLs under claims that still hold; locks all their hosts at once, in order."""
        held = await self._held(claims)
        crawls = {claim.crawl_id for claim in claims}
        return await self._finish(crawls.pop(), urls, held) if held and urls else {}

    async def reopen(self, crawl_id: UUID, candidates: Sequence[Candidate]) -> Collection[str]:
        """Let finished URLs wait once more, unless the crawl has all that it may have."""
        crawl = await self._crawl(crawl_id)
        if not candidates or crawl.closed or crawl.reached:
            return ()
        given = {"crawl": crawl_id, "now": self._clock.now(), **columns(candidates)}
        connection = await self._work.writing()
        reopened = (await connection.execute(REOPEN, given)).all()
        await self._count(crawl_id, by_host(reopened))
        return {row.url for row in reopened}

    async def again(self, claim: Claim, url: str, *, due_at: datetime) -> bool:
        """Count an attempt under a claim that still holds."""
        attempts = frontier_urls.c.attempts + 1
        if not await self._held([claim]):
            return False
        return await self._update(claim.crawl_id, url, attempts=attempts, due_at=due_at)

    async def onward(self, claim: Claim, url: str, way: Sequence[str]) -> bool:
        """Note the way under a claim that still holds."""
        if not await self._held([claim]):
            return False
        return await self._update(claim.crawl_id, url, way=list(way))

    async def settle(self, crawl_id: UUID, candidates: Sequence[Candidate]) -> None:
        """Know and finish URLs."""
        if not candidates:
            return
        crawl = await self._crawl(crawl_id)
        await self._recall(crawl_id, candidates, *LeftReason)
        crawl.known += sum((await self._add(crawl_id, candidates, DONE)).values())
        await self._save(crawl_id)
        await self._finish(crawl_id, [one.url for one in candidates])

    async def keep(self, crawl_id: UUID, sizes: Sequence[int], limits: Limits) -> Kept:
        """Count captures; the last one lets the waiting URLs go."""
        crawl = await self._crawl(crawl_id)
        if crawl.reached:
            return Kept(0, EndedBy(crawl.reached))
        kept = limits.fit(sizes, crawl.kept, crawl.kept_bytes)
        crawl.kept += kept.captures
        crawl.kept_bytes += sum(sizes[: kept.captures])
        crawl.reached = kept.reached
        if kept.reached:
            await self._drop(crawl_id, LeftReason(kept.reached))
        await self._save(crawl_id)
        return kept

    async def prepare(
        self, crawl_id: UUID, *, priority: int = 0, ends_at: datetime | None = None
    ) -> None:
        """Say how urgent the crawl is, and when its time is up."""
        crawl = await self._crawl(crawl_id)
        crawl.priority, crawl.ends_at = priority, ends_at
        await self._save(crawl_id)

    async def ending(self, crawl_id: UUID) -> EndedBy | None:
        """Tell why nothing more is to be fetched, if that is so."""
        crawl = await self._crawl(crawl_id)
        if crawl.reached:
            return EndedBy(crawl.reached)
        if crawl.ends_at and not crawl.paused and crawl.ends_at <= self._clock.now():
            return EndedBy.TIME_LIMIT
        return None if await self.open(crawl_id) else EndedBy.NOTHING_LEFT

    async def open(self, crawl_id: UUID) -> int:
        """Count the URLs that wait."""
        total = func.coalesce(func.sum(frontier_hosts.c.waiting), 0)
        statement = select(total).where(frontier_hosts.c.crawl_id == crawl_id)
        connection = await self._work.writing()
        return int((await connection.execute(statement)).scalar_one())

    async def pause(self, crawl_id: UUID, *, paused: bool) -> None:
        """Let the waiting URLs rest, or go on."""
        crawl, now = await self._crawl(crawl_id), self._clock.now()
        if crawl.ends_at and crawl.rests_since and not paused:
            crawl.ends_at += now - crawl.rests_since
        crawl.paused, crawl.rests_since = paused, now if paused else None
        await self._save(crawl_id)

    async def close(self, crawl_id: UUID, reason: LeftReason = LeftReason.CANCELLED) -> None:
        """Let the waiting URLs go, and learn no new ones."""
        (await self._crawl(crawl_id)).closed = True
        await self._forget_credentials(crawl_id)
        await self._drop(crawl_id, reason)
        await self._save(crawl_id)

    async def _crawl(self, crawl_id: UUID) -> Counters:
        if crawl_id not in self._locked:
            connection = await self._work.writing()
            first = insert(frontier_crawls).values(crawl_id=crawl_id).on_conflict_do_nothing()
            lock = select(*COUNTERS).where(SAME_CRAWL).with_for_update()
            row = (await connection.execute(lock, {"crawl": crawl_id})).one_or_none()
            if row is None:
                await connection.execute(first)
                row = (await connection.execute(lock, {"crawl": crawl_id})).one()
            self._locked[crawl_id] = Counters(**row._asdict())
        return self._locked[crawl_id]

    async def _save(self, crawl_id: UUID) -> None:
        changed = update(frontier_crawls).where(SAME_CRAWL).values(asdict(self._locked[crawl_id]))
        connection = await self._work.writing()
        await connection.execute(changed, {"crawl": crawl_id})

    async def _add(
        self,
        crawl_id: UUID,
        candidates: Sequence[Candidate],
        state: str,
        limit: int = MANY,
        reason: str | None = None,
    ) -> Counter[str]:
        """Add those that are not known yet, the first ones up to the limit; count them by host."""
        now = self._clock.now()
        connection = await self._work.writing()
        given = {"crawl": crawl_id, "state": state, "now": now, "room": max(0, limit)}
        added = await connection.execute(ADD, {**given, "reason": reason, **columns(candidates)})
        hosts_of = Counter(added.scalars())
        if hosts_of:
            await connection.execute(MEET, {"hosts": sorted(hosts_of), "now": now})
        return hosts_of

    async def _finish(
        self, crawl_id: UUID, urls: Collection[str], among: Collection[str] | None = None
    ) -> Mapping[str, str | None]:
        """Finish those that wait, at any host or at some."""
        connection = await self._work.writing()
        hashes = [hash_of(url) for url in urls]
        given = {"crawl": crawl_id, "hashes": hashes, "hosts": None if among is None else [*among]}
        finished = (await connection.execute(FINISH, given)).all()
        await self._count(crawl_id, {host: -n for host, n in by_host(finished).items()})
        return {row.url: row.named_by for row in finished}

    async def _count(self, crawl_id: UUID, more: Mapping[str, int]) -> None:
        if not more:
            return
        names = sorted(more)
        given = {"hosts": names, "more": [more[host] for host in names], "now": self._clock.now()}
        connection = await self._work.writing()
        await connection.execute(COUNT, {"crawl": crawl_id, **given})

    async def _held(self, claims: Collection[Claim]) -> frozenset[str]:
        """Give the hosts whose claims still hold, and keep them so until the end of the work."""
        for crawl_id in sorted({claim.crawl_id for claim in claims}):
            await self._crawl(crawl_id)
        given = {
            "hosts": [claim.host for claim in claims],
            "fences": [claim.fence for claim in claims],
        }
        connection = await self._work.writing()
        return frozenset((await connection.execute(HELD, given)).scalars())

    async def _update(self, crawl_id: UUID, url: str, **values: object) -> bool:
        table = frontier_urls
        statement = (
            update(table)
            .where(table.c.crawl_id == crawl_id, table.c.url_sha256 == hash_of(url), IS_WAITING)
            .values(**values)
        )
        connection = await self._work.writing()
        return (await connection.execute(statement)).rowcount == 1

    async def _name(self, crawl_id: UUID, candidates: Sequence[Candidate]) -> None:
        for one in candidates:
            named_by = func.coalesce(frontier_urls.c.named_by, one.named_by)
            await self._update(crawl_id, one.url, named_by=named_by)

    async def _lead(self, crawl_id: UUID, candidates: Sequence[Candidate]) -> None:
        table = frontier_urls
        for one in candidates:
            way = func.coalesce(table.c.way, literal(list(one.way), ARRAY(Text)))
            await self._update(crawl_id, one.url, way=way)

    async def _welcome(self, crawl_id: UUID, candidates: Sequence[Candidate], limit: int) -> None:
        crawl = self._locked[crawl_id]
        await self._name(crawl_id, [one for one in candidates if one.preferred])
        room = max(0, limit - crawl.known)
        await self._recall(crawl_id, candidates[:room], LeftReason.DEPTH)
        added = await self._add(crawl_id, candidates, WAITING, limit - crawl.known)
        await self._lead(crawl_id, [one for one in candidates if one.way])
        await self._count(crawl_id, added)
        crawl.known += added.total()

    async def _recall(
        self, crawl_id: UUID, candidates: Sequence[Candidate], *reasons: LeftReason
    ) -> None:
        """Let URLs that were left wait after all."""
        crawl = self._locked[crawl_id]
        if not (candidates and any(crawl.left_out.get(reason) for reason in reasons)):
            return
        given = {"crawl": crawl_id, "now": self._clock.now(), "reasons": list(reasons)}
        connection = await self._work.writing()
        rows = (await connection.execute(RECALL, {**given, **columns(candidates)})).all()
        await self._count(crawl_id, by_host(rows))
        for reason, number in Counter(row.reason for row in rows).items():
            crawl.left_out[reason] -= number
            crawl.known += number if reason in NEVER_KNOWN else 0

    async def _leave(
        self, crawl_id: UUID, candidates: Sequence[Candidate], reason: LeftReason, limit: int
    ) -> None:
        """Remember up to the limit which URLs were not even taken in."""
        crawl = self._locked[crawl_id]
        room = limit - sum(crawl.left_out.values())
        if candidates and room > 0:
            added = await self._add(crawl_id, candidates, DROPPED, room, reason)
            crawl.leave(reason, added.total())
            crawl.known += 0 if reason in NEVER_KNOWN else added.total()

    async def _drop(self, crawl_id: UUID, reason: LeftReason) -> None:
        connection = await self._work.writing()
        dropped = await connection.execute(DROP, {"crawl": crawl_id, "reason": reason})
        self._locked[crawl_id].leave(reason, dropped.rowcount)
        here = update(frontier_hosts).where(frontier_hosts.c.crawl_id == crawl_id)
        await connection.execute(here.values(waiting=0, survey=False, itinerary=None))
