"""Whose turn it is at which host, inside a unit of work on PostgreSQL."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import delete, insert, select

from aurora.domains.clock import Clock
from aurora.domains.perception.credentials import Credentials
from aurora.domains.perception.frontier import HEAD_START, Claim, Turn
from aurora.domains.perception.pace import Pace
from aurora.domains.perception.sitemaps import Itinerary
from aurora.infrastructure.postgres.frontier import crawl_credentials, told
from aurora.infrastructure.postgres.frontier_sql import EXHAUSTED, IDLE, RELEASE, SURVEY, TURNS
from aurora.infrastructure.postgres.work import PostgresWork


class PostgresTurns:
    """Gives hosts back and says who is next, in the caller's transaction."""

    def __init__(self, work: PostgresWork, clock: Clock) -> None:
        self._work = work
        self._clock = clock

    async def release(
        self,
        claim: Claim,
        *,
        next_allowed_at: datetime,
        troubles: int = 0,
        pace: Pace | None = None,
    ) -> bool:
        """Give the host back; its fence moves on."""
        connection = await self._work.writing()
        given = {"host": claim.host, "fence": claim.fence}
        news = {
            "allowed": next_allowed_at,
            "troubles": troubles,
            **told(pace),
        }
        return (await connection.execute(RELEASE, {**given, **news})).rowcount == 1

    async def survey(
        self,
        crawl_id: UUID,
        hosts: Collection[str],
        *,
        due: bool,
        itinerary: Itinerary | None = None,
    ) -> None:
        """Note that the crawl is to ask what hosts announce, or has done so."""
        kept = msgspec.json.encode(itinerary).decode() if itinerary else None
        given = {"crawl": crawl_id, "hosts": list(hosts), "due": due, "itinerary": kept}
        await (await self._work.writing()).execute(SURVEY, given)

    async def entrust(self, crawl_id: UUID, credentials: Credentials) -> None:
        """Keep what the crawl shows to its own sites."""
        connection = await self._work.writing()
        kept = {"crawl_id": crawl_id, "credentials": msgspec.to_builtins(credentials)}
        await connection.execute(insert(crawl_credentials).values(kept))

    async def credentials(self, crawl_id: UUID) -> Credentials:
        """Give what the crawl shows to its own sites."""
        table = crawl_credentials
        asked = select(table.c.credentials).where(table.c.crawl_id == crawl_id)
        connection = await self._work.writing()
        kept = (await connection.execute(asked)).scalar_one_or_none()
        return msgspec.convert(kept or {}, Credentials)

    async def _forget_credentials(self, crawl_id: UUID) -> None:
        table = crawl_credentials
        connection = await self._work.writing()
        await connection.execute(delete(table).where(table.c.crawl_id == crawl_id))

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
