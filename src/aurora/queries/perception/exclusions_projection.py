"""Keeps up the links that crawls do not follow."""

from aurora.domains.event import Recorded
from aurora.domains.perception.events import LinksExcluded, PageCaptured, PageFailed, PageSkipped
from aurora.domains.perception.page import page_id
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
        case PageCaptured() | PageSkipped() | PageFailed() as page if _passed_by_rules(page):
            await views.forget(page.page_id, version=2)


def _passed_by_rules(page: PageCaptured | PageSkipped | PageFailed) -> bool:
    moved = isinstance(page, PageCaptured) and page.requested_url != page.url
    return page.depth == 0 or moved
