"""The role that an installation makes for itself."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from uuid import UUID, uuid5

from aurora.domains.aggregate import Aggregate
from aurora.domains.errors import Conflict, Invalid
from aurora.domains.identity.events import RoleChanged, RoleDefined, RoleDeleted
from aurora.domains.identity.roles import GIVEN_TO_NOBODY, PERMISSIONS
from aurora.domains.principal import Permission

ROLES = UUID("0199f6d4-0000-7000-8000-726f6c657300")
NAME_LIMIT = 40
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class RoleTaken(Conflict):
    """There is a role of that name."""


class BuiltIn(Conflict):
    """Every installation has this role as it is."""


class RoleInUse(Conflict):
    """Somebody holds the role."""


def role_id(name: str) -> UUID:
    """Give the identity of the own role of that name: users and keys hold it by name."""
    return uuid5(ROLES, name)


def is_name(name: str) -> bool:
    """Tell whether an own role can have that name."""
    return len(name) <= NAME_LIMIT and NAME.fullmatch(name) is not None


def require_own(name: str) -> None:
    """Refuse to change what every installation has."""
    if name in PERMISSIONS:
        raise BuiltIn(f"the role {name} is built in and stays as it is")


@dataclass(kw_only=True, eq=False)
class OwnRole(Aggregate):
    """A named set of permissions; a deleted one can be defined again."""

    name: str
    permissions: frozenset[Permission] = frozenset()
    deleted: bool = True

    @classmethod
    def named(cls, name: str) -> "OwnRole":
        """Give a role that is still to be defined; raises Invalid for a name that no role has."""
        if not is_name(name):
            detail = f"a role's name has 1 to {NAME_LIMIT} of a-z and 0-9, hyphens between them"
            raise Invalid(detail, "name")
        if name in PERMISSIONS:
            raise RoleTaken(f"the role {name} is built in")
        return cls(id=role_id(name), name=name)

    def define(self, permissions: AbstractSet[Permission]) -> None:
        """Say what it allows, for the first time or anew after it was deleted."""
        if not self.deleted:
            raise RoleTaken(f"there is a role {self.name}")
        self.permissions, self.deleted = _allowed(permissions), False
        self.record(
            RoleDefined(role_id=self.id, name=self.name, permissions=_told(self.permissions))
        )

    def change(self, permissions: AbstractSet[Permission]) -> None:
        """Let it allow something else; the same again changes nothing."""
        if self.permissions != (allowed := _allowed(permissions)):
            self.permissions = allowed
            self.record(RoleChanged(role_id=self.id, permissions=_told(allowed)))

    def delete(self, holders: int) -> None:
        """Take it away, if nobody holds it."""
        if holders:
            raise RoleInUse(f"the role {self.name} is held by {holders}: give them another first")
        self.permissions, self.deleted = frozenset(), True
        self.record(RoleDeleted(role_id=self.id))


def _allowed(permissions: AbstractSet[Permission]) -> frozenset[Permission]:
    if not permissions:
        raise Invalid("a role allows something", "permissions")
    if never := sorted(permissions & GIVEN_TO_NOBODY):
        raise Invalid(f"no role holds {', '.join(never)}", "permissions")
    return frozenset(permissions)


def _told(permissions: AbstractSet[Permission]) -> tuple[str, ...]:
    return tuple(sorted(permissions))
