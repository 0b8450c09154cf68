"""What is a key of mine for, and is it in use?"""

from uuid import UUID

from aurora.domains.errors import NotFound
from aurora.domains.principal import Permission, Principal
from aurora.queries.identity.list_keys import ListedKey, listed
from aurora.queries.identity.ports import KeyUses
from aurora.queries.identity.views import KeyView
from aurora.queries.query import Query
from aurora.queries.view import Views


class GetOwnKey(Query[ListedKey], frozen=True, kw_only=True):
    """Give one of the keys that the caller issued."""

    permission = Permission.MANAGE_SELF
    for_people = True
    waits_for = ("keys",)

    key_id: UUID


async def get_own_key(
    query: GetOwnKey, by: Principal, views: Views[KeyView], uses: KeyUses
) -> ListedKey:
    """Join the view with its last use; somebody else's key answers like a missing one."""
    view = await views.get(query.key_id)
    if view and view.issued_by == by.id:
        return (await listed([view], uses))[0]
    raise NotFound(f"no key {query.key_id}")
