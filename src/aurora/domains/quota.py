"""Quotas: how much of something anybody may do in a while, and how they stand."""

from collections.abc import Sequence
from math import ceil

import msgspec

from aurora.domains.window import Window

STRICTER = 4


class Quota(msgspec.Struct, frozen=True, kw_only=True):
    """So many requests in any so many seconds."""

    name: str
    limit: int
    seconds: int = 60

    def stricter(self) -> "Quota":
        """Give what a process allows that counts for itself, beside others."""
        return msgspec.structs.replace(self, limit=max(1, self.limit // STRICTER))


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's part of a quota."""

    quota: Quota
    subject: str


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How somebody stands: requests that are left, seconds until there are more, and seconds to
    wait for the next one, 0 where it may come now.
    """

    quota: Quota
    left: int
    reset: int
    wait: int = 0


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one request: counted in every quota, or refused and counted in none."""

    standings: Sequence[Standing]

    @property
    def refused_by(self) -> Sequence[Standing]:
        """The quotas that are used up."""
        return [standing for standing in self.standings if standing.wait]


def full(quota: Quota, window: Window, now: float) -> bool:
    """Tell whether a quota has no room for one more request."""
    return window.used(now, quota.seconds) + 1 > quota.limit


def standing(quota: Quota, window: Window, now: float, *, refused: bool) -> Standing:
    """Tell how somebody stands with a window; where requests are refused, one that is full says
    for how long.
    """
    waits = window.wait(quota.limit, now, quota.seconds) if refused else 0.0
    return Standing(
        quota=quota,
        left=max(0, int(quota.limit - window.used(now, quota.seconds))),
        reset=ceil(quota.seconds - now % quota.seconds),
        wait=min(2 * quota.seconds, ceil(waits)),
    )
