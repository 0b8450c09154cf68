"""What a captured page says."""

from uuid import UUID

from aurora.domains.blobs import Blobs
from aurora.domains.errors import NotFound
from aurora.domains.forms import TextFormat
from aurora.domains.principal import Permission, Principal
from aurora.queries.forms import KeptText, in_form
from aurora.queries.perception.get_page import GetPage, get_page
from aurora.queries.perception.views import CrawlView, PageView
from aurora.queries.query import Query
from aurora.queries.view import Views


class GetPageText(Query[str], frozen=True, kw_only=True):
    """Ask for the clean text of one page of a crawl, in one of its forms."""

    permission = Permission.READ_CRAWLS
    waits_for = ("crawls",)
    crawl_id: UUID
    page_id: UUID
    format: TextFormat = TextFormat.TEXT


async def get_page_text(
    query: GetPageText,
    by: Principal,
    crawls: Views[CrawlView],
    pages: Views[PageView],
    blobs: Blobs,
) -> str:
    """Give the text; raises NotFound where the page, its text or that form of it was not kept."""
    page = await get_page(
        GetPage(crawl_id=query.crawl_id, page_id=query.page_id), by, crawls, pages
    )
    if page.text_sha256 is None:
        raise NotFound(f"no text is kept of {page.url}")
    kept = KeptText(
        text_sha256=page.text_sha256,
        elements_sha256=page.elements_sha256,
        transcript_sha256=page.transcript_sha256,
    )
    return await in_form(kept, query.format, blobs)
