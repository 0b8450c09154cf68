"""The frontier: which URLs a crawl knows, and whose turn it is at which host."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

import msgspec

from aurora.domains.perception.credentials import Credentials
from aurora.domains.perception.limits import Kept, Limits
from aurora.domains.perception.pace import Pace
from aurora.domains.perception.sitemaps import Itinerary
from aurora.domains.perception.types import EndedBy, LeftReason

HEAD_START = timedelta(seconds=30)
NEVER_KNOWN = (LeftReason.DEPTH, LeftReason.KNOWN_LIMIT)


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A URL that a crawl might fetch: canonical, with its politeness host and its depth.

    `attempts` counts the tries that failed; those of higher `priority` come first.
    `named_by` is the first page that names this one as its canonical form. `way` holds the URLs of
    redirects that came before, and last the one to ask: the URL itself, or where its host sends
    those who ask for it.
    """

    url: str
    host: str
    depth: int
    attempts: int = 0
    priority: int = 0
    named_by: str | None = None
    way: tuple[str, ...] = ()

    @property
    def asks(self) -> str:
        """The URL to ask for."""
        return self.way[-1] if self.way else self.url

    @property
    def preferred(self) -> bool:
        """Whether another page names this one as its canonical form."""
        return self.named_by is not None


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """The right to fetch from one host until `until`, used for one crawl; `fence` tells later
    claims from this one, `troubles` how many requests failed there in a row, `pace` how it was
    asked before, `survey` that the crawl is still to ask what the host announces, and `itinerary`
    how far it has come in that.
    """

    crawl_id: UUID
    host: str
    fence: int
    until: datetime
    candidates: Sequence[Candidate]
    troubles: int = 0
    pace: Pace | None = None
    survey: bool = False
    itinerary: Itinerary = Itinerary()


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """The crawl that is next at a host, and when."""

    crawl_id: UUID
    host: str
    at: datetime


class Frontier(Protocol):
    """Leases on hosts: across all crawls one claim at a time may fetch from a host."""

    async def claim(self, crawl_id: UUID, host: str, *, limit: int, seconds: float) -> Claim | None:
        """Take the host for `seconds`, with up to `limit` URLs that are due: by priority, then
        the shallowest, then the first discovered.

        None when another claim holds the host or when its next allowed time has not come.
        """
        ...

    def kept(self, claim: Claim, *, seconds: float) -> AbstractAsyncContextManager[None]:
        """Hold the host for `seconds` again and again as long as this lasts and its process lives;
        a claim that was lost stays lost.
        """
        ...

    async def renew(
        self,
        claim: Claim,
        *,
        limit: int,
        seconds: float,
        next_allowed_at: datetime | None = None,
        pace: Pace | None = None,
    ) -> Claim | None:
        """Hold the host for `seconds` from now on, with the URLs that are due now, and note how it
        is asked. Nothing is due for a crawl that is over or rests, nor where a guest waits: no URL
        and no survey.

        `next_allowed_at` binds whoever claims next if this claim is never released. None when the
        claim was lost.
        """
        ...


class Links(Protocol):
    """The frontier inside a unit of work: its changes commit with the pages.

    The first of these calls comes after the last read of an aggregate.
    """

    async def discover(
        self,
        crawl_id: UUID,
        candidates: Sequence[Candidate],
        *,
        limit: int,
        beyond: Sequence[Candidate] = (),
    ) -> int:
        """Add URLs that the crawl does not know, up to `limit` known ones in all; give how many
        it knows now.

        Those past the limit are left, and those that lie `beyond` the depth: they are remembered
        with the reason, up to `limit` too, until they are discovered within. A known URL that
        waits takes over who names it, and the `way` where it has none. An ended crawl learns
        nothing; one that has its pages leaves what it hears of.
        """
        ...

    async def done(
        self, claims: Collection[Claim], urls: Collection[str]
    ) -> Mapping[str, str | None]:
        """Finish URLs of one crawl and give those that waited, at hosts whose claim was not lost,
        each with the page that names it. Of the others nothing may be recorded.
        """
        ...

    async def reopen(self, crawl_id: UUID, candidates: Sequence[Candidate]) -> Collection[str]:
        """Let URLs that are finished wait once more, unless the crawl has all that it may have;
        give those that do.
        """
        ...

    async def again(self, claim: Claim, url: str, *, due_at: datetime) -> bool:
        """Count a failed attempt and let the URL wait; False when the claim was lost or the URL
        waits no more.
        """
        ...

    async def onward(self, claim: Claim, url: str, way: Sequence[str]) -> bool:
        """Let the URL wait on the way that its redirects take; False when the claim was lost or
        the URL waits no more.
        """
        ...

    async def settle(self, crawl_id: UUID, candidates: Sequence[Candidate]) -> None:
        """Know URLs and finish them, whether they waited or were never heard of."""
        ...

    async def keep(self, crawl_id: UUID, sizes: Sequence[int], limits: Limits) -> Kept:
        """Count captures of so many bytes, as far as they are within the limits. The one that
        reaches a limit lets all waiting URLs go.
        """
        ...

    async def prepare(
        self, crawl_id: UUID, *, priority: int = 0, ends_at: datetime | None = None
    ) -> None:
        """Say how urgent the crawl is, and when its time is up; each pause puts that off."""
        ...

    async def survey(
        self,
        crawl_id: UUID,
        hosts: Collection[str],
        *,
        due: bool,
        itinerary: Itinerary | None = None,
    ) -> None:
        """Note that the crawl is to ask what known hosts announce, or has done so, and how far it
        has come.
        """
        ...

    async def entrust(self, crawl_id: UUID, credentials: Credentials) -> None:
        """Keep what the crawl shows to its own sites, until it is closed."""
        ...

    async def credentials(self, crawl_id: UUID) -> Credentials:
        """Give what the crawl shows to its own sites; nothing when it is closed."""
        ...

    async def ending(self, crawl_id: UUID) -> EndedBy | None:
        """Tell why nothing more is to be fetched; None while URLs wait and there is time."""
        ...

    async def open(self, crawl_id: UUID) -> int:
        """Count the URLs that wait."""
        ...

    async def pause(self, crawl_id: UUID, *, paused: bool) -> None:
        """Let the waiting URLs rest, or go on: a crawl that is paused has no turns, and its claims
        no candidates.
        """
        ...

    async def close(self, crawl_id: UUID, reason: LeftReason = LeftReason.CANCELLED) -> None:
        """Forget the credentials, let all waiting URLs go and learn no new ones."""
        ...

    async def release(
        self,
        claim: Claim,
        *,
        next_allowed_at: datetime,
        troubles: int = 0,
        pace: Pace | None = None,
    ) -> bool:
        """Give the host back until then, with the failures in a row and how it was asked, where
        that is known; False when the claim was lost.
        """
        ...

    async def turns(self, hosts: Sequence[str] | None = None) -> Sequence[Turn]:
        """Give the free hosts (of these) where URLs wait and no job is under way, each with the
        crawl that waited longest for its turn; a crawl counts as if it had waited HEAD_START
        longer for each step of its priority. Urgent crawls come first.
        """
        ...

    async def exhausted(self) -> Sequence[UUID]:
        """Give the crawls that are not closed although no URL waits or their time is up."""
        ...
