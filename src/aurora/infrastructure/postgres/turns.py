"""Whose turn it is at which host, inside a unit of work on PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from aurora.domains.clock import Clock
from aurora.domains.perception.frontier import HEAD_START, Claim, Turn
from aurora.infrastructure.postgres.frontier_sql import EXHAUSTED, IDLE, RELEASE, TURNS
from aurora.infrastructure.postgres.work import PostgresWork


class PostgresTurns:
    """Gives hosts back and says who is next, in the caller's transaction."""

    def __init__(self, work: PostgresWork, clock: Clock) -> None:
        self._work = work
        self._clock = clock

    async def release(self, claim: Claim, *, next_allowed_at: datetime, troubles: int = 0) -> bool:
        """Give the host back; its fence moves on."""
        connection = await self._work.writing()
        given = {"host": claim.host, "fence": claim.fence}
        told = {"allowed": next_allowed_at, "troubles": troubles}
        return (await connection.execute(RELEASE, {**given, **told})).rowcount == 1

    async def turns(self, among: Sequence[str] | None = None) -> Sequence[Turn]:
        """Give the idle hosts where URLs wait, each with the crawl whose turn it is."""
        connection, now = await self._work.writing(), self._clock.now()
        given = {"hosts": list(among) if among is not None else None, "now": now}
        idle = (await connection.execute(IDLE, given)).scalars().all()
        rows = (
            await connection.execute(TURNS, {"hosts": idle, "now": now, "start": HEAD_START})
            if idle
            else ()
        )
        return [Turn(crawl_id=row.crawl_id, host=row.host, at=row.at) for row in rows]

    async def exhausted(self) -> Sequence[UUID]:
        """Give the crawls whose end nobody has noted or is about to."""
        connection = await self._work.writing()
        found = await connection.execute(EXHAUSTED, {"now": self._clock.now()})
        return found.scalars().all()
