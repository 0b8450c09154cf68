"""What the doorkeeper and the directory promise, in memory and on PostgreSQL."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.databases import fresh_database, wiring

from aurora.domains.identity.api_key import ApiKey
from aurora.domains.identity.events import EVENTS, Ending
from aurora.domains.identity.own_role import OwnRole
from aurora.domains.identity.person import Person
from aurora.domains.identity.plain_key import Environment, PlainKey
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.roles import Role
from aurora.domains.identity.session import LIFETIME, Session
from aurora.domains.identity.user import User
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission, PrincipalKind
from aurora.infrastructure.memory.doorkeeper import MemoryDirectory, MemoryDoorkeeper
from aurora.infrastructure.memory.identity import MemoryIdentity
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.postgres.directory import PostgresDirectory
from aurora.infrastructure.postgres.doorkeeper import PostgresDoorkeeper
from aurora.infrastructure.postgres.identity import PostgresIdentity
from aurora.queries.identity.ports import Directory, Doorkeeper
from aurora.queries.identity.views import KeyView, RoleView, SessionView, UserView

ANA, NOBODY, ADMINISTRATOR, SESSION = UUID(int=41), UUID(int=99), UUID(int=1), UUID(int=7)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
PERSON = Person(email="ana@example.org", name="Ana Lima")
PLAIN, OTHER = [
    PlainKey.mint(Environment("test"), UUID(int=7), number.to_bytes(32)) for number in (0, 1)
]
NOW, HOUR = datetime(2026, 11, 27, tzinfo=UTC), timedelta(hours=1)


@dataclass
class Record:
    identity: Identity
    doorkeeper: Doorkeeper
    directory: Directory


@pytest.fixture
def memory() -> Record:
    kept = MemoryRecord(MemoryClock(), MemoryIds())
    return Record(MemoryIdentity(kept), MemoryDoorkeeper(kept), MemoryDirectory(kept))


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Record]:
    async with fresh_database(postgres_url) as engine:
        identity = PostgresIdentity(wiring(engine, EVENTS))
        yield Record(identity, PostgresDoorkeeper(engine), PostgresDirectory(engine))


@pytest.fixture(params=["memory", "postgres"])
def record(request: pytest.FixtureRequest) -> Record:
    chosen: Record = request.getfixturevalue(request.param)
    return chosen


async def test_a_user_is_told_as_the_record_has_it(record: Record) -> None:
    user = User.create(ANA, PERSON, Role.ADMINISTRATOR, "a hash")
    user.disable(ADMINISTRATOR)
    user.end_sessions(NOW, kept=SESSION)
    async with record.identity.work() as work:
        work.users.add(user)

    found = await record.doorkeeper.find_user(ANA)

    assert found == UserView(
        id=ANA,
        version=3,
        role=Role.ADMINISTRATOR,
        disabled=True,
        sessions_from_version=3,
        kept_session=SESSION,
    )


async def test_a_key_is_told_as_the_record_has_it(record: Record) -> None:
    key = ApiKey.issue(
        PLAIN,
        "indexer",
        Role.VIEWER,
        ANA,
        issuer=PrincipalKind.USER,
        scopes=frozenset({Permission.SEARCH, Permission.ASK}),
        at=NOW,
        expires_at=NOW + HOUR,
        personal=True,
    )
    key.rotate(OTHER, NOW, HOUR, NOW + 2 * HOUR)
    key.revoke()
    async with record.identity.work() as work:
        work.keys.add(key)

    assert await record.doorkeeper.find_key(PLAIN.id) == KeyView(
        id=PLAIN.id,
        version=3,
        name="indexer",
        prefix=PLAIN.prefix,
        role=Role.VIEWER,
        sha256=OTHER.sha256,
        issued_by=ANA,
        issuer=PrincipalKind.USER,
        scopes=("ask", "search"),
        issued_at=NOW,
        expires_at=NOW + 2 * HOUR,
        previous_sha256=PLAIN.sha256,
        previous_until=NOW + HOUR,
        personal=True,
        revoked=True,
    )


async def test_a_role_is_told_as_the_record_has_it(record: Record) -> None:
    role = OwnRole.named("clerk")
    role.define({Permission.SEARCH, Permission.ASK})
    async with record.identity.work() as work:
        work.roles.add(role)

    found = await record.doorkeeper.find_role(role.id)

    assert found == RoleView(id=role.id, version=1, name="clerk", permissions=("ask", "search"))


async def test_a_deleted_role_is_none(record: Record) -> None:
    role = OwnRole.named("clerk")
    role.define({Permission.SEARCH})
    role.delete(holders=0)
    async with record.identity.work() as work:
        work.roles.add(role)

    assert await record.doorkeeper.find_role(role.id) is None


async def test_a_session_is_told_as_the_record_has_it(record: Record) -> None:
    session = Session.start(
        SESSION, ANA, "token", NOW, Origin(address="192.0.2.7"), account_version=5
    )
    async with record.identity.work() as work:
        work.sessions.add(session)
    seen = SessionView(
        id=SESSION, version=1, user_id=ANA, account_version=5, expires_at=NOW + LIFETIME
    )

    assert await record.doorkeeper.find_session(SESSION) == seen

    async with record.identity.work() as work:
        (await work.sessions.get(SESSION)).end(Ending.LOGOUT, NOW)
    assert await record.doorkeeper.find_session(SESSION) == replace(seen, ended=True, version=2)


async def test_the_directory_names_those_it_knows(record: Record) -> None:
    async with record.identity.work() as work:
        work.users.add(User.create(ANA, PERSON, Role.VIEWER, "a hash"))

    assert await record.directory.people([ANA, NOBODY]) == {ANA: PERSON}
    assert await record.directory.people([]) == {}


async def test_nobody_is_nobody(record: Record) -> None:
    assert await record.doorkeeper.find_user(NOBODY) is None
    assert await record.doorkeeper.find_key(NOBODY) is None
    assert await record.doorkeeper.find_role(NOBODY) is None
    assert await record.doorkeeper.find_session(NOBODY) is None
    assert await record.directory.people([NOBODY]) == {}
