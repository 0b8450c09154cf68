"""An installation's own roles on PostgreSQL."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Column, Integer, Row, Table, Text, Uuid, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from aurora.domains.identity.own_role import OwnRole, role_id
from aurora.domains.principal import known
from aurora.infrastructure.postgres.accounts import users
from aurora.infrastructure.postgres.invitations import OPEN, invitations
from aurora.infrastructure.postgres.keys import api_keys, opening
from aurora.infrastructure.postgres.tables import metadata
from aurora.infrastructure.postgres.work import PostgresRepository

LOCKS_ON_ROLES = 7_204
own_roles = Table(
    "own_roles",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False, unique=True),
    Column("permissions", ARRAY(Text), nullable=False),
    Column("deleted", Boolean, nullable=False),
)


class PostgresRoles(PostgresRepository[OwnRole]):
    """The roles of this installation's own.

    Who gives a role and who deletes it wait for each other by an advisory lock: unlike the lock of
    a row it gives a transaction no id, so that events stay in order.
    """

    table = own_roles
    kind = "role"

    async def staying(self, name: str) -> OwnRole | None:
        """Give the role of that name, or None; nobody deletes it until the unit of work ends."""
        await self._lock(func.pg_advisory_xact_lock_shared, name)
        role = await self.find(role_id(name))
        return role if role and not role.deleted else None

    async def holders(self, name: str, now: datetime) -> int:
        """Count the accounts, keys and invitations that hold the role; nobody is given it
        meanwhile.
        """
        await self._lock(func.pg_advisory_xact_lock, name)
        accounts = select(func.count()).where(users.c.role == name)
        keys = select(func.count()).where((api_keys.c.role == name) & opening(now))
        open_ones = (invitations.c.role == name) & OPEN & (invitations.c.until > now)
        invited = select(func.count()).where(open_ones)
        connection = await self._work.reading()
        return sum([int(await connection.scalar(one) or 0) for one in (accounts, keys, invited)])

    def to_row(self, aggregate: OwnRole) -> Mapping[str, object]:
        """Give the columns."""
        return {
            "name": aggregate.name,
            "permissions": sorted(aggregate.permissions),
            "deleted": aggregate.deleted,
        }

    def from_row(self, row: Row[Any]) -> OwnRole:
        """Make the aggregate."""
        return OwnRole(**{**row._asdict(), "permissions": known(row.permissions)})

    async def _lock(self, lock: Any, name: str) -> None:  # noqa: ANN401  one of two functions
        connection = await self._work.reading()
        await connection.execute(select(lock(LOCKS_ON_ROLES, func.hashtext(str(role_id(name))))))
