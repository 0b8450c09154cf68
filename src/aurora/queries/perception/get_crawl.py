"""One crawl and how far it has come."""

from datetime import datetime
from uuid import UUID

from aurora.domains.clock import Clock
from aurora.domains.perception.crawl import CrawlPlan, CrawlStatus
from aurora.domains.principal import Permission, Principal
from aurora.queries.perception.views import CrawlView, ExclusionView, Outcome, PageView
from aurora.queries.perception.visible import visible_crawl
from aurora.queries.query import Query
from aurora.queries.view import View, Views


class CrawlProgress(View, frozen=True, kw_only=True):
    """A crawl in numbers: URLs by what became of them, the pace, and an estimate of what is left.

    `excluded` counts links that are not followed, and are not among the known URLs.
    `remaining` counts URLs known and undecided, at most what the page limit still allows;
    `seconds_left` is null while there is no pace to judge by.
    """

    owner_id: UUID
    plan: CrawlPlan
    status: CrawlStatus
    started_at: datetime
    ended_at: datetime | None
    known: int
    captured: int
    skipped: int
    failed: int
    excluded: int
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
    clock: Clock,
) -> CrawlProgress:
    """Count what was done and estimate the rest."""
    view = await visible_crawl(query.crawl_id, by, crawls)
    captured, skipped, failed = [
        await pages.count(crawl_id=view.id, outcome=outcome)
        for outcome in (Outcome.CAPTURED, Outcome.SKIPPED, Outcome.FAILED)
    ]
    decided = captured + skipped + failed
    seconds = ((view.ended_at or clock.now()) - view.started_at).total_seconds()
    pace = decided / seconds if seconds > 0 else 0.0
    remaining = _remaining(view, captured, decided)
    return CrawlProgress(
        id=view.id,
        version=view.version,
        owner_id=view.owner_id,
        plan=view.plan,
        status=view.status,
        started_at=view.started_at,
        ended_at=view.ended_at,
        known=max(view.known, decided),
        captured=captured,
        skipped=skipped,
        failed=failed,
        excluded=await exclusions.count(crawl_id=view.id),
        remaining=remaining,
        pages_per_second=round(pace, 3),
        seconds_left=_seconds_left(remaining, pace),
    )


def _remaining(view: CrawlView, captured: int, decided: int) -> int:
    if view.status.ended:
        return 0
    return max(0, min(view.known - decided, view.plan.page_limit - captured))


def _seconds_left(remaining: int, pace: float) -> float | None:
    if not remaining:
        return 0.0
    return round(remaining / pace, 1) if pace else None
