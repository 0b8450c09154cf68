"""The turns of guests, in memory."""

from datetime import timedelta
from uuid import UUID

from aurora.domains.clock import LONG_AGO
from aurora.domains.perception.guests import IN_A_ROW, WANTED, Doorstep, Reservation, Rest
from aurora.infrastructure.memory.frontier import MemoryFrontier
from aurora.infrastructure.memory.ground import HostRow


class MemoryReservations:
    """Takes hosts of the frontier in memory."""

    def __init__(self, frontier: MemoryFrontier) -> None:
        self._frontier = frontier

    async def reserve(
        self, host: str, *, by: UUID, within: float, seconds: float
    ) -> Reservation | Rest:
        """Take the host, or say why not; whoever holds it for a crawl is asked to let go."""
        async with self._frontier.lock:
            now = self._frontier.record.clock.now()
            row = self._frontier.ground.hosts.setdefault(host, HostRow(next_allowed_at=now))
            doorstep = self._doorstep(host, row)
            if rest := doorstep.rest(now, within):
                if rest.held and doorstep.held_by_crawl:
                    row.wanted_until = now + WANTED
                return rest
            row.fence, row.guests = row.fence + 1, min(row.guests + 1, IN_A_ROW)
            row.leased_until, row.leased_by = now + timedelta(seconds=seconds), by
            row.wanted_until = LONG_AGO
            claim = self._frontier.claimed(by, host, row, 0)
            return Reservation(claim=claim, at=max(now, row.next_allowed_at))

    def _doorstep(self, host: str, row: HostRow) -> Doorstep:
        crawls = self._frontier.ground.crawls.values()
        return Doorstep(
            host=host,
            next_allowed_at=row.next_allowed_at,
            held_until=row.leased_until,
            troubles=row.troubles,
            guests=row.guests,
            crawl_waits=any(one.waiting(host) for one in crawls if not one.paused),
        )
