"""What a captured page says."""

from uuid import UUID

from aurora.domains.blobs import Blobs
from aurora.domains.errors import NotFound
from aurora.domains.principal import Permission, Principal
from aurora.queries.perception.get_page import GetPage, get_page
from aurora.queries.perception.views import CrawlView, PageView
from aurora.queries.query import Query
from aurora.queries.view import Views


class GetPageText(Query[str], frozen=True, kw_only=True):
    """Ask for the clean text of one page of a crawl."""

    permission = Permission.READ_CRAWLS
    waits_for = ("crawls",)
    crawl_id: UUID
    page_id: UUID


async def get_page_text(
    query: GetPageText,
    by: Principal,
    crawls: Views[CrawlView],
    pages: Views[PageView],
    blobs: Blobs,
) -> str:
    """Give the text as Markdown; raises NotFound where the page, or its text, was not kept."""
    page = await get_page(
        GetPage(crawl_id=query.crawl_id, page_id=query.page_id), by, crawls, pages
    )
    if page.text_sha256 is None:
        raise NotFound(f"no text is kept of {page.url}")
    return (await blobs.get(page.text_sha256)).decode()
