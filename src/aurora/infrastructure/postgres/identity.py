"""Identity on PostgreSQL."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Index,
    Integer,
    Row,
    Table,
    Text,
    Uuid,
    select,
    text,
)
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.domains.identity.api_key import ApiKey
from aurora.domains.identity.installation import Installation
from aurora.domains.identity.person import Person
from aurora.domains.identity.roles import Role
from aurora.domains.identity.user import User
from aurora.infrastructure.postgres.engine import reading
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.work import PostgresRepository, PostgresWork, Wiring
from aurora.queries.identity.views import KeyView, UserView

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
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("issued_by", Uuid, nullable=False),
    Column("local", Boolean, nullable=False),
    Column("revoked", Boolean, nullable=False),
    Index("one_local_key", "local", unique=True, postgresql_where=text("local AND NOT revoked")),
)

signing_keys = Table(
    "signing_keys",
    metadata,
    Column("kid", Text, primary_key=True),
    Column("private_pem", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
)


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

    def to_row(self, aggregate: User) -> Mapping[str, object]:
        """Give the columns."""
        return {
            "email": aggregate.person.email,
            "name": aggregate.person.name,
            "role": aggregate.role,
            "password_hash": aggregate.password_hash,
            "disabled": aggregate.disabled,
        }

    def from_row(self, row: Row[Any]) -> User:
        """Make the aggregate."""
        return User(
            id=row.id,
            version=row.version,
            person=Person(email=row.email, name=row.name),
            role=Role(row.role),
            password_hash=row.password_hash,
            disabled=row.disabled,
        )


class PostgresKeys(PostgresRepository[ApiKey]):
    """The API keys."""

    table = api_keys
    kind = "key"

    async def local(self) -> ApiKey | None:
        """Give the local key that still opens something, or None."""
        return await self.one(api_keys.c.local & ~api_keys.c.revoked)

    def to_row(self, aggregate: ApiKey) -> Mapping[str, object]:
        """Give the columns."""
        return {
            "name": aggregate.name,
            "prefix": aggregate.prefix,
            "role": aggregate.role,
            "sha256": aggregate.sha256,
            "issued_by": aggregate.issued_by,
            "local": aggregate.local,
            "revoked": aggregate.revoked,
        }

    def from_row(self, row: Row[Any]) -> ApiKey:
        """Make the aggregate."""
        return ApiKey(**{**row._asdict(), "role": Role(row.role)})


class PostgresIdentityWork(PostgresWork):
    """A unit of work over identity."""

    def __init__(self, wiring: Wiring) -> None:
        super().__init__(wiring)
        self.users = PostgresUsers(self)
        self.keys = PostgresKeys(self)
        self.installations = PostgresInstallations(self)


class PostgresIdentity:
    """Where accounts, keys and the state of the installation are kept."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring

    def work(self) -> PostgresIdentityWork:
        """Open a unit of work."""
        return PostgresIdentityWork(self._wiring)


class PostgresDoorkeeper:
    """Looks up in the record whom no view tells of."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = reading(engine)

    async def find_user(self, id: UUID) -> UserView | None:
        """Give the user as the record has it, or None."""
        columns = (users.c.id, users.c.version, users.c.role, users.c.disabled)
        row = await self._row(select(*columns).where(users.c.id == id))
        return UserView(**{**row._asdict(), "role": Role(row.role)}) if row else None

    async def find_key(self, id: UUID) -> KeyView | None:
        """Give the key as the record has it, or None."""
        row = await self._row(select(api_keys).where(api_keys.c.id == id))
        return KeyView(**{**row._asdict(), "role": Role(row.role)}) if row else None

    async def _row(self, statement: Any) -> Row[Any] | None:  # noqa: ANN401  any SELECT
        async with self._engine.connect() as connection:
            return (await connection.execute(statement)).one_or_none()


class PostgresDirectory:
    """Says who users are."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = reading(engine)

    async def people(self, ids: Sequence[UUID]) -> Mapping[UUID, Person]:
        """Give the people behind those of the ids that are users."""
        statement = select(users.c.id, users.c.email, users.c.name).where(users.c.id.in_(ids))
        async with self._engine.connect() as connection:
            rows = (await connection.execute(statement)).all()
        return {row.id: Person(email=row.email, name=row.name) for row in rows}
