"""What questions about crawls need from outside: the frontier, as it is at this moment."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

import msgspec

from aurora.domains.perception.pace import Pace
from aurora.domains.perception.types import LeftReason

LOWEST = -20_000


class HostState(StrEnum):
    """What happens at a host: a lease of the crawl is held there, or one of another crawl; its
    next turn is due, or it rests; nothing of the crawl waits there.
    """

    FETCHING = "fetching"
    TAKEN = "taken"
    DUE = "due"
    RESTING = "resting"
    DONE = "done"


class RestReason(StrEnum):
    """Why a host rests: for politeness, because it failed, or because a URL is to be tried again
    later.
    """

    POLITENESS = "politeness"
    TROUBLE = "trouble"
    RETRY = "retry"


class HostStanding(msgspec.Struct, frozen=True, kw_only=True):
    """A host of a crawl: how many URLs wait there, what happens, and until when: a lease ends or is
    renewed by then, a rest is over. `troubles` counts the requests that failed in a row, and `pace`
    says how the host is asked, once it was.
    """

    host: str
    state: HostState
    waiting: int
    until: datetime | None
    why: RestReason | None
    troubles: int
    pace: Pace | None = None


class HostGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The hosts of a crawl in one state: how many, which ones at first, and when the first of them
    changes.
    """

    state: HostState
    why: RestReason | None
    count: int
    until: datetime
    hosts: Sequence[str]


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """How many URLs a crawl's frontier holds, how many wait and why others were let go; and how
    many bytes were captured.
    """

    known: int = 0
    bytes: int = 0
    waiting: int = 0
    left: Mapping[str, int] = {}


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a URL stands in the frontier: lists go by host, rank, depth and number; what was let
    go has no rank.
    """

    host: str = ""
    rank: int = LOWEST
    depth: int = 0
    number: int = 0


class Undecided(msgspec.Struct, frozen=True, kw_only=True):
    """A URL that waits until `due_at` or, with a reason, was let go; `tries` failed so far."""

    url: str
    place: Place
    tries: int
    due_at: datetime
    reason: LeftReason | None


class FrontierState(Protocol):
    """What only the frontier itself can say: who holds which host now, and what nobody asked
    for. Reads raise Unavailable.
    """

    async def tally(self, crawl_id: UUID) -> Tally:
        """Count what a crawl's frontier holds."""
        ...

    async def activity(self, crawl_id: UUID) -> Sequence[HostGroup]:
        """Give the hosts where URLs wait, by what happens there."""
        ...

    async def hosts(self, crawl_id: UUID, *, after: str, limit: int) -> Sequence[HostStanding]:
        """Give the hosts of a crawl by ascending name."""
        ...

    async def waiting(
        self, crawl_id: UUID, *, after: Place, limit: int, host: str | None = None
    ) -> Sequence[Undecided]:
        """Give the URLs that wait, in the order of their places."""
        ...

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
        ...

    async def find(self, crawl_id: UUID, url: str) -> Undecided | None:
        """Give a URL that waits or was let go, None for any other."""
        ...


def standing(
    host: str,
    waiting: int,
    troubles: int,
    pace: Pace | None,
    *,
    held_until: datetime | None,
    held_here: bool,
    allowed_at: datetime,
    due_at: datetime | None,
    now: datetime,
) -> HostStanding:
    """Say what happens at a host, from what its lease and its URLs are at the moment."""
    why = None
    if due_at is None or not waiting:
        state, until = HostState.DONE, None
    elif held_until and held_until > now:
        state, until = (HostState.FETCHING if held_here else HostState.TAKEN), held_until
    else:
        until = max(allowed_at, due_at)
        state = HostState.RESTING if until > now else HostState.DUE
    if until and state is HostState.RESTING:
        why = RestReason.RETRY if due_at == until else RestReason.POLITENESS
        why = RestReason.TROUBLE if troubles else why
    return HostStanding(
        host=host,
        state=state,
        waiting=waiting,
        until=until,
        why=why,
        troubles=troubles,
        pace=pace,
    )
