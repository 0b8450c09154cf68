"""The mappings that the caller may see."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.principal import Permission, Principal
from aurora.queries.perception.mappings_projection import MappingView
from aurora.queries.query import Query
from aurora.queries.view import Slice, Views


class ListMappings(Query[Sequence[MappingView]], frozen=True, kw_only=True):
    """Ask for one's own mappings; those who manage collections see all."""

    permission = Permission.READ_CRAWLS
    waits_for = ("crawls",)
    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: UUID | None = None


async def list_mappings(
    query: ListMappings, by: Principal, mappings: Views[MappingView]
) -> Sequence[MappingView]:
    """Give them by ascending id, oldest first."""
    part = Slice(limit=query.limit, cursor=query.cursor)
    if by.may(Permission.MANAGE_COLLECTIONS):
        return await mappings.list(part)
    return await mappings.list(part, owner_id=by.owner)
