"""The doorkeeper and the directory in memory."""

from collections.abc import Mapping, Sequence
from typing import cast
from uuid import UUID

from aurora.domains.identity.api_key import ApiKey
from aurora.domains.identity.invitation import Invitation
from aurora.domains.identity.own_role import OwnRole
from aurora.domains.identity.person import Person
from aurora.domains.identity.session import Session
from aurora.domains.identity.user import User
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.queries.identity.views import KeyView, RoleView, SessionView, UserView


class MemoryDoorkeeper:
    """Looks up in the record whom no view tells of."""

    def __init__(self, record: MemoryRecord) -> None:
        self._record = record

    async def find_user(self, id: UUID) -> UserView | None:
        """Give the user as the record has it, or None."""
        user = cast("User | None", self._record.kinds.get("user", {}).get(id))
        if user is None:
            return None
        return UserView(
            id=id,
            version=user.version,
            role=user.role,
            disabled=user.disabled,
            sessions_from=user.sessions_from,
            kept_session=user.kept_session,
        )

    async def find_key(self, id: UUID) -> KeyView | None:
        """Give the key as the record has it, or None."""
        key = cast("ApiKey | None", self._record.kinds.get("key", {}).get(id))
        if key is None:
            return None
        return KeyView(
            id=id,
            version=key.version,
            name=key.name,
            prefix=key.prefix,
            role=key.role,
            sha256=key.sha256,
            issued_by=key.issued_by,
            issuer=key.issuer,
            scopes=None if key.scopes is None else tuple(sorted(key.scopes)),
            issued_at=key.issued_at,
            expires_at=key.expires_at,
            previous_sha256=key.previous_sha256,
            previous_until=key.previous_until,
            local=key.local,
            revoked=key.revoked,
        )

    async def find_role(self, id: UUID) -> RoleView | None:
        """Give the own role as the record has it, or None."""
        role = cast("OwnRole | None", self._record.kinds.get("role", {}).get(id))
        if role is None or role.deleted:
            return None
        permissions = tuple(sorted(role.permissions))
        return RoleView(id=id, version=role.version, name=role.name, permissions=permissions)

    async def find_session(self, id: UUID) -> SessionView | None:
        """Give the session as the record has it, or None."""
        session = cast("Session | None", self._record.kinds.get("session", {}).get(id))
        if session is None:
            return None
        return SessionView(
            id=id,
            version=session.version,
            user_id=session.user_id,
            account_version=session.account_version,
            expires_at=session.expires_at,
            ended=session.ended is not None,
        )


class MemoryDirectory:
    """Says who users are."""

    def __init__(self, record: MemoryRecord) -> None:
        self._record = record

    async def people(self, ids: Sequence[UUID]) -> Mapping[UUID, Person]:
        """Give the people behind those of the ids that are users."""
        users = cast("Mapping[UUID, User]", self._record.kinds.get("user", {}))
        return {id: users[id].person for id in ids if id in users}

    async def invited(self, ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """Give the addresses behind those of the ids that are invitations."""
        there = cast("Mapping[UUID, Invitation]", self._record.kinds.get("invitation", {}))
        return {id: there[id].email for id in ids if id in there}
