"""How a crawl behaves towards the hosts it visits."""

from datetime import datetime

import msgspec

SLOW = 1.0
RENEW_SECONDS = 5.0


class CrawlManners(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator decides about all crawls; times in seconds.

    `delay` lies between two requests to a host unless its robots.txt asks for more, up to
    `longest_delay`; Aurora itself, at `own_host`, needs no rest. A turn at a host lasts
    `slice_seconds`; the host of a process that died is free again after `lease_seconds`. A URL
    gets `tries`, the first after `backoff`, each later one after twice as long. A host whose
    requests fail in a row rests likewise, up to `longest_rest`; after `give_up` of them what waits
    there is given up, but for one URL at each turn. Who answers slowly is asked as slowly, up to
    `slowest`. Requests come from `agent`; answers of up to so many URLs are `remembered`, for so
    many days.
    """

    own_host: str | None = None
    delay: float = 1.0
    longest_delay: float = 3_600.0
    slice_seconds: float = 20.0
    lease_seconds: float = 15.0
    batch: int = 100
    tries: int = 3
    backoff: float = 2.0
    longest_rest: float = 300.0
    give_up: int = 6
    slowest: float = 30.0
    agent: str = "Aurora"
    remembered: int = 1_000_000
    remembered_days: int = 90

    def delay_at(self, host: str, asked: float) -> float:
        """Give the seconds between two requests to a host that asks for so many."""
        own = 0.0 if host == self.own_host else self.delay
        return max(own, min(asked, self.longest_delay))

    def delay_after(self, seconds: float, delay: float) -> float:
        """Give the delay after an answer that took so long, where `delay` is the usual one."""
        return max(delay, min(seconds, self.slowest)) if seconds >= SLOW else delay

    def rest_after(self, troubles: int) -> float:
        """Give the seconds that a host rests after so many failures in a row."""
        return min(self.longest_rest, self.backoff * 2.0 ** (troubles - 1)) if troubles else 0.0

    def ages(self, until: datetime, now: datetime, delay: float) -> bool:
        """Whether it is time to renew a lease until then, and see who else wants the host: after
        5 seconds, and before each request to a host that is asked as seldom.
        """
        left = (until - now).total_seconds()
        return delay >= RENEW_SECONDS or left < self.lease_seconds - RENEW_SECONDS
