"""The links that a crawl does not follow."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.principal import Permission, Principal
from aurora.queries.perception.views import CrawlView, ExclusionView
from aurora.queries.perception.visible import visible_crawl
from aurora.queries.query import Query
from aurora.queries.view import Slice, Views


class ListExclusions(Query[Sequence[ExclusionView]], frozen=True, kw_only=True):
    """Ask which links a crawl does not follow, and which rule is against each."""

    permission = Permission.READ_CRAWLS
    waits_for = ("crawls",)
    crawl_id: UUID
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: UUID | None = None


async def list_exclusions(
    query: ListExclusions,
    by: Principal,
    crawls: Views[CrawlView],
    exclusions: Views[ExclusionView],
) -> Sequence[ExclusionView]:
    """Give them by ascending id."""
    crawl = await visible_crawl(query.crawl_id, by, crawls)
    return await exclusions.list(Slice(limit=query.limit, cursor=query.cursor), crawl_id=crawl.id)
