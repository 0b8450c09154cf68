"""The crawls that the caller may see."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.perception.types import CrawlKind
from aurora.domains.principal import Permission, Principal
from aurora.queries.perception.views import CrawlView
from aurora.queries.query import Query
from aurora.queries.view import Slice, Views


class ListCrawls(Query[Sequence[CrawlView]], frozen=True, kw_only=True):
    """Ask for one's own crawls, or batches; those who manage collections see all."""

    permission = Permission.READ_CRAWLS
    waits_for = ("crawls",)
    kind: CrawlKind = CrawlKind.CRAWL
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: UUID | None = None


async def list_crawls(
    query: ListCrawls, by: Principal, crawls: Views[CrawlView]
) -> Sequence[CrawlView]:
    """Give them by ascending id, oldest first."""
    part = Slice(limit=query.limit, cursor=query.cursor)
    if by.may(Permission.MANAGE_COLLECTIONS):
        return await crawls.list(part, kind=query.kind)
    return await crawls.list(part, owner_id=by.owner, kind=query.kind)
