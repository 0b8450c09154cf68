"""What is an API key for, and is it in use?"""

from uuid import UUID

from aurora.domains.errors import NotFound
from aurora.domains.principal import Permission
from aurora.queries.identity.list_keys import ListedKey, listed
from aurora.queries.identity.ports import KeyUses
from aurora.queries.identity.views import KeyView
from aurora.queries.query import Query
from aurora.queries.view import Views


class GetKey(Query[ListedKey], frozen=True, kw_only=True):
    """Give one API key."""

    permission = Permission.MANAGE_KEYS
    waits_for = ("keys",)

    key_id: UUID


async def get_key(query: GetKey, views: Views[KeyView], uses: KeyUses) -> ListedKey:
    """Join the view with when the key was last used."""
    if view := await views.get(query.key_id):
        return (await listed([view], uses))[0]
    raise NotFound(f"no key {query.key_id}")
