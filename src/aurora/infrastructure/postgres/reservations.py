"""The turns of guests, in PostgreSQL."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from aurora.domains.perception.frontier import Claim
from aurora.domains.perception.guests import IN_A_ROW, WANTED, Doorstep, Reservation, Rest
from aurora.infrastructure.postgres.frontier import hosts
from aurora.infrastructure.postgres.frontier_sql import MEET
from aurora.infrastructure.postgres.work import Wiring

DOORSTEP = text("""
    SELECT host, next_allowed_at, leased_until AS held_until, troubles, guests,
           EXISTS (
               SELECT FROM frontier_hosts f JOIN frontier_crawls c USING (crawl_id)
               WHERE f.host = h.host AND f.waiting > 0 AND NOT c.paused
           ) AS crawl_waits
    FROM hosts h WHERE host = :host FOR UPDATE OF h
""")


class PostgresReservations:
    """Takes hosts; each call is a short transaction of its own."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring

    async def reserve(
        self, host: str, *, by: UUID, within: float, seconds: float
    ) -> Reservation | Rest:
        """Take the host, or say why not; whoever holds it for a crawl is asked to let go."""
        async with self._wiring.engine.begin() as connection:
            now = self._wiring.clock.now()
            doorstep = await _doorstep(connection, host, now)
            if rest := doorstep.rest(now, within):
                if rest.held and doorstep.held_by_crawl:
                    await _want(connection, host, now)
                return rest
            until = now + timedelta(seconds=seconds)
            fence = await _take(connection, host, by, until)
        claim = Claim(
            crawl_id=by,
            host=host,
            fence=fence,
            until=until,
            candidates=(),
            troubles=doorstep.troubles,
        )
        return Reservation(claim=claim, at=max(now, doorstep.next_allowed_at))


async def _doorstep(connection: AsyncConnection, host: str, now: datetime) -> Doorstep:
    for _ in range(2):
        row = (await connection.execute(DOORSTEP, {"host": host})).one_or_none()
        if row:
            return Doorstep(**row._asdict())
        await connection.execute(MEET, {"hosts": [host], "now": now})
    raise AssertionError("a host that was met is known")


async def _want(connection: AsyncConnection, host: str, now: datetime) -> None:
    wanted = update(hosts).where(hosts.c.host == host).values(wanted_until=now + WANTED)
    await connection.execute(wanted)


async def _take(connection: AsyncConnection, host: str, by: UUID, until: datetime) -> int:
    taken = (
        update(hosts)
        .where(hosts.c.host == host)
        .values(
            fence=hosts.c.fence + 1,
            guests=func.least(hosts.c.guests + 1, IN_A_ROW),
            leased_until=until,
            leased_by=by,
            wanted_until=None,
        )
        .returning(hosts.c.fence)
    )
    return int((await connection.execute(taken)).scalar_one())
