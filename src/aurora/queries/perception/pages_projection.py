"""Keeps up the views of pages."""

from aurora.domains.event import Recorded
from aurora.domains.perception.events import PageCaptured, PageFailed, PageReopened, PageSkipped
from aurora.domains.perception.url import host_of
from aurora.queries.perception.views import UNCHANGED, Outcome, PageView
from aurora.queries.view import Views


async def project_pages(recorded: Recorded, views: Views[PageView]) -> None:
    """Note what became of a URL."""
    match recorded.event:
        case PageCaptured() as event:
            await views.put(_captured(event, recorded.version))
        case PageSkipped() as event:
            await views.put(
                PageView(
                    id=event.page_id,
                    version=recorded.version,
                    crawl_id=event.crawl_id,
                    url=event.url,
                    host=host_of(event.url),
                    outcome=Outcome.SKIPPED,
                    depth=event.depth,
                    reason=event.reason,
                    same_as=event.same_as,
                )
            )
        case PageReopened(page_id=id):
            await views.forget(id, recorded.version)
        case PageFailed() as event:
            await views.put(
                PageView(
                    id=event.page_id,
                    version=recorded.version,
                    crawl_id=event.crawl_id,
                    url=event.url,
                    host=host_of(event.url),
                    outcome=Outcome.FAILED,
                    depth=event.depth,
                    reason=event.reason,
                    detail=event.detail,
                    tries=event.tries,
                    status=event.status,
                )
            )


def _captured(event: PageCaptured, version: int) -> PageView:
    return PageView(
        id=event.page_id,
        version=version,
        crawl_id=event.crawl_id,
        url=event.url,
        host=host_of(event.url),
        outcome=Outcome.CAPTURED,
        depth=event.depth,
        status=event.status,
        requested_url=event.requested_url,
        title=event.title,
        language=event.language,
        author=event.author,
        published=event.published,
        media_type=event.media_type,
        headers=event.headers,
        fetched_at=event.fetched_at,
        raw_sha256=event.raw_sha256,
        raw_bytes=event.raw_bytes,
        text_sha256=event.text_sha256,
        reason=UNCHANGED if event.unchanged_since else None,
        unchanged_since=event.unchanged_since,
        rendered=event.rendered,
        screenshots=event.screenshots,
        elements_sha256=event.elements_sha256,
        transcript_sha256=event.transcript_sha256,
        page_type=event.page_type,
        boilerplate=event.boilerplate,
    )
