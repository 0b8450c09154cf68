"""Keeps up the views of crawls."""

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from aurora.domains.event import Recorded
from aurora.domains.perception.crawl import CrawlPlan, CrawlStatus
from aurora.domains.perception.events import (
    CrawlCancelled,
    CrawlFinished,
    CrawlPaused,
    CrawlResumed,
    CrawlStarted,
    PageCaptured,
    PageFailed,
    PageSkipped,
)
from aurora.queries.perception.views import CrawlView
from aurora.queries.view import Views


async def project_crawls(recorded: Recorded, views: Views[CrawlView]) -> None:
    """Note where crawls stand."""
    match recorded.event:
        case CrawlStarted() as started:
            await views.put(_started(started, recorded))
        case PageCaptured() | PageSkipped() | PageFailed() as page:
            await _know(views, page.crawl_id, page.known)
        case CrawlPaused(crawl_id=id):
            await _turn(views, id, CrawlStatus.PAUSED, recorded.version)
        case CrawlResumed(crawl_id=id):
            await _turn(views, id, CrawlStatus.RUNNING, recorded.version)
        case CrawlFinished(crawl_id=id):
            await _end(views, id, CrawlStatus.FINISHED, recorded.version, recorded.occurred_at)
        case CrawlCancelled(crawl_id=id):
            await _end(views, id, CrawlStatus.CANCELLED, recorded.version, recorded.occurred_at)


def _started(event: CrawlStarted, recorded: Recorded) -> CrawlView:
    return CrawlView(
        id=event.crawl_id,
        version=recorded.version,
        owner_id=event.owner_id,
        plan=CrawlPlan(
            start_urls=event.start_urls,
            domains=event.domains,
            scope=event.scope,
            include=event.include,
            exclude=event.exclude,
            patterns_on_url=event.patterns_on_url,
            depth=event.depth,
            page_limit=event.page_limit,
            collection_id=event.collection_id,
        ),
        status=CrawlStatus.RUNNING,
        started_at=recorded.occurred_at,
        known=len(event.start_urls),
    )


async def _know(views: Views[CrawlView], id: UUID, known: int) -> None:
    view = await views.get(id)
    if view and view.known < known:
        await views.put(replace(view, known=known))


async def _turn(views: Views[CrawlView], id: UUID, status: CrawlStatus, version: int) -> None:
    if view := await views.get(id):
        await views.put(replace(view, status=status, version=version))


async def _end(
    views: Views[CrawlView], id: UUID, status: CrawlStatus, version: int, at: datetime
) -> None:
    if view := await views.get(id):
        await views.put(replace(view, status=status, ended_at=at, version=version))
