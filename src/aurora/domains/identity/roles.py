"""Which permissions each role holds: the one table."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from aurora.domains.errors import Forbidden
from aurora.domains.principal import Permission, Principal


class Role(StrEnum):
    """What a user or an API key is to this installation."""

    ADMINISTRATOR = "administrator"
    VIEWER = "viewer"


PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: frozenset(Permission) - {Permission.ANYONE, Permission.OPERATE},
        Role.VIEWER: frozenset(
            {
                Permission.SEE_SELF,
                Permission.READ_COLLECTIONS,
                Permission.READ_DOCUMENTS,
                Permission.SEARCH,
                Permission.ASK,
                Permission.READ_CRAWLS,
                Permission.ROUTE,
                Permission.READ_DECISIONS,
            }
        ),
    }
)


class BeyondOneself(Forbidden):
    """Nobody hands out more than they hold."""


def require_within(role: Role, by: Principal) -> None:
    """Refuse to give a role that allows what the giver may not do."""
    if not by.permissions >= PERMISSIONS[role]:
        raise BeyondOneself(f"the role {role} allows more than the caller may do")
