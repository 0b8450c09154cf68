"""Sessions and spent refresh tokens on PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Row,
    Table,
    Text,
    Uuid,
    delete,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from aurora.domains.identity.events import Ending
from aurora.domains.identity.session import Session
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.work import PostgresRepository

Moment = DateTime(timezone=True)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("user_id", Uuid, nullable=False),
    Column("account_version", Integer, nullable=False, server_default="0"),
    Column("started_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment, nullable=False),
    Column("over_at", Moment, nullable=False, index=True),
    Column("token_sha256", Text, nullable=False, unique=True),
    Column("predecessor_sha256", Text),
    Column("rotated_at", Moment),
    Column("sealed_child", LargeBinary),
    Column("agent", Text),
    Column("address", Text),
    Column("ended", Text),
    Column("ended_at", Moment),
    Index("sessions_of_user", "user_id", "id"),
    Index("sealed_children", "rotated_at", postgresql_where=text("sealed_child IS NOT NULL")),
)

spent_tokens = Table(
    "spent_tokens",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("session_id", ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Index("spent_tokens_of_session", "session_id"),
)


class PostgresSessions(PostgresRepository[Session]):
    """The sessions; each token that a child took the place of is remembered as spent."""

    table = sessions
    kind = "session"

    async def with_token(self, sha256: str) -> Session | None:
        """Give the session that a token is or was of, however long ago it was spent, or None."""
        spent = select(spent_tokens.c.session_id).where(spent_tokens.c.sha256 == sha256)
        current = sessions.c.token_sha256 == sha256
        return await self.one(current | (sessions.c.id == spent.scalar_subquery()))

    async def forget_children(self, rotated_before: datetime) -> None:
        """Forget the sealed tokens that nobody may be given again."""
        old = sessions.c.sealed_child.is_not(None) & (sessions.c.rotated_at < rotated_before)
        await self._write(update(sessions).where(old).values(sealed_child=None))

    async def forget_over(self, before: datetime) -> None:
        """Forget sessions, with all that is known of them, that were over before that moment."""
        await self._write(delete(sessions).where(sessions.c.over_at < before))

    async def forget_of(self, user_id: UUID) -> None:
        """Forget every session of a user, with all that is known of them."""
        await self._write(delete(sessions).where(sessions.c.user_id == user_id))

    async def save(self, connection: AsyncConnection, changed: Sequence[Session]) -> None:
        """Write states, and which tokens are spent by them; raises Stale."""
        await super().save(connection, changed)
        spent = [
            {"sha256": one.predecessor_sha256, "session_id": one.id}
            for one in changed
            if one.predecessor_sha256
        ]
        if spent:
            await connection.execute(insert(spent_tokens).on_conflict_do_nothing(), spent)

    async def _write(self, statement: Any) -> None:  # noqa: ANN401  any statement
        await (await self._work.writing()).execute(statement)

    def to_row(self, aggregate: Session) -> Mapping[str, object]:
        """Give the columns."""
        names = (column.name for column in sessions.columns)
        return {name: getattr(aggregate, name) for name in names if name not in {"id", "version"}}

    def from_row(self, row: Row[Any]) -> Session:
        """Make the aggregate."""
        kept = {name: value for name, value in row._asdict().items() if name != "over_at"}
        return Session(**{**kept, "ended": Ending(row.ended) if row.ended else None})
