"""What a crawl's webhook was told."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.perception.notice import NoticeState
from aurora.domains.principal import Permission, Principal
from aurora.queries.perception.notices_projection import NoticeView
from aurora.queries.perception.views import CrawlView
from aurora.queries.perception.visible import visible_crawl
from aurora.queries.query import Query
from aurora.queries.view import Slice, Views


class ListNotices(Query[Sequence[NoticeView]], frozen=True, kw_only=True):
    """Ask which notices were tried, and which of them arrived, wait for a try or were given up."""

    permission = Permission.READ_CRAWLS
    waits_for = ("crawls",)
    crawl_id: UUID
    state: NoticeState | None = None
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: UUID | None = None


async def list_notices(
    query: ListNotices, by: Principal, crawls: Views[CrawlView], notices: Views[NoticeView]
) -> Sequence[NoticeView]:
    """Give them by ascending id."""
    crawl = await visible_crawl(query.crawl_id, by, crawls)
    part = Slice(limit=query.limit, cursor=query.cursor)
    if query.state is None:
        return await notices.list(part, crawl_id=crawl.id)
    return await notices.list(part, crawl_id=crawl.id, state=query.state)
