"""The rows of the frontier in memory."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from aurora.domains.clock import LONG_AGO
from aurora.domains.perception.credentials import Credentials
from aurora.domains.perception.frontier import HEAD_START, NEVER_KNOWN, Candidate
from aurora.domains.perception.pace import Pace
from aurora.domains.perception.receiver import Receiver
from aurora.domains.perception.sitemaps import Itinerary
from aurora.domains.perception.types import EndedBy, LeftReason


@dataclass(kw_only=True)
class HostRow:
    """A host: when it may be asked, and who holds it."""

    next_allowed_at: datetime = LONG_AGO
    leased_until: datetime | None = None
    leased_by: UUID | None = None
    fence: int = 0
    troubles: int = 0
    pace: Pace | None = None
    guests: int = 0
    wanted_until: datetime = LONG_AGO

    def free(self, now: datetime) -> bool:
        """Tell whether nobody holds it."""
        return self.leased_until is None or self.leased_until <= now


@dataclass(kw_only=True)
class UrlRow:
    """A URL: whether it waits, or why it was let go."""

    candidate: Candidate
    due_at: datetime
    waiting: bool
    reason: LeftReason | None = None


@dataclass(kw_only=True)
class CrawlRow:
    """A crawl: what it knows, and whether it goes on."""

    urls: dict[str, UrlRow] = field(default_factory=dict)
    served_at: dict[str, datetime] = field(default_factory=dict)
    surveys: dict[str, Itinerary] = field(default_factory=dict)
    kept: int = 0
    kept_bytes: int = 0
    reached: EndedBy | None = None
    priority: int = 0
    ends_at: datetime | None = None
    rests_since: datetime | None = None
    credentials: Credentials = field(default_factory=Credentials)
    paused: bool = False
    closed: bool = False

    @property
    def known(self) -> int:
        """How many URLs were taken in."""
        return sum(one.reason not in NEVER_KNOWN for one in self.urls.values())

    def left(self) -> list[UrlRow]:
        """Give the URLs that were let go."""
        return [one for one in self.urls.values() if one.reason]

    def waits_since(self, host: str) -> datetime:
        """Give when it was served at the host, earlier for its priority."""
        return self.served_at[host] - self.priority * HEAD_START

    def over(self, now: datetime) -> bool:
        """Tell whether its time is up."""
        return self.ends_at is not None and not self.paused and self.ends_at <= now

    def waiting(self, host: str | None = None) -> list[UrlRow]:
        """Give the URLs that wait, at that host."""
        return [
            known
            for known in self.urls.values()
            if known.waiting and host in (None, known.candidate.host)
        ]


@dataclass(kw_only=True)
class Ground:
    """All hosts and crawls, and the receivers of webhooks with when they were last changed."""

    hosts: dict[str, HostRow] = field(default_factory=dict)
    crawls: dict[UUID, CrawlRow] = field(default_factory=dict)
    receivers: dict[str, tuple[Receiver, datetime]] = field(default_factory=dict)
