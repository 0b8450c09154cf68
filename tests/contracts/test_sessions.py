"""What the record of sessions promises, in memory and on PostgreSQL."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests.databases import fresh_database, wiring

from aurora.domains.errors import Stale
from aurora.domains.identity.events import EVENTS, Ending
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.session import IDLE, LIFETIME, Session
from aurora.domains.origin import Origin
from aurora.infrastructure.memory.identity import MemoryIdentity
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.postgres.identity import PostgresIdentity

ANA, BIA = UUID(int=41), UUID(int=42)
FIRST, SECOND, THIRD = (UUID(int=number) for number in (1, 2, 3))
NOW = datetime(2026, 1, 1, tzinfo=UTC)
HERE = Origin(address="192.0.2.7", agent="Firefox")
MOMENT = timedelta(seconds=1)


@pytest.fixture
def memory() -> Identity:
    return MemoryIdentity(MemoryRecord(MemoryClock(), MemoryIds()))


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Identity]:
    async with fresh_database(postgres_url) as engine:
        yield PostgresIdentity(wiring(engine, EVENTS))


@pytest.fixture(params=["memory", "postgres"])
def identity(request: pytest.FixtureRequest) -> Identity:
    chosen: Identity = request.getfixturevalue(request.param)
    return chosen


def session(id: UUID = FIRST, user: UUID = ANA, at: datetime = NOW) -> Session:
    return Session.start(id, user, f"{id}: 1", at, HERE, account_version=1)


def state(aggregate: Session) -> dict[str, object]:
    return {name: value for name, value in vars(aggregate).items() if name != "pending"}


async def add(identity: Identity, *sessions: Session) -> None:
    async with identity.work() as work:
        for one in sessions:
            work.sessions.add(one)


async def rotate(identity: Identity, times: int) -> None:
    for number in range(2, times + 2):
        async with identity.work() as work:
            found = await work.sessions.get(FIRST)
            found.rotate(f"{FIRST}: {number}", b"sealed", NOW, HERE)


async def of(identity: Identity, *tokens: str) -> list[UUID | None]:
    async with identity.work() as work:
        found = [await work.sessions.with_token(token) for token in tokens]
    return [one.id if one else None for one in found]


async def left(identity: Identity) -> list[UUID]:
    async with identity.work() as work:
        return sorted(await work.sessions.many([FIRST, SECOND, THIRD]))


async def test_a_session_comes_back_whole(identity: Identity) -> None:
    added = session()
    added.rotate("another", b"sealed", NOW + MOMENT, HERE)
    await add(identity, added)

    async with identity.work() as work:
        found = await work.sessions.get(FIRST)
        found.end(Ending.REUSE, NOW + MOMENT)
    async with identity.work() as work:
        ended = await work.sessions.get(FIRST)

    added.end(Ending.REUSE, NOW + MOMENT)
    assert state(ended) == {**state(added), "version": 3}


async def test_a_session_is_found_by_every_token_it_ever_had(identity: Identity) -> None:
    await add(identity, session(), session(SECOND))
    await rotate(identity, times=3)

    tokens = [f"{FIRST}: {number}" for number in range(6)]
    assert await of(identity, *tokens) == [None, FIRST, FIRST, FIRST, FIRST, None]
    assert await of(identity, f"{SECOND}: 1", "") == [SECOND, None]


async def test_two_sessions_never_share_a_token(identity: Identity) -> None:
    await add(identity, session())

    with pytest.raises(Stale):
        await add(identity, Session.start(SECOND, ANA, f"{FIRST}: 1", NOW, HERE, account_version=1))


async def test_of_two_who_spend_a_token_one_is_told(identity: Identity) -> None:
    await add(identity, session())

    async def spend_after_somebody_else() -> None:
        async with identity.work() as slow:
            seen = await slow.sessions.get(FIRST)
            await rotate(identity, times=1)
            seen.rotate("a second child", b"sealed", NOW, HERE)

    with pytest.raises(Stale):
        await spend_after_somebody_else()
    assert await of(identity, "a second child") == [None]


async def test_children_are_forgotten_once_they_are_old(identity: Identity) -> None:
    await add(identity, session())
    await rotate(identity, times=1)

    kept = []
    for before in (NOW, NOW + MOMENT):
        async with identity.work() as work:
            await work.sessions.forget_children(before)
        async with identity.work() as work:
            kept.append((await work.sessions.get(FIRST)).sealed_child)

    assert kept == [b"sealed", None]
    await rotate(identity, times=2)


async def test_what_was_over_long_ago_is_forgotten_with_its_tokens(identity: Identity) -> None:
    ended = session()
    await add(identity, ended, session(SECOND), session(THIRD, at=NOW + LIFETIME))
    await rotate(identity, times=2)
    async with identity.work() as work:
        (await work.sessions.get(FIRST)).end(Ending.LOGOUT, NOW)

    found = []
    for before in (NOW, NOW + MOMENT, NOW + IDLE + MOMENT):
        async with identity.work() as work:
            await work.sessions.forget_over(before)
        found.append(await left(identity))

    assert found == [[FIRST, SECOND, THIRD], [SECOND, THIRD], [THIRD]]
    assert await of(identity, f"{FIRST}: 1", f"{FIRST}: 3") == [None, None]


async def test_a_users_sessions_are_forgotten_and_nobody_elses(identity: Identity) -> None:
    await add(identity, session(), session(SECOND), session(THIRD, BIA))
    await rotate(identity, times=1)

    async with identity.work() as work:
        await work.sessions.forget_of(ANA)

    assert await left(identity) == [THIRD]
    assert await of(identity, f"{FIRST}: 1", f"{FIRST}: 2") == [None, None]
