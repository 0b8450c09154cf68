"""One page of a crawl."""

from uuid import UUID

from aurora.domains.errors import NotFound
from aurora.domains.principal import Permission, Principal
from aurora.queries.perception.views import CrawlView, PageView
from aurora.queries.perception.visible import visible_crawl
from aurora.queries.query import Query
from aurora.queries.view import Views


class GetPage(Query[PageView], frozen=True, kw_only=True):
    """Ask what became of one URL of a crawl, and where its capture is kept."""

    permission = Permission.READ_CRAWLS
    waits_for = ("crawls",)
    crawl_id: UUID
    page_id: UUID


async def get_page(
    query: GetPage, by: Principal, crawls: Views[CrawlView], pages: Views[PageView]
) -> PageView:
    """Give the page; another crawl's answers like a missing one."""
    crawl = await visible_crawl(query.crawl_id, by, crawls)
    page = await pages.get(query.page_id)
    if page and page.crawl_id == crawl.id:
        return page
    raise NotFound(f"no page {query.page_id}")
