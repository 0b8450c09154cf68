"""Keeps up the views of crawls."""

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
from aurora.domains.perception.types import CrawlKind, EndedBy
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
        case CrawlFinished(crawl_id=id, ended_by=ended_by):
            await _end(views, id, CrawlStatus.FINISHED, ended_by, recorded)
        case CrawlCancelled(crawl_id=id):
            await _end(views, id, CrawlStatus.CANCELLED, EndedBy.CANCELLED, recorded)


def _started(event: CrawlStarted, recorded: Recorded) -> CrawlView:
    return CrawlView(
        id=event.crawl_id,
        version=recorded.version,
        owner_id=event.owner_id,
        plan=CrawlPlan(**{name: getattr(event, name) for name in CrawlPlan.__struct_fields__}),
        status=CrawlStatus.RUNNING,
        started_at=recorded.occurred_at,
        known=event.batch.fetchable if event.batch else len(event.start_urls),
        kind=CrawlKind.BATCH if event.batch else CrawlKind.CRAWL,
    )


async def _know(views: Views[CrawlView], id: UUID, known: int) -> None:
    view = await views.get(id)
    if view and view.known < known:
        await views.put(replace(view, known=known))


async def _turn(views: Views[CrawlView], id: UUID, status: CrawlStatus, version: int) -> None:
    if view := await views.get(id):
        await views.put(replace(view, status=status, version=version))


async def _end(
    views: Views[CrawlView], id: UUID, status: CrawlStatus, ended_by: EndedBy, recorded: Recorded
) -> None:
    if view := await views.get(id):
        at, version = recorded.occurred_at, recorded.version
        await views.put(
            replace(view, status=status, ended_at=at, ended_by=ended_by, version=version)
        )
