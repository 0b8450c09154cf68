"""Invitations on PostgreSQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, DateTime, Index, Integer, Row, Table, Text, Uuid, select

from aurora.domains.identity.invitation import Invitation
from aurora.domains.identity.user import User
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.work import PostgresRepository

invitations = Table(
    "invitations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("email", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("invited_by", Uuid, nullable=False),
    Column("until", DateTime(timezone=True), nullable=False),
    Column("sha256", Text, unique=True),
    Column("accepted_by", Uuid),
    Column("revoked", Boolean, nullable=False),
    Index("invitations_by_email", "email"),
    Index("invitations_by_maker", "invited_by"),
)
OPEN = invitations.c.accepted_by.is_(None) & ~invitations.c.revoked
Index("one_open_invitation", invitations.c.email, unique=True, postgresql_where=OPEN)


class PostgresInvitations(PostgresRepository[Invitation]):
    """The invitations."""

    table = invitations
    kind = "invitation"

    async def open_to(self, email: str) -> Invitation | None:
        """Give the one to that folded address that is neither accepted nor revoked, or None."""
        return await self.one(OPEN & (invitations.c.email == email))

    async def with_token(self, sha256: str) -> Invitation | None:
        """Give the one whose token has that hash, or None."""
        return await self.one(invitations.c.sha256 == sha256)

    async def about(self, user: User) -> Sequence[Invitation]:
        """Give all to the user's address, and the one that the account came of."""
        to, of = invitations.c.email == user.person.email, invitations.c.accepted_by == user.id
        return await self.all(to | of)

    async def over_before(self, at: datetime, limit: int) -> Sequence[Invitation]:
        """Give some of those that could not be accepted any more at that moment."""
        some = select(invitations.c.id).where(invitations.c.until < at).limit(limit)
        return await self.all(invitations.c.id.in_(some))

    async def open_by(self, maker: UUID) -> Sequence[Invitation]:
        """Give those of a user or key that are neither accepted nor revoked."""
        return await self.all(OPEN & (invitations.c.invited_by == maker))

    def to_row(self, aggregate: Invitation) -> Mapping[str, object]:
        """Give the columns."""
        return {
            "email": aggregate.email,
            "role": aggregate.role,
            "language": aggregate.language,
            "invited_by": aggregate.invited_by,
            "until": aggregate.until,
            "sha256": aggregate.sha256,
            "accepted_by": aggregate.accepted_by,
            "revoked": aggregate.revoked,
        }

    def from_row(self, row: Row[Any]) -> Invitation:
        """Make the aggregate."""
        return Invitation(**row._asdict())
