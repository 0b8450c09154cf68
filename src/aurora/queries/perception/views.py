"""What questions about crawls are answered from."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from aurora.domains.perception.crawl import CrawlPlan, CrawlStatus
from aurora.domains.perception.types import CrawlKind, EndedBy
from aurora.queries.view import View


class Outcome(StrEnum):
    """What can become of a URL."""

    CAPTURED = "captured"
    SKIPPED = "skipped"
    FAILED = "failed"


UNCHANGED = "unchanged"


class CrawlView(View, frozen=True, kw_only=True):
    """A crawl: what was asked for, where it stands, and how many URLs it knows."""

    indexes = (("kind",), ("owner_id", "kind"))

    owner_id: UUID
    kind: CrawlKind = CrawlKind.CRAWL
    plan: CrawlPlan
    status: CrawlStatus
    started_at: datetime
    ended_at: datetime | None = None
    ended_by: EndedBy | None = None
    known: int


class ExclusionView(View, frozen=True, kw_only=True):
    """A link that a crawl does not follow, and the rule against it."""

    indexes = (("crawl_id",), ("crawl_id", "rule"))

    crawl_id: UUID
    url: str
    rule: str


class PageView(View, frozen=True, kw_only=True):
    """One URL of a crawl and what became of it.

    `reason` says why it was not captured, or that it was captured `unchanged`; `same_as` which URL
    stands for it, `tries` how often it was asked for, `unchanged_since` when an earlier crawl first
    saw the same content. Where it was `rendered`, the raw page is what a browser showed.
    `page_type` is the kind of page, `boilerplate` the share of its words that its text leaves out,
    0 to 1.
    """

    indexes = (
        ("crawl_id",),
        ("crawl_id", "outcome"),
        ("crawl_id", "reason"),
        ("crawl_id", "host", "outcome"),
    )

    crawl_id: UUID
    url: str
    host: str = ""
    outcome: Outcome
    depth: int
    reason: str | None = None
    detail: str | None = None
    same_as: str | None = None
    tries: int = 1
    status: int | None = None
    requested_url: str | None = None
    title: str | None = None
    language: str | None = None
    author: str | None = None
    published: str | None = None
    media_type: str | None = None
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    fetched_at: datetime | None = None
    raw_sha256: str | None = None
    raw_bytes: int | None = None
    text_sha256: str | None = None
    unchanged_since: datetime | None = None
    rendered: bool = False
    screenshots: tuple[str, ...] = ()
    elements_sha256: str | None = None
    transcript_sha256: str | None = None
    page_type: str | None = None
    boilerplate: float | None = None
