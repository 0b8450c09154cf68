"""The frontier in PostgreSQL as questions see it: reads only, nothing is locked."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, TextClause, text
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.domains.clock import Clock
from aurora.domains.perception.frontier import NEVER_KNOWN
from aurora.domains.perception.types import LeftReason
from aurora.infrastructure.postgres.engine import reading
from aurora.infrastructure.postgres.frontier import hash_of, pace_of
from aurora.queries.perception.ports import (
    HostGroup,
    HostStanding,
    HostState,
    Place,
    RestReason,
    Tally,
    Undecided,
    standing,
)

TALLY = text("""
    SELECT c.known, c.kept_bytes, c.left_out,
           (SELECT coalesce(sum(waiting), 0) FROM frontier_hosts WHERE crawl_id = :crawl) AS waiting
    FROM frontier_crawls c WHERE c.crawl_id = :crawl
""")

HOSTS = text("""
    SELECT f.host, f.waiting, h.troubles, h.leased_until, h.next_allowed_at,
           h.delay, h.crawl_delay, h.response_time,
           h.leased_by IS NOT DISTINCT FROM :crawl AS held_here,
           (SELECT min(due_at) FROM frontier_urls
            WHERE crawl_id = :crawl AND host = f.host AND state = 'waiting') AS due_at
    FROM frontier_hosts f JOIN hosts h USING (host)
    WHERE f.crawl_id = :crawl AND f.host > :after
    ORDER BY f.host LIMIT :limit
""")

ACTIVITY = text("""
    WITH waits AS (
        SELECT f.host, h.troubles, u.due_at, greatest(h.next_allowed_at, u.due_at) AS free_at,
               CASE WHEN h.leased_until > :now THEN h.leased_until END AS held_until,
               h.leased_by IS NOT DISTINCT FROM :crawl AS held_here
        FROM frontier_hosts f JOIN hosts h USING (host)
        CROSS JOIN LATERAL (
            SELECT min(due_at) AS due_at FROM frontier_urls
            WHERE crawl_id = :crawl AND host = f.host AND state = 'waiting'
        ) u
        WHERE f.crawl_id = :crawl AND f.waiting > 0 AND u.due_at IS NOT NULL
    ), stands AS (
        SELECT host, troubles, due_at, free_at, coalesce(held_until, free_at) AS until,
               CASE WHEN held_until IS NOT NULL AND held_here THEN 'fetching'
                    WHEN held_until IS NOT NULL THEN 'taken'
                    WHEN free_at > :now THEN 'resting' ELSE 'due' END AS state
        FROM waits
    )
    SELECT state,
           CASE WHEN state <> 'resting' THEN NULL
                WHEN troubles > 0 THEN 'trouble'
                WHEN due_at = free_at THEN 'retry' ELSE 'politeness' END AS why,
           count(*) AS number, min(until) AS until,
           (array_agg(host ORDER BY until, host))[1:5] AS hosts
    FROM stands GROUP BY 1, 2 ORDER BY 1, 2
""")

COLUMNS = "SELECT url, host, rank, depth, number, attempts, due_at, reason FROM frontier_urls"
PLACES = """
    WHERE crawl_id = :crawl AND (host, depth, number) > (:host, :depth, :number)
      AND (CAST(:only AS text) IS NULL OR host = :only)
"""
WAITING = text(f"""
    {COLUMNS} WHERE crawl_id = :crawl AND state = 'waiting'
      AND (host, rank, depth, number) > (:host, :rank, :depth, :number)
      AND (CAST(:only AS text) IS NULL OR host = :only)
    ORDER BY host, rank, depth, number LIMIT :limit
""")
LEFT = text(f"""
    {COLUMNS} {PLACES} AND state = 'dropped' AND (CAST(:reason AS text) IS NULL OR reason = :reason)
    ORDER BY host, depth, number LIMIT :limit
""")
FIND = text(f"""
    {COLUMNS} WHERE crawl_id = :crawl AND url_sha256 = :hash AND state IN ('waiting', 'dropped')
""")


class PostgresFrontierState:
    """Says where hosts and undecided URLs of crawls stand."""

    def __init__(self, engine: AsyncEngine, clock: Clock) -> None:
        self._engine = reading(engine)
        self._clock = clock

    async def tally(self, crawl_id: UUID) -> Tally:
        """Count what a crawl's frontier holds."""
        for row in await self._rows(TALLY, crawl=crawl_id):
            left = {reason: number for reason, number in row.left_out.items() if number}
            never = sum(left.get(reason, 0) for reason in NEVER_KNOWN)
            return Tally(
                known=row.known + never, bytes=row.kept_bytes, waiting=row.waiting, left=left
            )
        return Tally()

    async def activity(self, crawl_id: UUID) -> Sequence[HostGroup]:
        """Give the hosts where URLs wait, by what happens there."""
        rows = await self._rows(ACTIVITY, crawl=crawl_id, now=self._clock.now())
        return [
            HostGroup(
                state=HostState(row.state),
                why=RestReason(row.why) if row.why else None,
                count=row.number,
                until=row.until,
                hosts=row.hosts,
            )
            for row in rows
        ]

    async def hosts(self, crawl_id: UUID, *, after: str, limit: int) -> Sequence[HostStanding]:
        """Give the hosts of a crawl by ascending name."""
        now = self._clock.now()
        rows = await self._rows(HOSTS, crawl=crawl_id, after=after, limit=limit)
        return [
            standing(
                row.host,
                row.waiting,
                row.troubles,
                pace_of(row),
                held_until=row.leased_until,
                held_here=row.held_here,
                allowed_at=row.next_allowed_at,
                due_at=row.due_at,
                now=now,
            )
            for row in rows
        ]

    async def waiting(
        self, crawl_id: UUID, *, after: Place, limit: int, host: str | None = None
    ) -> Sequence[Undecided]:
        """Give the URLs that wait, in the order of their places."""
        rows = await self._rows(WAITING, limit=limit, **_places(crawl_id, after, host))
        return [_undecided(row) for row in rows]

    async def left(
        self,
        crawl_id: UUID,
        *,
        after: Place,
        limit: int,
        host: str | None = None,
        reason: LeftReason | None = None,
    ) -> Sequence[Undecided]:
        """Give the URLs that were let go, in the order of their places."""
        places = _places(crawl_id, after, host)
        rows = await self._rows(LEFT, limit=limit, reason=reason, **places)
        return [_undecided(row) for row in rows]

    async def find(self, crawl_id: UUID, url: str) -> Undecided | None:
        """Give a URL that waits or was let go, None for any other."""
        rows = await self._rows(FIND, crawl=crawl_id, hash=hash_of(url))
        return _undecided(rows[0]) if rows else None

    async def _rows(self, statement: TextClause, **given: object) -> Sequence[Row[Any]]:
        async with self._engine.connect() as connection:
            return (await connection.execute(statement, given)).all()


def _places(crawl_id: UUID, after: Place, host: str | None) -> dict[str, object]:
    return {
        "crawl": crawl_id,
        "host": after.host,
        "rank": after.rank,
        "depth": after.depth,
        "number": after.number,
        "only": host,
    }


def _undecided(row: Row[Any]) -> Undecided:
    rank = 0 if row.reason else row.rank
    return Undecided(
        url=row.url,
        place=Place(host=row.host, rank=rank, depth=row.depth, number=row.number),
        tries=row.attempts,
        due_at=row.due_at,
        reason=LeftReason(row.reason) if row.reason else None,
    )
