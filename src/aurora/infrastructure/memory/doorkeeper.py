"""The doorkeeper and the directory in memory."""

from collections.abc import Mapping, Sequence
from typing import TypeVar, cast
from uuid import UUID

from aurora.domains.aggregate import Aggregate
from aurora.domains.identity.api_key import ApiKey
from aurora.domains.identity.invitation import Invitation
from aurora.domains.identity.own_role import OwnRole
from aurora.domains.identity.person import Person
from aurora.domains.identity.session import Session
from aurora.domains.identity.user import User
from aurora.domains.principal import Permission
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.queries.identity.views import KeyView, RoleView, SessionView, UserView
from aurora.queries.view import View

A = TypeVar("A", bound=Aggregate)
V = TypeVar("V", bound=View)


class MemoryDoorkeeper:
    """Looks up in the record whom no view tells of."""

    def __init__(self, record: MemoryRecord) -> None:
        self._record = record

    async def find_user(self, id: UUID) -> UserView | None:
        """Give the user as the record has it, or None."""
        user = self._kept("user", User, id)
        if user is None:
            return None
        return _shown(UserView, user, sessions_from_version=user.sessions_from)

    async def find_key(self, id: UUID) -> KeyView | None:
        """Give the key as the record has it, or None."""
        key = self._kept("key", ApiKey, id)
        if key is None:
            return None
        return _shown(KeyView, key, scopes=None if key.scopes is None else _told(key.scopes))

    async def find_role(self, id: UUID) -> RoleView | None:
        """Give the own role as the record has it, or None."""
        role = self._kept("role", OwnRole, id)
        if role is None or role.deleted:
            return None
        return _shown(RoleView, role, permissions=_told(role.permissions))

    async def find_session(self, id: UUID) -> SessionView | None:
        """Give the session as the record has it, or None."""
        session = self._kept("session", Session, id)
        if session is None:
            return None
        return _shown(SessionView, session, ended=session.ended is not None, of_use_until=None)

    def _kept(self, kind: str, of: type[A], id: UUID) -> A | None:
        found = self._record.kinds.get(kind, {}).get(id)
        return found if isinstance(found, of) else None


def _shown(view: type[V], kept: Aggregate, **otherwise: object) -> V:
    """Give a view whose fields are those of an aggregate, but for those that are told otherwise."""
    same = {name: getattr(kept, name) for name in view.__struct_fields__ if name not in otherwise}
    return view(**(same | otherwise))


def _told(permissions: frozenset[Permission]) -> tuple[str, ...]:
    return tuple(sorted(permissions))


class MemoryDirectory:
    """Says who users are."""

    def __init__(self, record: MemoryRecord) -> None:
        self._record = record

    async def people(self, ids: Sequence[UUID]) -> Mapping[UUID, Person]:
        """Give the people behind those of the ids that are users."""
        users = cast("Mapping[UUID, User]", self._record.kinds.get("user", {}))
        return {id: users[id].person for id in ids if id in users}

    async def wanted(self, id: UUID) -> str | None:
        """Give the address that a user wants and has not confirmed yet, or None."""
        users = cast("Mapping[UUID, User]", self._record.kinds.get("user", {}))
        return users[id].new_email if id in users else None

    async def invited(self, ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """Give the addresses behind those of the ids that are invitations."""
        there = cast("Mapping[UUID, Invitation]", self._record.kinds.get("invitation", {}))
        return {id: there[id].email for id in ids if id in there}
