"""What can be asked about crawls and their pages."""

from collections.abc import Awaitable, Callable
from typing import Any

from aurora.queries.perception.get_crawl import get_crawl
from aurora.queries.perception.get_mapping import get_mapping
from aurora.queries.perception.get_mapping_result import get_mapping_result
from aurora.queries.perception.get_page import get_page
from aurora.queries.perception.get_page_screenshot import get_page_screenshot
from aurora.queries.perception.get_page_text import get_page_text
from aurora.queries.perception.list_crawls import list_crawls
from aurora.queries.perception.list_exclusions import list_exclusions
from aurora.queries.perception.list_fates import list_fates
from aurora.queries.perception.list_hosts import list_hosts
from aurora.queries.perception.list_mappings import list_mappings
from aurora.queries.perception.list_notices import list_notices
from aurora.queries.perception.list_pages import list_pages
from aurora.queries.perception.mappings_projection import MappingView
from aurora.queries.perception.notices_projection import NoticeView
from aurora.queries.perception.perception_projection import project_perception
from aurora.queries.perception.views import CrawlView, ExclusionView, PageView
from aurora.queries.projection import Projection

HANDLERS: tuple[Callable[..., Awaitable[Any]], ...] = (
    get_crawl,
    list_crawls,
    list_pages,
    get_page,
    get_page_text,
    get_page_screenshot,
    list_exclusions,
    list_notices,
    get_mapping,
    list_mappings,
    get_mapping_result,
    list_fates,
    list_hosts,
)
PROJECTIONS: tuple[Projection, ...] = (
    Projection(
        name="crawls",
        version=4,
        project=project_perception,
        views=(CrawlView, PageView, ExclusionView, NoticeView, MappingView),
    ),
)
