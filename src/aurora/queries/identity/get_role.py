"""What does a role allow?"""

from aurora.domains.errors import NotFound
from aurora.domains.identity.own_role import role_id
from aurora.domains.identity.roles import PERMISSIONS
from aurora.domains.principal import Permission
from aurora.queries.identity.list_roles import ListedRole, listed
from aurora.queries.identity.views import RoleView
from aurora.queries.query import Query
from aurora.queries.view import Views


class GetRole(Query[ListedRole], frozen=True, kw_only=True):
    """Give one role, a built-in or an own one."""

    permission = Permission.MANAGE_ROLES
    waits_for = ("roles",)

    name: str


async def get_role(query: GetRole, views: Views[RoleView]) -> ListedRole:
    """Look into the table, then into the views."""
    if allowed := PERMISSIONS.get(query.name):
        permissions = tuple(sorted(allowed))
        return ListedRole(name=query.name, built_in=True, permissions=permissions)
    if view := await views.get(role_id(query.name)):
        return listed(view)
    raise NotFound("there is no role of that name")
