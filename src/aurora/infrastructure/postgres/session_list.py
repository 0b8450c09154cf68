"""The sessions of a user, as PostgreSQL knows them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.infrastructure.postgres.accounts import users
from aurora.infrastructure.postgres.engine import reading
from aurora.infrastructure.postgres.sessions import sessions
from aurora.queries.identity.listed_session import ListedSession
from aurora.queries.view import Slice

SHOWN = [sessions.c[name] for name in ListedSession.__struct_fields__ if name != "current"]
NOT_CUT_OFF = (sessions.c.account_version >= users.c.sessions_from) | (
    sessions.c.id == users.c.kept_session
)


class PostgresSessionList:
    """Says from where users are signed in."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = reading(engine)

    async def of(self, user_id: UUID, at: datetime, part: Slice) -> Sequence[ListedSession]:
        """Give the sessions of the user that are not over at that moment, by ascending id."""
        mine = (sessions.c.user_id == user_id) & (users.c.id == user_id)
        live = (sessions.c.over_at > at) & sessions.c.ended.is_(None) & NOT_CUT_OFF
        statement = select(*SHOWN).where(mine, live).order_by(sessions.c.id).limit(part.limit)
        if part.cursor:
            statement = statement.where(sessions.c.id > part.cursor)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(statement)).all()
        return [ListedSession(**row._asdict()) for row in rows]

    async def with_token(self, sha256: str, at: datetime) -> ListedSession | None:
        """Give the session whose current refresh token has that hash, if it is good."""
        there = (sessions.c.token_sha256 == sha256) & (sessions.c.user_id == users.c.id)
        live = (sessions.c.over_at > at) & sessions.c.ended.is_(None) & NOT_CUT_OFF
        statement = select(*SHOWN).where(there, live, ~users.c.disabled)
        async with self._engine.connect() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return ListedSession(**row._asdict()) if row else None
