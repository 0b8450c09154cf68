"""Who there is, on PostgreSQL."""

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.infrastructure.postgres.accounts import users
from aurora.infrastructure.postgres.engine import reading
from aurora.infrastructure.postgres.keys import api_keys


class PostgresPrincipals:
    """Knows who there is from the record, which is never late."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = reading(engine)

    async def known(self, id: UUID) -> bool:
        """Tell whether a user has that id, or a key that was not revoked."""
        user = exists().where(users.c.id == id)
        key = exists().where(api_keys.c.id == id, ~api_keys.c.revoked)
        async with self._engine.connect() as connection:
            return bool(await connection.scalar(select(user | key)))
