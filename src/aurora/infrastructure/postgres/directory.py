"""The directory on PostgreSQL."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.domains.identity.person import Person
from aurora.infrastructure.postgres.accounts import person_of, users
from aurora.infrastructure.postgres.engine import reading
from aurora.infrastructure.postgres.invitations import invitations


class PostgresDirectory:
    """Says who users are."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = reading(engine)

    async def people(self, ids: Sequence[UUID]) -> Mapping[UUID, Person]:
        """Give the people behind those of the ids that are users."""
        columns = (users.c.id, users.c.email, users.c.name, users.c.language)
        statement = select(*columns).where(users.c.id.in_(ids))
        async with self._engine.connect() as connection:
            rows = (await connection.execute(statement)).all()
        return {row.id: person_of(row) for row in rows}

    async def wanted(self, id: UUID) -> str | None:
        """Give the address that a user wants and has not confirmed yet, or None."""
        async with self._engine.connect() as connection:
            wanted = await connection.scalar(select(users.c.new_email).where(users.c.id == id))
        return str(wanted) if wanted else None

    async def invited(self, ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """Give the addresses behind those of the ids that are invitations."""
        statement = select(invitations.c.id, invitations.c.email).where(invitations.c.id.in_(ids))
        async with self._engine.connect() as connection:
            rows = (await connection.execute(statement)).all()
        return {row.id: row.email for row in rows}
