"""Who is this user?"""

from uuid import UUID

from aurora.domains.errors import NotFound
from aurora.domains.principal import Permission
from aurora.queries.identity.list_users import Account
from aurora.queries.identity.ports import Directory
from aurora.queries.identity.views import SecondFactorView, UserView
from aurora.queries.query import Query
from aurora.queries.view import Views


class GetUser(Query[Account], frozen=True, kw_only=True):
    """Give one account as administrators see it."""

    permission = Permission.MANAGE_USERS
    waits_for = ("users", "second_factors")

    user_id: UUID


async def get_user(
    query: GetUser,
    views: Views[UserView],
    factors: Views[SecondFactorView],
    directory: Directory,
) -> Account:
    """Join the views with the person; raises NotFound."""
    view = await views.get(query.user_id)
    if view is None:
        raise NotFound(f"no user {query.user_id}")
    person = (await directory.people([view.id])).get(view.id)
    return Account.of(view, person, await factors.get(view.id))
