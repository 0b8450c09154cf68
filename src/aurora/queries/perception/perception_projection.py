"""Keeps up crawls and pages together, so that an ended crawl shows all of its pages."""

from aurora.domains.event import Recorded
from aurora.queries.perception.crawls_projection import project_crawls
from aurora.queries.perception.exclusions_projection import project_exclusions
from aurora.queries.perception.mappings_projection import MappingView, project_mappings
from aurora.queries.perception.notices_projection import NoticeView, project_notices
from aurora.queries.perception.pages_projection import project_pages
from aurora.queries.perception.views import CrawlView, ExclusionView, PageView
from aurora.queries.view import Views


async def project_perception(
    recorded: Recorded,
    crawls: Views[CrawlView],
    pages: Views[PageView],
    exclusions: Views[ExclusionView],
    notices: Views[NoticeView],
    mappings: Views[MappingView],
) -> None:
    """Note what became of URLs, then where their crawls stand."""
    await project_pages(recorded, pages)
    await project_exclusions(recorded, exclusions)
    await project_mappings(recorded, mappings)
    await project_notices(recorded, notices)
    await project_crawls(recorded, crawls)
