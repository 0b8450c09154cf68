"""What the list of a user's sessions promises, in memory and on PostgreSQL."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests.databases import fresh_database, wiring

from aurora.domains.identity.events import EVENTS, Ending
from aurora.domains.identity.person import Person
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.roles import Role
from aurora.domains.identity.session import IDLE, Session
from aurora.domains.identity.user import User
from aurora.domains.origin import Origin
from aurora.infrastructure.memory.identity import MemoryIdentity
from aurora.infrastructure.memory.session_list import MemorySessionList
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.postgres.identity import PostgresIdentity
from aurora.infrastructure.postgres.session_list import PostgresSessionList
from aurora.queries.identity.listed_session import ListedSession
from aurora.queries.identity.ports import SessionList
from aurora.queries.view import Slice

ANA, BIA = UUID(int=41), UUID(int=42)
FIRST, SECOND, THIRD, HERS = (UUID(int=number) for number in (1, 2, 3, 4))
NOW = datetime(2026, 1, 1, tzinfo=UTC)
MOMENT = timedelta(seconds=1)
HERE = Origin(address="192.0.2.7", agent="Firefox")


@dataclass
class Record:
    identity: Identity
    sessions: SessionList

    async def listed(
        self, at: datetime = NOW, limit: int = 50, cursor: UUID | None = None
    ) -> list[UUID]:
        found = await self.sessions.of(ANA, at, Slice(limit=limit, cursor=cursor))
        return [one.id for one in found]


@pytest.fixture
def memory() -> Record:
    kept = MemoryRecord(MemoryClock(), MemoryIds())
    return Record(MemoryIdentity(kept), MemorySessionList(kept))


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Record]:
    async with fresh_database(postgres_url) as engine:
        yield Record(PostgresIdentity(wiring(engine, EVENTS)), PostgresSessionList(engine))


@pytest.fixture(params=["memory", "postgres"])
def record(request: pytest.FixtureRequest) -> Record:
    chosen: Record = request.getfixturevalue(request.param)
    return chosen


async def signed_in(record: Record) -> None:
    async with record.identity.work() as work:
        for id, email in ((ANA, "ana@example.org"), (BIA, "bia@example.org")):
            person = Person(email=email, name="Z")
            work.users.add(User.create(id, person, Role.VIEWER, "a hash"))
        for id in (FIRST, SECOND, THIRD):
            work.sessions.add(Session.start(id, ANA, f"token {id}", NOW, HERE, account_version=1))
        work.sessions.add(Session.start(HERS, BIA, "hers", NOW, HERE, account_version=1))


async def test_a_session_is_shown_as_it_was_used_last(record: Record) -> None:
    await signed_in(record)
    async with record.identity.work() as work:
        (await work.sessions.get(FIRST)).rotate("child", b"sealed", NOW + MOMENT, HERE)

    first, *_ = await record.sessions.of(ANA, NOW, Slice())

    assert first == ListedSession(
        id=FIRST,
        version=2,
        user_id=ANA,
        started_at=NOW,
        used_at=NOW + MOMENT,
        over_at=NOW + MOMENT + IDLE,
        agent="Firefox",
        address="192.0.2.7",
    )


async def test_sessions_are_the_users_own_and_come_in_parts(record: Record) -> None:
    await signed_in(record)

    assert await record.listed() == [FIRST, SECOND, THIRD]
    assert await record.listed(limit=2) == [FIRST, SECOND]
    assert await record.listed(limit=2, cursor=SECOND) == [THIRD]


async def test_what_is_over_is_not_shown(record: Record) -> None:
    await signed_in(record)
    async with record.identity.work() as work:
        (await work.sessions.get(FIRST)).end(Ending.LOGOUT, NOW - MOMENT)
    async with record.identity.work() as work:
        (await work.sessions.get(SECOND)).rotate("child", b"sealed", NOW + MOMENT, HERE)

    assert await record.listed() == [SECOND, THIRD]
    assert await record.listed(at=NOW + IDLE) == [SECOND]


async def test_what_the_user_ended_is_not_shown(record: Record) -> None:
    await signed_in(record)
    async with record.identity.work() as work:
        (await work.users.get(ANA)).end_sessions(NOW + MOMENT, kept=THIRD)

    assert await record.listed() == [THIRD]

    async with record.identity.work() as work:
        (await work.users.get(ANA)).end_sessions(NOW + MOMENT)
    assert await record.listed() == []


async def test_a_session_is_found_by_its_current_token_while_it_is_good(record: Record) -> None:
    await signed_in(record)
    async with record.identity.work() as work:
        (await work.sessions.get(FIRST)).rotate("child", b"sealed", NOW, HERE)
        (await work.sessions.get(SECOND)).end(Ending.LOGOUT, NOW)
        (await work.users.get(BIA)).disable(ANA)

    async def found(token: str, at: datetime = NOW) -> UUID | None:
        session = await record.sessions.with_token(token, at)
        return session.id if session else None

    assert [await found(one) for one in ("child", f"token {THIRD}")] == [FIRST, THIRD]
    for token in (f"token {FIRST}", f"token {SECOND}", "hers", "never was"):
        assert await found(token) is None
    assert await found("child", NOW + IDLE) is None

    async with record.identity.work() as work:
        (await work.users.get(ANA)).end_sessions(NOW + MOMENT, kept=THIRD)
    assert [await found(one) for one in ("child", f"token {THIRD}")] == [None, THIRD]
