"""Which roles are there?"""

from collections.abc import Sequence

import msgspec

from aurora.domains.identity.roles import PERMISSIONS
from aurora.domains.principal import Permission, known
from aurora.queries.identity.views import RoleView
from aurora.queries.query import Query
from aurora.queries.view import Slice, Views

AT_ONCE = 200


class ListedRole(msgspec.Struct, frozen=True, kw_only=True):
    """A role and what it allows, in order; `built_in` ones stay as they are."""

    name: str
    built_in: bool
    permissions: tuple[Permission, ...]


class ListRoles(Query[Sequence[ListedRole]], frozen=True, kw_only=True):
    """Give all roles: those that every installation has, then this one's own by name."""

    permission = Permission.MANAGE_ROLES
    waits_for = ("roles",)


async def list_roles(query: ListRoles, views: Views[RoleView]) -> Sequence[ListedRole]:  # noqa: ARG001  by type
    """Read the table and all views."""
    own = [listed(view) for view in await _every(views)]
    built_in = [
        ListedRole(name=name, built_in=True, permissions=tuple(sorted(allowed)))
        for name, allowed in PERMISSIONS.items()
    ]
    return [*built_in, *sorted(own, key=lambda role: role.name)]


def listed(view: RoleView) -> ListedRole:
    """Give a role of this installation's own as callers see it."""
    allowed = tuple(sorted(known(view.permissions)))
    return ListedRole(name=view.name, built_in=False, permissions=allowed)


async def _every(views: Views[RoleView]) -> Sequence[RoleView]:
    found: list[RoleView] = []
    while True:
        cursor = found[-1].id if found else None
        part = await views.list(Slice(limit=AT_ONCE, cursor=cursor))
        found += part
        if len(part) < AT_ONCE:
            return found
