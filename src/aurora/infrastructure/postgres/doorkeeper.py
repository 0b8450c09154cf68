"""The doorkeeper on PostgreSQL."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.infrastructure.postgres.accounts import users
from aurora.infrastructure.postgres.engine import reading
from aurora.infrastructure.postgres.keys import api_keys, issuer_of
from aurora.infrastructure.postgres.roles import own_roles
from aurora.infrastructure.postgres.sessions import sessions
from aurora.queries.identity.views import KeyView, RoleView, SessionView, UserView

USER = (
    *(users.c[name] for name in ("id", "version", "role", "disabled", "kept_session")),
    users.c.sessions_from.label("sessions_from_version"),
)


class PostgresDoorkeeper:
    """Looks up in the record whom no view tells of."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = reading(engine)

    async def find_user(self, id: UUID) -> UserView | None:
        """Give the user as the record has it, or None."""
        row = await self._row(select(*USER).where(users.c.id == id))
        return UserView(**row._asdict()) if row else None

    async def find_key(self, id: UUID) -> KeyView | None:
        """Give the key as the record has it, or None."""
        row = await self._row(select(api_keys).where(api_keys.c.id == id))
        if row is None:
            return None
        scopes = None if row.scopes is None else tuple(row.scopes)
        return KeyView(**{**row._asdict(), "issuer": issuer_of(row), "scopes": scopes})

    async def find_role(self, id: UUID) -> RoleView | None:
        """Give the own role as the record has it, or None."""
        columns = [column for column in own_roles.c if column is not own_roles.c.deleted]
        there = (own_roles.c.id == id) & ~own_roles.c.deleted
        row = await self._row(select(*columns).where(there))
        return RoleView(**{**row._asdict(), "permissions": tuple(row.permissions)}) if row else None

    async def find_session(self, id: UUID) -> SessionView | None:
        """Give the session as the record has it, or None."""
        named = ("id", "version", "user_id", "account_version", "expires_at", "ended")
        columns = (sessions.c[name] for name in named)
        row = await self._row(select(*columns).where(sessions.c.id == id))
        return SessionView(**{**row._asdict(), "ended": row.ended is not None}) if row else None

    async def _row(self, statement: Any) -> Row[Any] | None:  # noqa: ANN401  any SELECT
        async with self._engine.connect() as connection:
            return (await connection.execute(statement)).one_or_none()
