"""The installation and its users on PostgreSQL."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Integer,
    Row,
    Table,
    Text,
    Uuid,
    func,
    select,
    text,
    true,
)

from aurora.domains.identity.installation import Installation
from aurora.domains.identity.language import DEFAULT
from aurora.domains.identity.one_time import Ticket
from aurora.domains.identity.person import Person
from aurora.domains.identity.roles import Role
from aurora.domains.identity.user import User
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.work import PostgresRepository

installations = Table(
    "installations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("token_sha256", Text),
    Column("administrator_id", Uuid),
)

users = Table(
    "users",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("sessions_from", Integer, nullable=False, server_default="0"),
    Column("kept_session", Uuid),
    Column("password_stands_alone", Boolean, nullable=False, server_default=true()),
    Column("language", Text, nullable=False, server_default=DEFAULT),
    Column("reset_sha256", Text, unique=True),
    Column("reset_until", DateTime(timezone=True)),
    Column("new_email", Text),
    Column("new_email_sha256", Text, unique=True),
    Column("new_email_until", DateTime(timezone=True)),
)

SUCCESSION = text("SELECT pg_advisory_xact_lock(hashtextextended('identity:succession', 0))")


class PostgresInstallations(PostgresRepository[Installation]):
    """The one installation."""

    table = installations
    kind = "installation"

    def to_row(self, aggregate: Installation) -> Mapping[str, object]:
        """Give the columns."""
        return {
            "token_sha256": aggregate.token_sha256,
            "administrator_id": aggregate.administrator_id,
        }

    def from_row(self, row: Row[Any]) -> Installation:
        """Make the aggregate."""
        return Installation(**row._asdict())


class PostgresUsers(PostgresRepository[User]):
    """The accounts."""

    table = users
    kind = "user"

    async def with_email(self, email: str) -> User | None:
        """Give the account under that folded address, or None."""
        return await self.one(users.c.email == email)

    async def with_new_address(self, sha256: str) -> User | None:
        """Give the account whose new address the token of that hash confirms, or None."""
        return await self.one(users.c.new_email_sha256 == sha256)

    async def with_reset(self, sha256: str) -> User | None:
        """Give the account whose password the token of that hash resets, or None."""
        return await self.one(users.c.reset_sha256 == sha256)

    async def other_administrators(self, than: UUID) -> int:
        """Count the enabled administrators beside that one, one unit of work after the other.

        The lock is advisory: a lock on rows would give the transaction its id, and with it its
        place in the log, before it has read what it builds on.
        """
        connection = await self._work.reading()
        await connection.execute(SUCCESSION)
        enabled = (users.c.role == Role.ADMINISTRATOR) & ~users.c.disabled
        counted = select(func.count()).where(enabled, users.c.id != than)
        return int(await connection.scalar(counted) or 0)

    def to_row(self, aggregate: User) -> Mapping[str, object]:
        """Give the columns."""
        return {
            "email": aggregate.person.email,
            "name": aggregate.person.name,
            "language": aggregate.person.language,
            "role": aggregate.role,
            "password_hash": aggregate.password_hash,
            "disabled": aggregate.disabled,
            "sessions_from": aggregate.sessions_from,
            "kept_session": aggregate.kept_session,
            "password_stands_alone": aggregate.password_stands_alone,
            "reset_sha256": aggregate.reset.sha256 if aggregate.reset else None,
            "reset_until": aggregate.reset.until if aggregate.reset else None,
            "new_email": aggregate.new_email,
            "new_email_sha256": aggregate.new_address.sha256 if aggregate.new_address else None,
            "new_email_until": aggregate.new_address.until if aggregate.new_address else None,
        }

    def from_row(self, row: Row[Any]) -> User:
        """Make the aggregate."""
        return User(
            id=row.id,
            version=row.version,
            person=person_of(row),
            role=row.role,
            password_hash=row.password_hash,
            disabled=row.disabled,
            sessions_from=row.sessions_from,
            kept_session=row.kept_session,
            password_stands_alone=row.password_stands_alone,
            reset=_ticket(row.reset_sha256, row.reset_until),
            new_email=row.new_email,
            new_address=_ticket(row.new_email_sha256, row.new_email_until),
        )


def person_of(row: Any) -> Person:  # noqa: ANN401  any row with a person in it
    """Give the person that a row tells of."""
    return Person(email=row.email, name=row.name, language=row.language)


def _ticket(sha256: str | None, until: datetime | None) -> Ticket | None:
    return Ticket(sha256=sha256, until=until) if sha256 and until else None
