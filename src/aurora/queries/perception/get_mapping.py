"""One mapping of a site and how far it has come."""

from uuid import UUID

from aurora.domains.errors import NotFound
from aurora.domains.principal import Permission, Principal
from aurora.queries.perception.mappings_projection import MappingView
from aurora.queries.query import Query
from aurora.queries.view import Views


class GetMapping(Query[MappingView], frozen=True, kw_only=True):
    """Ask how the mapping of a site is going."""

    permission = Permission.READ_CRAWLS
    waits_for = ("crawls",)
    mapping_id: UUID


async def get_mapping(
    query: GetMapping, by: Principal, mappings: Views[MappingView]
) -> MappingView:
    """Give it; somebody else's answers like a missing one."""
    view = await mappings.get(query.mapping_id)
    if view and (view.owner_id == by.owner or by.may(Permission.MANAGE_COLLECTIONS)):
        return view
    raise NotFound(f"no map {query.mapping_id}")
