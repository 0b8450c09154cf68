"""Policies: what follows from an event follows once, however often it is delivered."""

from collections.abc import AsyncIterator, Iterable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.harness import Present, Silence
from tests.tallies import (
    Count,
    Counted,
    Open,
    Report,
    Tallies,
    count,
    open_tally,
    postgres_tallies,
    seed,
    tally_database,
    total,
)

from aurora.bus import Bus
from aurora.commands.command import Command
from aurora.commands.policy import Policy
from aurora.domains.blobs import ContentLost
from aurora.domains.clock import Ids
from aurora.domains.errors import Unavailable
from aurora.domains.event import START, Recorded
from aurora.domains.principal import Permission
from aurora.infrastructure.postgres.cursors import PostgresCursors
from aurora.infrastructure.postgres.jobs import PostgresJobs
from aurora.infrastructure.postgres.ledger import PostgresLedger
from aurora.infrastructure.postgres.log import EventCodec, EventLog
from aurora.infrastructure.postgres.tables import jobs
from aurora.infrastructure.relay.policies import PolicySubscriber
from aurora.infrastructure.system import SystemIds
from aurora.infrastructure.tasks import JobEngine

SHEEP, GOATS = UUID(int=1), UUID(int=2)


class CountLater(Command[Report], frozen=True, kw_only=True):
    permission = Permission.EDIT_DOCUMENTS
    queue = "default"
    id: UUID


def on_sheep(recorded: Recorded) -> Iterable[Command[Any]]:
    if recorded.aggregate_id == SHEEP:
        yield Count(id=GOATS, by=1)


def on_sheep_later(recorded: Recorded) -> Iterable[Command[Any]]:
    if recorded.aggregate_id == SHEEP:
        yield CountLater(id=GOATS)


def on_anything(recorded: Recorded) -> Iterable[Command[Any]]:
    yield Count(id=UUID(int=404), by=recorded.version)


class Farm:
    """Tallies, a bus over them, and policies that follow their log."""

    def __init__(self, engine: AsyncEngine, redis_url: str) -> None:
        self.engine = engine
        self.tallies = postgres_tallies(engine)
        self.cursors = PostgresCursors(engine)
        self.log = EventLog(engine, EventCodec([Counted]))
        self.jobs = JobEngine(redis_url, PostgresJobs(engine, {}))
        self.bus = Bus(
            (count, open_tally),
            {Tallies: self.tallies, Ids: SystemIds()},
            ledger=PostgresLedger(engine),
            progress=Present(),
            meter=Silence(),
        )

    def subscriber(self, policy: Policy) -> PolicySubscriber:
        return PolicySubscriber(policy, self.log, self.cursors, self.bus, self.jobs)

    async def queued(self) -> list[str]:
        async with self.engine.connect() as connection:
            return list((await connection.scalars(select(jobs.c.message))).all())


@pytest.fixture
async def farm(postgres_url: str) -> AsyncIterator[Farm]:
    async with tally_database(postgres_url) as engine:
        farm = Farm(engine, "unix:///nonexistent/redis.sock")
        await seed(farm.tallies, GOATS, name="goats")
        await seed(farm.tallies, SHEEP)
        yield farm
        await farm.jobs.close()


async def test_a_command_is_sent_for_each_event_once(farm: Farm) -> None:
    subscriber = farm.subscriber(on_sheep)
    await subscriber.step()

    assert await total(farm.tallies, GOATS) == 1


async def test_what_follows_from_an_event_has_its_correlation(farm: Farm) -> None:
    await farm.subscriber(on_sheep).step()

    recorded = await farm.log.read(START, 10)
    cause = next(one for one in recorded if one.aggregate_id == SHEEP)
    assert recorded[-1].aggregate_id == GOATS
    assert recorded[-1].correlation_id == cause.correlation_id
    assert cause.correlation_id not in {None, recorded[0].correlation_id}


async def test_redelivered_events_have_no_second_effect(farm: Farm) -> None:
    subscriber = farm.subscriber(on_sheep)
    await subscriber.step()
    await farm.cursors.advance(subscriber.name, "", START)
    subscriber.begin()
    await subscriber.step()

    assert await total(farm.tallies, GOATS) == 1


async def test_a_command_with_a_queue_becomes_one_job(farm: Farm) -> None:
    subscriber = farm.subscriber(on_sheep_later)
    await subscriber.step()
    await farm.cursors.advance(subscriber.name, "", START)
    subscriber.begin()
    await subscriber.step()

    assert await farm.queued() == ["CountLater"]
    assert await total(farm.tallies, GOATS) == 0


async def test_a_refused_command_does_not_stop_the_policy(farm: Farm) -> None:
    subscriber = farm.subscriber(on_anything)
    await subscriber.step()

    assert (await farm.cursors.read(subscriber.name))[1] == await farm.log.head()


async def test_what_is_lost_is_left_to_a_job_and_does_not_stop_the_policy(farm: Farm) -> None:
    async def lost(command: Open) -> UUID:
        raise ContentLost(command.name)

    def on_all(recorded: Recorded) -> Iterable[Command[Any]]:
        yield Open(name=str(recorded.id))

    farm.bus = Bus(
        [lost], {}, ledger=PostgresLedger(farm.engine), progress=Present(), meter=Silence()
    )
    subscriber = farm.subscriber(on_all)
    await subscriber.step()

    assert await farm.queued() == ["Open", "Open"]
    assert (await farm.cursors.read(subscriber.name))[1] == await farm.log.head()


async def test_a_policy_waits_for_a_store_that_is_away(farm: Farm) -> None:
    away = [True]

    async def sometimes(command: Open) -> UUID:
        if away:
            raise Unavailable(f"{command.name} cannot be opened now")
        return SHEEP

    def on_all(recorded: Recorded) -> Iterable[Command[Any]]:
        yield Open(name=str(recorded.id))

    farm.bus = Bus(
        [sometimes],
        {},
        ledger=PostgresLedger(farm.engine),
        progress=Present(),
        meter=Silence(),
    )
    subscriber = farm.subscriber(on_all)
    with pytest.raises(Unavailable):
        await subscriber.step()
    assert (await farm.cursors.read(subscriber.name))[1] == START
    away.clear()
    await subscriber.step()

    assert (await farm.cursors.read(subscriber.name))[1] == await farm.log.head()
