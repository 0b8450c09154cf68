"""Which permissions each role holds: the one table."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from aurora.domains.errors import Forbidden
from aurora.domains.principal import Permission, Principal


class Role(StrEnum):
    """What a user or an API key is to this installation."""

    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"
    EDITOR = "editor"
    VIEWER = "viewer"


VIEWING = frozenset(
    {
        Permission.SEE_SELF,
        Permission.MANAGE_SELF,
        Permission.READ_COLLECTIONS,
        Permission.READ_DOCUMENTS,
        Permission.SEARCH,
        Permission.ASK,
        Permission.READ_CRAWLS,
        Permission.ROUTE,
        Permission.READ_DECISIONS,
    }
)
EDITING = VIEWING | {
    Permission.CREATE_COLLECTIONS,
    Permission.EDIT_DOCUMENTS,
    Permission.CRAWL,
}
OPERATING = EDITING | {
    Permission.READ_AUDIT,
    Permission.MANAGE_SESSIONS,
    Permission.INTROSPECT,
    Permission.ROTATE_SIGNING_KEYS,
}
PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: frozenset(Permission) - {Permission.ANYONE, Permission.OPERATE},
        Role.OPERATOR: OPERATING,
        Role.EDITOR: EDITING,
        Role.VIEWER: VIEWING,
    }
)


class BeyondOneself(Forbidden):
    """Nobody hands out more than they hold."""


def require_within(role: Role, by: Principal) -> None:
    """Refuse to give a role that allows what the giver may not do."""
    if not by.permissions >= PERMISSIONS[role]:
        raise BeyondOneself(f"the role {role} allows more than the caller may do")
