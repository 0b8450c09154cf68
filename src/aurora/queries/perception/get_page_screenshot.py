"""How a captured page looked."""

from uuid import UUID

from aurora.domains.blobs import Blobs
from aurora.domains.errors import NotFound
from aurora.domains.principal import Permission, Principal
from aurora.queries.perception.get_page import GetPage, get_page
from aurora.queries.perception.views import CrawlView, PageView
from aurora.queries.query import Query
from aurora.queries.view import Views


class GetPageScreenshot(Query[bytes], frozen=True, kw_only=True):
    """Ask for a picture (PNG) that was taken of a page of a crawl, by its number from 1."""

    permission = Permission.READ_CRAWLS
    waits_for = ("crawls",)
    crawl_id: UUID
    page_id: UUID
    number: int


async def get_page_screenshot(
    query: GetPageScreenshot,
    by: Principal,
    crawls: Views[CrawlView],
    pages: Views[PageView],
    blobs: Blobs,
) -> bytes:
    """Give the picture; raises NotFound where there is none of that number."""
    page = await get_page(
        GetPage(crawl_id=query.crawl_id, page_id=query.page_id), by, crawls, pages
    )
    if not 1 <= query.number <= len(page.screenshots):
        raise NotFound(f"no picture {query.number} was taken of {page.url}")
    return await blobs.get(page.screenshots[query.number - 1])
