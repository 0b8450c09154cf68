"""Accounts, keys and roles that contracts of identity are tried with, and where they are kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from uuid import UUID

from tests.databases import fresh_database, wiring

from aurora.domains.aggregate import Aggregate
from aurora.domains.identity.api_key import ApiKey
from aurora.domains.identity.events import EVENTS
from aurora.domains.identity.keyring import MintedKey
from aurora.domains.identity.own_role import OwnRole
from aurora.domains.identity.person import Person
from aurora.domains.identity.plain_key import Environment, PlainKey
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.roles import Role
from aurora.domains.identity.user import User
from aurora.domains.principal import Permission
from aurora.infrastructure.memory.identity import MemoryIdentity
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.postgres.identity import PostgresIdentity

ANA, BIA, ADMINISTRATOR = UUID(int=41), UUID(int=42), UUID(int=1)
NOW = datetime(2026, 11, 27, tzinfo=UTC)


@asynccontextmanager
async def identity_in(place: str, postgres_url: str) -> AsyncIterator[Identity]:
    """Give an identity without accounts, in `memory` or on PostgreSQL."""
    if place == "memory":
        yield MemoryIdentity(MemoryRecord(MemoryClock(), MemoryIds()))
        return
    async with fresh_database(postgres_url) as engine:
        yield PostgresIdentity(wiring(engine, EVENTS))


def user(id: UUID = ANA, email: str = "ana@example.org", role: str = Role.VIEWER) -> User:
    return User.create(id, Person(email=email, name="Ana Lima", language="pt-BR"), role, "a hash")


def administrator(number: int) -> User:
    person = Person(email=f"a{number}@example.org", name="Ada")
    return User.create(UUID(int=200 + number), person, Role.ADMINISTRATOR, "a hash")


def key(number: int, *, local: bool = False) -> ApiKey:
    plain = PlainKey.mint(Environment("test"), UUID(int=number), number.to_bytes(32))
    return ApiKey.issue(plain, "indexer", Role.VIEWER, ADMINISTRATOR, local=local)


def role(*permissions: Permission) -> OwnRole:
    role = OwnRole.named("clerk")
    role.define(set(permissions) or {Permission.SEARCH})
    return role


def minted(number: int) -> MintedKey:
    return MintedKey(kid=f"key-{number}", x="x", private="pem")


def state(aggregate: Aggregate) -> dict[str, object]:
    return {name: value for name, value in vars(aggregate).items() if name != "pending"}
