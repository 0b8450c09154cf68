"""Which API keys are mine?"""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from aurora.domains.principal import Permission, Principal
from aurora.queries.identity.list_keys import ListedKey, listed
from aurora.queries.identity.ports import KeyUses
from aurora.queries.identity.views import KeyView
from aurora.queries.query import Query
from aurora.queries.view import Slice, Views


class ListOwnKeys(Query[Sequence[ListedKey]], frozen=True, kw_only=True):
    """Give the keys that the caller issued by ascending id, oldest first, revoked ones too."""

    permission = Permission.MANAGE_SELF
    for_people = True
    waits_for = ("keys",)

    limit: Annotated[int, Meta(ge=1, le=200)] = 50
    cursor: UUID | None = None


async def list_own_keys(
    query: ListOwnKeys, by: Principal, views: Views[KeyView], uses: KeyUses
) -> Sequence[ListedKey]:
    """Join the views with when the keys were last used."""
    part = Slice(limit=query.limit, cursor=query.cursor)
    return await listed(await views.list(part, issued_by=by.id), uses)
