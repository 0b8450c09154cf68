"""The pages of a crawl."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.principal import Permission, Principal
from aurora.queries.perception.views import CrawlView, Outcome, PageView
from aurora.queries.perception.visible import visible_crawl
from aurora.queries.query import Query
from aurora.queries.view import Slice, Views


class ListPages(Query[Sequence[PageView]], frozen=True, kw_only=True):
    """Ask what became of a crawl's URLs, or of those with one outcome."""

    permission = Permission.READ_CRAWLS
    waits_for = ("crawls",)
    crawl_id: UUID
    outcome: Outcome | None = None
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: UUID | None = None


async def list_pages(
    query: ListPages, by: Principal, crawls: Views[CrawlView], pages: Views[PageView]
) -> Sequence[PageView]:
    """Give the pages whose fate is known, by ascending id."""
    crawl = await visible_crawl(query.crawl_id, by, crawls)
    part = Slice(limit=query.limit, cursor=query.cursor)
    if query.outcome is None:
        return await pages.list(part, crawl_id=crawl.id)
    return await pages.list(part, crawl_id=crawl.id, outcome=query.outcome)
