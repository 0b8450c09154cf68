"""Keeps up the links that crawls do not follow."""

from aurora.domains.event import Recorded
from aurora.domains.perception.events import LinksExcluded
from aurora.domains.perception.page import page_id
from aurora.queries.perception.views import ExclusionView
from aurora.queries.view import Views


async def project_exclusions(recorded: Recorded, views: Views[ExclusionView]) -> None:
    """Note each link once, with the rule that was named last."""
    if isinstance(recorded.event, LinksExcluded):
        for link in recorded.event.links:
            crawl_id = recorded.event.crawl_id
            id = page_id(crawl_id, link.url)
            await views.put(
                ExclusionView(id=id, version=1, crawl_id=crawl_id, url=link.url, rule=link.rule)
            )
