"""Who is asking, and what that allows."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

import msgspec


class Permission(StrEnum):
    """What a message can demand of its caller."""

    ANYONE = "anyone"
    SEE_SELF = "self:read"
    MANAGE_SELF = "self:manage"
    MANAGE_USERS = "users:manage"
    MANAGE_ROLES = "roles:manage"
    MANAGE_SESSIONS = "sessions:manage"
    MANAGE_KEYS = "keys:manage"
    INTROSPECT = "tokens:introspect"
    ROTATE_SIGNING_KEYS = "signing-keys:rotate"
    READ_AUDIT = "audit:read"
    READ_COLLECTIONS = "collections:read"
    CREATE_COLLECTIONS = "collections:create"
    MANAGE_COLLECTIONS = "collections:manage"
    READ_DOCUMENTS = "documents:read"
    EDIT_DOCUMENTS = "documents:edit"
    SEARCH = "search"
    ASK = "ask"
    READ_CRAWLS = "crawls:read"
    CRAWL = "crawls:run"
    IGNORE_ROBOTS = "robots:ignore"
    ROUTE = "route"
    READ_DECISIONS = "decisions:read"
    OPERATE = "operate"


def known(words: Iterable[str]) -> frozenset[Permission]:
    """Give the permissions that have these names; words of another Aurora count for nothing."""
    names = {permission.value for permission in Permission}
    return frozenset(Permission(word) for word in words if word in names)


class PrincipalKind(StrEnum):
    """What sort of caller it is."""

    ANONYMOUS = "anonymous"
    USER = "user"
    KEY = "key"
    SYSTEM = "system"


class Principal(msgspec.Struct, frozen=True, kw_only=True):
    """The caller of a message, as authentication established it; `session` is the one that a user
    signed in with, `person` is whose own key it is.
    """

    id: UUID
    kind: PrincipalKind
    name: str
    permissions: frozenset[Permission]
    session: UUID | None = None
    person: UUID | None = None

    @property
    def owner(self) -> UUID:
        """Whose the things are that the caller makes: those of a person's own key are the
        person's.
        """
        return self.person or self.id

    @property
    def ids(self) -> tuple[UUID, ...]:
        """To whom roles may be granted that the caller holds: to itself, and to the person whose
        own key it is.
        """
        return (self.id, self.person) if self.person else (self.id,)

    def may(self, permission: Permission) -> bool:
        """Tell whether the caller holds the permission; everyone holds ANYONE."""
        return permission is Permission.ANYONE or permission in self.permissions


ANONYMOUS = Principal(
    id=UUID(int=0), kind=PrincipalKind.ANONYMOUS, name="anonymous", permissions=frozenset()
)
SYSTEM = Principal(
    id=UUID(int=1), kind=PrincipalKind.SYSTEM, name="aurora", permissions=frozenset(Permission)
)
