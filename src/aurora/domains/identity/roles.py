"""Which permissions each role holds: the one table."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
from types import MappingProxyType

from aurora.domains.errors import Forbidden
from aurora.domains.principal import Permission, Principal


class Role(StrEnum):
    """The roles that every installation has; its own ones are `OwnRole`."""

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
GIVEN_TO_NOBODY = frozenset({Permission.ANYONE, Permission.OPERATE})
PERMISSIONS: Mapping[str, frozenset[Permission]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: frozenset(Permission) - GIVEN_TO_NOBODY,
        Role.OPERATOR: OPERATING,
        Role.EDITOR: EDITING,
        Role.VIEWER: VIEWING,
    }
)


class BeyondOneself(Forbidden):
    """Nobody hands out more than they hold."""


def require_within(allowed: AbstractSet[Permission], by: Principal, given: str) -> None:
    """Refuse to give what allows more than the giver may do; `given` says what it is."""
    if beyond := sorted(allowed - by.permissions):
        raise BeyondOneself(f"{given} allows {', '.join(beyond)}, which the caller may not do")
