"""Keeps up the links that crawls do not follow."""

from collections.abc import Iterator
from uuid import UUID

from aurora.domains.event import Recorded
from aurora.domains.perception.events import LinksExcluded, PageCaptured, PageFailed, PageSkipped
from aurora.domains.perception.page import page_id
from aurora.domains.perception.types import SkipReason
from aurora.queries.perception.views import ExclusionView
from aurora.queries.view import Views


async def project_exclusions(recorded: Recorded, views: Views[ExclusionView]) -> None:
    """Note each link once, with the rule that was named last; start URLs and the ends of redirects
    were asked for whatever the rules say: what became of them counts.
    """
    match recorded.event:
        case LinksExcluded(crawl_id=crawl_id, links=links):
            for link in links:
                id = page_id(crawl_id, link.url)
                await views.put(
                    ExclusionView(id=id, version=1, crawl_id=crawl_id, url=link.url, rule=link.rule)
                )
        case PageCaptured() | PageSkipped() | PageFailed() as page:
            for id in _asked_for(page):
                await views.forget(id, version=2)


def _asked_for(page: PageCaptured | PageSkipped | PageFailed) -> Iterator[UUID]:
    if page.depth == 0:
        yield page.page_id
    if isinstance(page, PageSkipped) and page.reason is SkipReason.REDIRECT and page.same_as:
        yield page_id(page.crawl_id, page.same_as)
