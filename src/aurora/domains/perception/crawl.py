"""The crawl: what is to be perceived, how far, and whether it still goes on."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from uuid import UUID

import msgspec

from aurora.domains.aggregate import Aggregate
from aurora.domains.errors import Conflict, Invalid, NotFound
from aurora.domains.perception.events import (
    CrawlCancelled,
    CrawlFinished,
    CrawlPaused,
    CrawlResumed,
    CrawlStarted,
    RobotsOverridden,
)
from aurora.domains.perception.fields import Field
from aurora.domains.perception.limits import Limits
from aurora.domains.perception.scope import Boundary
from aurora.domains.perception.types import (
    CrawlKind,
    EndedBy,
    Preference,
    Render,
    Scope,
    SitemapUse,
    UrlList,
)
from aurora.domains.perception.webhook import NoticeKind
from aurora.domains.principal import Permission, Principal

DEPTH_LIMIT = 50
PAGE_LIMIT = 1_000_000
BYTE_LIMIT = 10**15
SECONDS_LIMIT = 366 * 86_400
START_LIMIT = 1_000
BATCH_LIMIT = 10_000
PATTERN_LIMIT = 100
AGE_LIMIT = 366 * 86_400
PRIORITY_LIMIT = 10
WEIGHT_LIMIT = 100
KNOWN_PER_PAGE = 20
KNOWN_AT_LEAST = 1_000


class CrawlStatus(StrEnum):
    """Where a crawl stands."""

    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Whether nothing will be fetched any more."""
        return self in (CrawlStatus.FINISHED, CrawlStatus.CANCELLED)


class AlreadyEnded(Conflict):
    """The crawl is over."""


class NotSo(Conflict):
    """The crawl is not in the state that the change begins from."""


class CrawlPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What a crawl is asked to do: canonical start URLs, how far to go, where captures go to.

    `domains` are the registrable domains of the start URLs. Links are followed where a pattern of
    `include` is found (or there is none) and no pattern of `exclude`: in path and query, or in the
    whole URL. `page_limit` is the most pages that are captured, `byte_limit` the most raw bytes of
    these; failed and skipped URLs do not count. `seconds_limit` is how long the crawl may take,
    pauses not counted. An answer that its host calls fresh, and that is at most `max_age` seconds
    old, is used again without a request. `priority` is against other crawls at the same host;
    `prefer` says which of its own URLs come first. With `ignore_robots` it fetches what a
    robots.txt refuses and keeps what asks not to be kept; a Crawl-delay counts all the same. A plan
    with a `batch` has its URLs in the frontier alone, and follows no links. `notices` are
    what its webhook is told of, `render` which pages are read as a browser shows them,
    `fields` what is wanted of HTML pages beside their text.
    """

    start_urls: tuple[str, ...]
    domains: tuple[str, ...] = ()
    scope: Scope = Scope.HOST
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    patterns_on_url: bool = False
    depth: int = 3
    page_limit: int = 1_000
    byte_limit: int | None = None
    seconds_limit: int | None = None
    max_age: int = 0
    ignore_robots: bool = False
    sitemaps: SitemapUse = SitemapUse.INCLUDE
    priority: int = 0
    prefer: tuple[Preference, ...] = ()
    collection_id: UUID | None = None
    batch: UrlList | None = None
    notices: tuple[NoticeKind, ...] = ()
    render: Render = Render.AUTO
    fields: tuple[Field, ...] = ()

    @property
    def kind(self) -> CrawlKind:
        """Whether it is a crawl in the narrow sense, or a batch."""
        return CrawlKind.BATCH if self.batch else CrawlKind.CRAWL

    def check(self) -> None:
        """Refuse a plan that no crawl can follow."""
        self._check_start()
        if not 0 <= self.depth <= DEPTH_LIMIT:
            raise Invalid(f"the depth is 0 to {DEPTH_LIMIT}", "depth")
        self._check_limits()
        self._check_priorities()
        for field in ("include", "exclude", "prefer"):
            if len(getattr(self, field)) > PATTERN_LIMIT:
                raise Invalid(f"at most {PATTERN_LIMIT} patterns", field)

    def _check_limits(self) -> None:
        if not 1 <= self.page_limit <= PAGE_LIMIT:
            raise Invalid(f"the page limit is 1 to {PAGE_LIMIT}", "page_limit")
        if self.byte_limit is not None and not 1 <= self.byte_limit <= BYTE_LIMIT:
            raise Invalid(f"the byte limit is 1 to {BYTE_LIMIT}", "byte_limit")
        if self.seconds_limit is not None and not 1 <= self.seconds_limit <= SECONDS_LIMIT:
            raise Invalid(f"a crawl may take 1 to {SECONDS_LIMIT} seconds", "seconds_limit")
        if not 0 <= self.max_age <= AGE_LIMIT:
            raise Invalid(f"the age is 0 to {AGE_LIMIT} seconds", "max_age")

    def _check_priorities(self) -> None:
        if abs(self.priority) > PRIORITY_LIMIT:
            raise Invalid(f"the priority is -{PRIORITY_LIMIT} to {PRIORITY_LIMIT}", "priority")
        for number, preference in enumerate(self.prefer):
            if abs(preference.weight) > WEIGHT_LIMIT:
                said = f"a weight is -{WEIGHT_LIMIT} to {WEIGHT_LIMIT}"
                raise Invalid(said, f"prefer[{number}].weight")

    @property
    def limits(self) -> Limits:
        """How much may be captured."""
        return Limits(pages=self.page_limit, bytes=self.byte_limit)

    def _check_start(self) -> None:
        if self.batch and not 1 <= self.batch.given <= BATCH_LIMIT:
            raise Invalid(f"a batch has 1 to {BATCH_LIMIT} URLs", "urls")
        if self.batch is None and not 1 <= len(self.start_urls) <= START_LIMIT:
            raise Invalid(f"a crawl starts at 1 to {START_LIMIT} URLs", "start_urls")


@dataclass(kw_only=True, eq=False)
class Crawl(Aggregate):
    """One perception of a site."""

    owner_id: UUID
    plan: CrawlPlan
    status: CrawlStatus = CrawlStatus.RUNNING

    @classmethod
    def start(cls, id: UUID, owner_id: UUID, plan: CrawlPlan) -> "Crawl":
        """Begin a crawl."""
        plan.check()
        crawl = cls(id=id, owner_id=owner_id, plan=plan)
        crawl.record(CrawlStarted(crawl_id=id, owner_id=owner_id, **msgspec.structs.asdict(plan)))
        if plan.ignore_robots:
            crawl.record(RobotsOverridden(crawl_id=id, by=owner_id, start_urls=plan.start_urls))
        return crawl

    @property
    def known_limit(self) -> int:
        """How many URLs the frontier may hold, so that a site of endless links ends too."""
        return max(KNOWN_AT_LEAST, KNOWN_PER_PAGE * self.plan.page_limit)

    @property
    def surveys(self) -> bool:
        """Whether it asks its sites what they announce; one that follows no link has no use for
        that, unless it wants nothing else.
        """
        plan = self.plan
        return plan.sitemaps is SitemapUse.ONLY or (
            plan.sitemaps is SitemapUse.INCLUDE and plan.depth > 0
        )

    def covers(self, url: str) -> bool:
        """Tell whether a canonical URL lies in the scope."""
        return self._boundary.holds(url)

    @cached_property
    def _boundary(self) -> Boundary:
        return Boundary(self.plan.start_urls, self.plan.scope, self.plan.domains)

    def finish(self, ended_by: EndedBy = EndedBy.NOTHING_LEFT) -> None:
        """Note that nothing more is fetched; finishing an ended crawl changes nothing."""
        if not self.status.ended:
            self.status = CrawlStatus.FINISHED
            self.record(CrawlFinished(crawl_id=self.id, ended_by=ended_by))

    def cancel(self) -> None:
        """End the crawl early."""
        self._require_not_ended()
        self.status = CrawlStatus.CANCELLED
        self.record(CrawlCancelled(crawl_id=self.id))

    def pause(self) -> None:
        """Fetch nothing until it is resumed."""
        self._require_not_ended()
        if self.status is CrawlStatus.PAUSED:
            raise NotSo("the crawl is paused already")
        self.status = CrawlStatus.PAUSED
        self.record(CrawlPaused(crawl_id=self.id))

    def resume(self) -> None:
        """Go on where it was paused."""
        self._require_not_ended()
        if self.status is not CrawlStatus.PAUSED:
            raise NotSo("the crawl is not paused")
        self.status = CrawlStatus.RUNNING
        self.record(CrawlResumed(crawl_id=self.id))

    def _require_not_ended(self) -> None:
        if self.status.ended:
            raise AlreadyEnded(f"the crawl is {self.status}")

    def require_owner(self, by: Principal) -> None:
        """Answer somebody else's crawl like a missing one; those who manage collections see all."""
        if by.owner != self.owner_id and not by.may(Permission.MANAGE_COLLECTIONS):
            raise NotFound(f"no crawl {self.id}")
