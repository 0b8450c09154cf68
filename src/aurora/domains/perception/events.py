"""What happens in perception: the context's public API."""

from datetime import datetime
from uuid import UUID

from aurora.domains.event import Event
from aurora.domains.perception.fields import Field
from aurora.domains.perception.types import (
    EndedBy,
    ExcludedLink,
    FetchError,
    Preference,
    Render,
    Scope,
    SitemapUse,
    SkipReason,
    UrlList,
)
from aurora.domains.perception.webhook import NoticeKind


class CrawlStarted(Event, frozen=True, kw_only=True, tag="perception.crawl-started.v1"):
    """A site is to be perceived, or a `batch` of URLs, which has no start URLs."""

    crawl_id: UUID
    owner_id: UUID
    start_urls: tuple[str, ...]
    domains: tuple[str, ...] = ()
    scope: Scope
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    patterns_on_url: bool = False
    depth: int
    page_limit: int
    byte_limit: int | None = None
    seconds_limit: int | None = None
    max_age: int = 0
    ignore_robots: bool = False
    sitemaps: SitemapUse = SitemapUse.SKIP
    priority: int = 0
    prefer: tuple[Preference, ...] = ()
    collection_id: UUID | None
    batch: UrlList | None = None
    notices: tuple[NoticeKind, ...] = ()
    render: Render = Render.NEVER
    fields: tuple[Field, ...] = ()


class RobotsOverridden(Event, frozen=True, kw_only=True, tag="perception.robots-overridden.v1"):
    """A crawl passes over what robots.txt refuses, and who is responsible for that."""

    crawl_id: UUID
    by: UUID
    start_urls: tuple[str, ...]


class PageCaptured(Event, frozen=True, kw_only=True, tag="perception.page-captured.v1"):
    """A page was fetched, read and kept: its provenance, and where its contents are.

    `known` is how many URLs the crawl knew right afterwards; `raw_sha256` and `text_sha256` name
    blobs; without the latter only the raw page was kept. `owner_id` is on whose behalf it was
    captured. `unchanged_since` is when an earlier crawl first saw the same raw page. Where it was
    `rendered`, the raw page is what a browser showed, written as HTML; `screenshots` names blobs.
    Of the text, `elements_sha256` and `transcript_sha256` name the places of its parts and all that
    was read; `page_type` is the kind of page, `boilerplate` the share of words left out, 0 to 1.
    """

    page_id: UUID
    crawl_id: UUID
    owner_id: UUID
    collection_id: UUID | None
    requested_url: str
    url: str
    status: int
    depth: int
    fetched_at: datetime
    media_type: str
    headers: dict[str, str]
    raw_sha256: str
    raw_bytes: int
    text_sha256: str | None
    title: str
    language: str
    author: str | None
    published: str | None
    known: int
    unchanged_since: datetime | None = None
    rendered: bool = False
    screenshots: tuple[str, ...] = ()
    elements_sha256: str | None = None
    transcript_sha256: str | None = None
    page_type: str | None = None
    boilerplate: float | None = None


class PageSkipped(Event, frozen=True, kw_only=True, tag="perception.page-skipped.v1"):
    """A URL needed no capture: a duplicate of another one, or a page that asks not to be kept."""

    page_id: UUID
    crawl_id: UUID
    url: str
    depth: int
    reason: SkipReason
    same_as: str | None
    known: int


class PageReopened(Event, frozen=True, kw_only=True, tag="perception.page-reopened.v1"):
    """A page is no duplicate after all, and waits once more: the page `named` as its canonical form
    is not to be had.
    """

    page_id: UUID
    crawl_id: UUID
    url: str
    named: str


class PageFailed(Event, frozen=True, kw_only=True, tag="perception.page-failed.v1"):
    """A URL could not be captured, and why; `tries` says how often it was asked for."""

    page_id: UUID
    crawl_id: UUID
    url: str
    depth: int
    reason: FetchError
    detail: str
    status: int | None
    known: int
    tries: int = 1


class LinksExcluded(Event, frozen=True, kw_only=True, tag="perception.links-excluded.v1"):
    """Links of a page are not followed: a rule of the crawl is against them."""

    page_id: UUID
    crawl_id: UUID
    links: tuple[ExcludedLink, ...]


class CrawlPaused(Event, frozen=True, kw_only=True, tag="perception.crawl-paused.v1"):
    """Nothing is to be fetched until the crawl is resumed."""

    crawl_id: UUID


class CrawlResumed(Event, frozen=True, kw_only=True, tag="perception.crawl-resumed.v1"):
    """The crawl goes on."""

    crawl_id: UUID


class CrawlFinished(Event, frozen=True, kw_only=True, tag="perception.crawl-finished.v1"):
    """Nothing is left to fetch, or a limit is reached."""

    crawl_id: UUID
    ended_by: EndedBy = EndedBy.NOTHING_LEFT


class CrawlCancelled(Event, frozen=True, kw_only=True, tag="perception.crawl-cancelled.v1"):
    """Somebody ended the crawl early."""

    crawl_id: UUID


class NoticeDelivered(Event, frozen=True, kw_only=True, tag="perception.notice-delivered.v1"):
    """A webhook was told what happened to a crawl: of a change, or of so many pages."""

    notice_id: UUID
    crawl_id: UUID
    kind: NoticeKind
    pages: int
    status: int
    tries: int


class NoticeFailed(Event, frozen=True, kw_only=True, tag="perception.notice-failed.v1"):
    """A webhook could not be told; without `again_at` the notice was given up."""

    notice_id: UUID
    crawl_id: UUID
    kind: NoticeKind
    pages: int
    status: int | None
    detail: str
    tries: int
    again_at: datetime | None


class MappingStarted(Event, frozen=True, kw_only=True, tag="perception.mapping-started.v1"):
    """A site is to be mapped while nobody waits for it."""

    mapping_id: UUID
    owner_id: UUID
    url: str
    scope: Scope


class MappingProgressed(Event, frozen=True, kw_only=True, tag="perception.mapping-progressed.v1"):
    """So many URLs of the site are known after so many places were read, some of which failed."""

    mapping_id: UUID
    found: int
    sources: int
    failed: int = 0


class MappingFinished(Event, frozen=True, kw_only=True, tag="perception.mapping-finished.v1"):
    """The list of the site's URLs is kept, for a while, as a blob."""

    mapping_id: UUID
    result_sha256: str
    found: int
    sources: int
    truncated: bool
    failed: int = 0


class MappingFailed(Event, frozen=True, kw_only=True, tag="perception.mapping-failed.v1"):
    """The site cannot be mapped."""

    mapping_id: UUID
    detail: str


class MappingCancelled(Event, frozen=True, kw_only=True, tag="perception.mapping-cancelled.v1"):
    """Somebody ended the mapping early."""

    mapping_id: UUID


class MappingExpired(Event, frozen=True, kw_only=True, tag="perception.mapping-expired.v1"):
    """The list is kept no longer."""

    mapping_id: UUID


EVENTS: tuple[type[Event], ...] = (
    CrawlStarted,
    RobotsOverridden,
    PageCaptured,
    PageSkipped,
    PageReopened,
    PageFailed,
    LinksExcluded,
    CrawlPaused,
    CrawlResumed,
    CrawlFinished,
    CrawlCancelled,
    NoticeDelivered,
    NoticeFailed,
    MappingStarted,
    MappingProgressed,
    MappingFinished,
    MappingFailed,
    MappingCancelled,
    MappingExpired,
)
