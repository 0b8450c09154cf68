"""An audit log on PostgreSQL, sealed, and hands that tamper with it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.audit_log import entry
from tests.databases import fresh_database

from aurora.domains.identity.audit_chain import Link
from aurora.infrastructure.auditing import Noted, whereabouts
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.postgres.audit import append, chain
from aurora.infrastructure.postgres.audit_inspection import Inspection, Signed, inspect
from aurora.infrastructure.postgres.sealing import Sealer
from aurora.infrastructure.security.signing_keys import SigningKey


@dataclass
class Ring:
    """Signing keys, the newest first."""

    keys: list[SigningKey] = field(default_factory=lambda: [SigningKey.generate()])

    async def load(self) -> Sequence[SigningKey]:
        return self.keys


@dataclass
class SealedLog:
    """The log of one database."""

    engine: AsyncEngine
    clock: MemoryClock
    ring: Ring
    sealer: Sealer

    async def write(self, *numbers: int) -> None:
        """Add entries, each in a transaction of its own."""
        for number in numbers:
            self.clock.advance(1)
            async with self.engine.begin() as connection:
                await append(connection, [Noted(entry(number), whereabouts("203.0.113.9"))])

    async def tamper(self, *statements: str) -> None:
        """Do what only the owner of the tables can do, once it has taken the guards away."""
        async with self.engine.begin() as connection:
            await connection.execute(text("SET LOCAL session_replication_role = replica"))
            for statement in statements:
                await connection.execute(text(statement))

    async def links(self) -> list[Link]:
        """Give the chain without its entries."""
        async with self.engine.connect() as connection:
            rows = await connection.execute(select(chain).order_by(chain.c.sequence))
            return [Link(row.sequence, row.hash, None) for row in rows]

    async def inspect(self, *elsewhere: str) -> Inspection:
        """Verify it."""
        return await inspect(self.engine, [Signed(text, "worker.log") for text in elsewhere])


@asynccontextmanager
async def sealed_log(url: str) -> AsyncIterator[SealedLog]:
    """Give an empty log in a database of its own."""
    async with fresh_database(url) as engine:
        clock, ring = MemoryClock(), Ring()
        yield SealedLog(engine, clock, ring, Sealer(engine, clock, ring))
