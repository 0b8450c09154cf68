"""What tells whether views may be believed, in memory and on PostgreSQL and Redis."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import pytest
from tests.databases import fresh_database, wiring
from tests.flushable import own_redis

from aurora.container.identity import AT_THE_DOOR
from aurora.domains.event import START, tag_of
from aurora.domains.identity.events import CLOSES_NOTHING, EVENTS
from aurora.domains.identity.person import Person
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.roles import Role
from aurora.domains.identity.session import Session
from aurora.domains.identity.user import User
from aurora.domains.origin import WITHIN
from aurora.infrastructure.freshness import LogFreshness
from aurora.infrastructure.memory.freshness import MemoryFreshness
from aurora.infrastructure.memory.identity import MemoryIdentity
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.postgres.closings import CLOSING, PostgresClosings
from aurora.infrastructure.postgres.identity import PostgresIdentity
from aurora.infrastructure.postgres.log import EventCodec, EventLog
from aurora.infrastructure.redis.client import connect
from aurora.infrastructure.redis.reach import RedisReach
from aurora.infrastructure.relay.views import ViewSubscriber
from aurora.queries.identity.ports import Freshness

ANA, ADMINISTRATOR = UUID(int=41), UUID(int=1)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class World:
    """A record of identity, whoever follows it, and what tells how closely."""

    identity: Identity
    freshness: Freshness
    follow: Callable[[], Awaitable[None]]


@pytest.fixture
def memory() -> World:
    record = MemoryRecord(MemoryClock(), MemoryIds())
    reached = [START]

    async def follow() -> None:
        reached.append(record.head)

    freshness = MemoryFreshness(record, lambda: reached[-1])
    return World(MemoryIdentity(record), freshness, follow)


@pytest.fixture
async def real(postgres_url: str) -> AsyncIterator[World]:
    async with fresh_database(postgres_url) as engine, own_redis() as url:
        redis, log = connect(url), EventLog(engine, EventCodec(EVENTS))
        followers = [ViewSubscriber(one, log, redis, {}) for one in AT_THE_DOOR]
        reach = RedisReach(redis, AT_THE_DOOR)

        async def follow() -> None:
            for follower in followers:
                while await follower.step():
                    pass

        freshness = LogFreshness(PostgresClosings(engine), reach, believed=0, every=0)
        yield World(PostgresIdentity(wiring(engine, EVENTS)), freshness, follow)
        await redis.aclose()


@pytest.fixture(params=["memory", "real"])
def world(request: pytest.FixtureRequest) -> World:
    chosen: World = request.getfixturevalue(request.param)
    return chosen


async def add_user(world: World) -> None:
    async with world.identity.work() as work:
        person = Person(email="ana@example.org", name="Ana Lima")
        work.users.add(User.create(ANA, person, Role.VIEWER, "a hash"))
    await world.follow()


def test_the_index_leaves_out_what_closes_nothing_and_no_more() -> None:
    assert set(re.findall(r"'(identity\.[a-z-]+\.v\d+)'", CLOSING)) == {
        tag_of(kind) for kind in CLOSES_NOTHING
    }


async def test_where_nothing_happened_nothing_is_missed(world: World) -> None:
    assert await world.freshness.known()


async def test_what_closed_a_door_is_missed_until_it_was_taken_in(world: World) -> None:
    await add_user(world)
    known = [await world.freshness.known()]

    async with world.identity.work() as work:
        (await work.users.get(ANA)).disable(ADMINISTRATOR)
    known.append(await world.freshness.known())
    await world.follow()
    known.append(await world.freshness.known())

    assert known == [True, False, True]


async def test_what_opens_a_door_is_not_missed(world: World) -> None:
    await add_user(world)

    async with world.identity.work() as work:
        session = Session.start(UUID(int=7), ANA, "token", NOW, WITHIN, account_version=1)
        session.rotate("child", b"sealed", NOW, WITHIN)
        work.sessions.add(session)

    assert await world.freshness.known()
