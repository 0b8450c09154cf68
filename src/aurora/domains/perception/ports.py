"""What perception needs from outside."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from aurora.domains.aggregate import Repository
from aurora.domains.perception.crawl import Crawl
from aurora.domains.perception.page import Page
from aurora.domains.perception.types import Extracted, Fetched
from aurora.domains.work import Work


class Fetcher(Protocol):
    """Fetches one URL, never from a forbidden address, within limits of size and time."""

    async def fetch(self, url: str, *, accept: str = "*/*") -> Fetched:
        """GET the URL and follow redirects, each checked anew; any status is an answer. Raises
        FetchFailed.
        """
        ...


class Robots(Protocol):
    """What sites allow (RFC 9309), fetched through the same guard and cached."""

    async def allows(self, url: str) -> bool:
        """Tell whether the URL may be fetched; a robots.txt that cannot be reached forbids, a
        missing one allows.
        """
        ...

    async def delay(self, url: str) -> float:
        """Give the Crawl-delay in seconds that the host asks for, 0 when it asks for none."""
        ...


class Extractor(Protocol):
    """Turns a fetched page into clean text, facts and links."""

    async def extract(self, page: Fetched) -> Extracted:
        """Extract HTML or plain text. Raises FetchFailed (media-type, no-text) for anything
        else.
        """
        ...


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A URL that a crawl might fetch: canonical, with its politeness host and its depth from
    the start.
    """

    url: str
    host: str
    depth: int


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """The right to fetch URLs of one host for one crawl until `until`; `fence` tells later
    claims from this one.
    """

    crawl_id: UUID
    host: str
    fence: int
    until: datetime
    candidates: Sequence[Candidate]


class Frontier(Protocol):
    """Which URLs a crawl knows, and which of them are still to be fetched."""

    async def claim(self, crawl_id: UUID, host: str, *, limit: int, seconds: float) -> Claim | None:
        """Take the host for `seconds` and up to `limit` of its waiting URLs, shallowest first.

        None when another claim holds the host or when its next allowed time has not come.
        """
        ...

    async def release(self, claim: Claim, *, next_allowed_at: datetime) -> None:
        """Give the host back; URLs of the claim that are not done wait again. A stale fence
        changes nothing.
        """
        ...

    async def hosts_due(self, crawl_id: UUID) -> Sequence[tuple[str, datetime]]:
        """Give the hosts with waiting URLs and when each may next be asked."""
        ...


class Links(Protocol):
    """The frontier inside a unit of work: discovery and completion commit with the captures."""

    async def discover(self, crawl_id: UUID, candidates: Sequence[Candidate], *, limit: int) -> int:
        """Add URLs the crawl does not know yet, up to `limit` known in all; give how many it
        knows now.
        """
        ...

    async def done(self, claim: Claim, url: str) -> bool:
        """Mark a claimed URL as finished; False when the claim's fence is stale, and then
        nothing may be recorded.
        """
        ...

    async def open(self, crawl_id: UUID) -> int:
        """Count the URLs that are waiting or claimed."""
        ...


class PerceptionWork(Work, Protocol):
    """A unit of work over perception."""

    @property
    def crawls(self) -> Repository[Crawl]:
        """The crawls."""
        ...

    @property
    def pages(self) -> Repository[Page]:
        """The pages of crawls: one per crawl and URL."""
        ...

    @property
    def links(self) -> Links:
        """The frontier, as seen from inside."""
        ...


class Perception(Protocol):
    """Where crawls, pages and the frontier are kept."""

    def work(self) -> AbstractAsyncContextManager[PerceptionWork]:
        """Open a unit of work; a clean exit commits it, an exception undoes it."""
        ...
