"""One crawl and how far it has come."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from aurora.domains.clock import Clock
from aurora.domains.perception.crawl import CrawlPlan, CrawlStatus
from aurora.domains.perception.types import CrawlKind, EndedBy
from aurora.domains.principal import Permission, Principal
from aurora.queries.perception.activity import Activity, activity_of
from aurora.queries.perception.counting import count
from aurora.queries.perception.ports import FrontierState
from aurora.queries.perception.views import UNCHANGED, CrawlView, ExclusionView, Outcome, PageView
from aurora.queries.perception.visible import visible_crawl
from aurora.queries.query import Query
from aurora.queries.view import View, Views


class CrawlProgress(View, frozen=True, kw_only=True):
    """A crawl in numbers: URLs by what became of them, the pace, and an estimate of what is left.

    `known` URLs are captured, skipped, failed, left or waiting. `excluded` counts links that are
    not followed, and are not among the known URLs. `unchanged` are those captured pages that an
    earlier crawl had seen with the same content. `by_reason` counts them, and everything that was
    not captured. `remaining` counts URLs that wait, at most what the page limit still allows;
    `seconds_left` is null while there is no pace to judge by. An ended crawl has no activity.
    """

    owner_id: UUID
    kind: CrawlKind = CrawlKind.CRAWL
    plan: CrawlPlan
    status: CrawlStatus
    started_at: datetime
    ended_at: datetime | None
    ended_by: EndedBy | None = None
    known: int
    captured: int
    unchanged: int = 0
    skipped: int
    failed: int
    left: int = 0
    waiting: int = 0
    excluded: int
    by_reason: Mapping[str, int] = {}
    activity: Activity | None = None
    captured_bytes: int = 0
    remaining: int
    pages_per_second: float
    seconds_left: float | None


class GetCrawl(Query[CrawlProgress], frozen=True, kw_only=True):
    """Ask how a crawl is going."""

    permission = Permission.READ_CRAWLS
    waits_for = ("crawls",)
    crawl_id: UUID


async def get_crawl(
    query: GetCrawl,
    by: Principal,
    crawls: Views[CrawlView],
    pages: Views[PageView],
    exclusions: Views[ExclusionView],
    frontier: FrontierState,
    clock: Clock,
) -> CrawlProgress:
    """Count what was done and estimate the rest."""
    view = await visible_crawl(query.crawl_id, by, crawls)
    tally = await frontier.tally(view.id)
    counts = await count(view, pages, exclusions, tally)
    captured, decided = counts.by_outcome[Outcome.CAPTURED], counts.decided
    seconds = ((view.ended_at or clock.now()) - view.started_at).total_seconds()
    pace = decided / seconds if seconds > 0 else 0.0
    left = sum(tally.left.values())
    remaining = 0 if view.status.ended else min(tally.waiting, view.plan.page_limit - captured)
    return CrawlProgress(
        id=view.id,
        version=view.version,
        owner_id=view.owner_id,
        kind=view.kind,
        plan=view.plan,
        status=view.status,
        started_at=view.started_at,
        ended_at=view.ended_at,
        ended_by=view.ended_by,
        known=max(tally.known, decided + left + tally.waiting),
        captured=captured,
        unchanged=counts.by_reason.get(UNCHANGED, 0),
        skipped=counts.by_outcome[Outcome.SKIPPED],
        failed=counts.by_outcome[Outcome.FAILED],
        left=left,
        waiting=tally.waiting,
        excluded=counts.excluded,
        by_reason=counts.by_reason,
        activity=await activity_of(view, frontier),
        captured_bytes=tally.bytes,
        remaining=remaining,
        pages_per_second=round(pace, 3),
        seconds_left=_seconds_left(remaining, pace),
    )


def _seconds_left(remaining: int, pace: float) -> float | None:
    if not remaining:
        return 0.0
    return round(remaining / pace, 1) if pace else None
