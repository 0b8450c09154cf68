"""Which crawls a caller may see."""

from uuid import UUID

from aurora.domains.errors import NotFound
from aurora.domains.principal import Permission, Principal
from aurora.queries.perception.views import CrawlView
from aurora.queries.view import Views


async def visible_crawl(id: UUID, by: Principal, crawls: Views[CrawlView]) -> CrawlView:
    """Give the crawl; somebody else's answers like a missing one, except to those who manage
    collections.
    """
    view = await crawls.get(id)
    if view and (view.owner_id == by.owner or by.may(Permission.MANAGE_COLLECTIONS)):
        return view
    raise NotFound(f"no crawl {id}")
