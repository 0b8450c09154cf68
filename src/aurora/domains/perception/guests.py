"""Guests at a host: those who ask for an answer that somebody waits for, between the turns of
crawls.
"""

from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

import msgspec

from aurora.domains.perception.frontier import Claim

IN_A_ROW = 5
START = timedelta(seconds=5)
WANTED = timedelta(seconds=2)


class Reservation(msgspec.Struct, frozen=True, kw_only=True):
    """The right to ask a host from that moment on."""

    claim: Claim
    at: datetime


class Rest(msgspec.Struct, frozen=True, kw_only=True):
    """A host that cannot be asked now: somebody `held` it, for a while or until then, or it rests
    until then, after so many failures in a row.
    """

    host: str
    until: datetime
    held: bool = False
    troubles: int = 0


class Doorstep(msgspec.Struct, frozen=True, kw_only=True):
    """How a host stands when a guest comes: when it may be asked, who holds it, how many guests it
    had since the last turn of a crawl, and whether a crawl waits.
    """

    host: str
    next_allowed_at: datetime
    held_until: datetime | None
    troubles: int
    guests: int
    crawl_waits: bool

    def rest(self, now: datetime, within: float) -> Rest | None:
        """Tell why the guest cannot have it; None where the host can be asked within so many
        seconds. After some guests in a row a crawl that waits has a moment to come first.
        """
        if self.next_allowed_at > now + timedelta(seconds=within):
            return Rest(host=self.host, until=self.next_allowed_at, troubles=self.troubles)
        if self.held_until and self.held_until > now:
            return Rest(host=self.host, until=self.held_until, held=True)
        start = self.next_allowed_at + START
        if self.crawl_waits and self.guests >= IN_A_ROW and start > now:
            return Rest(host=self.host, until=start, held=True)
        return None

    @property
    def held_by_crawl(self) -> bool:
        """Whether whoever holds it has it for a crawl."""
        return self.guests == 0


class Reservations(Protocol):
    """The turns of guests, at the same hosts that crawls claim."""

    async def reserve(
        self, host: str, *, by: UUID, within: float, seconds: float
    ) -> Reservation | Rest:
        """Take the host for `seconds`, to be asked once it may be, at most `within` seconds from
        now; or say why it cannot be had. Where a crawl holds it, the crawl finds nothing more to do
        there and none claims it, for as long as somebody asks again within WANTED.
        """
        ...
