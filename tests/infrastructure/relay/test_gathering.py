"""Commands that gather: one does for several events, and each event counts once."""

from collections.abc import AsyncIterator, Iterable
from typing import Any, ClassVar
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.harness import Present, Silence
from tests.tallies import Counted, Tallies, Tally, postgres_tallies, seed, total
from tests.tallies import tally_database as database

from aurora.bus import Bus
from aurora.commands.command import Command
from aurora.commands.policy import Policy
from aurora.domains.errors import Conflict, Stale, Unavailable
from aurora.domains.event import START, Position, Recorded
from aurora.domains.principal import Permission
from aurora.infrastructure.postgres.cursors import PostgresCursors
from aurora.infrastructure.postgres.jobs import PostgresJobs
from aurora.infrastructure.postgres.ledger import PostgresLedger
from aurora.infrastructure.postgres.log import EventCodec, EventLog
from aurora.infrastructure.postgres.tables import jobs
from aurora.infrastructure.relay import gathering, policies
from aurora.infrastructure.relay.gathering import grouped
from aurora.infrastructure.relay.policies import PolicySubscriber
from aurora.infrastructure.relay.subscriber import Poisoned
from aurora.infrastructure.tasks import JobEngine

GOATS = UUID(int=999)
REFUSED, UNLUCKY, AWAY = 11, 13, 17


class CountAll(Command[None], frozen=True, kw_only=True):
    permission = Permission.EDIT_DOCUMENTS
    gathers: ClassVar[str | None] = "numbers"
    numbers: tuple[int, ...]


class CountAllLater(Command[None], frozen=True, kw_only=True):
    permission = Permission.EDIT_DOCUMENTS
    queue = "default"
    gathers: ClassVar[str | None] = "numbers"
    numbers: tuple[int, ...]


def on_sheep(recorded: Recorded) -> Iterable[Command[Any]]:
    match recorded.event:
        case Counted(by=number) if number and recorded.aggregate_id != GOATS:
            yield CountAll(numbers=(number,))


def on_sheep_later(recorded: Recorded) -> Iterable[Command[Any]]:
    match recorded.event:
        case Counted(by=number) if number:
            yield CountAllLater(numbers=(number,))


class Farm:
    """A bus that counts goats for sheep, and remembers how many it was told of at once."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.tallies = postgres_tallies(engine)
        self.cursors = PostgresCursors(engine)
        self.log = EventLog(engine, EventCodec([Counted]))
        self.jobs = JobEngine("unix:///nonexistent/redis.sock", PostgresJobs(engine, {}))
        self.told: list[tuple[int, ...]] = []
        self.away = True

        async def count_all(command: CountAll, tallies: Tallies) -> None:
            self.told.append(command.numbers)
            async with tallies.work() as work:
                goats = await work.tallies.get(GOATS)
                for number in command.numbers:
                    if number == AWAY and self.away:
                        raise Unavailable("come back later")
                    if number == UNLUCKY:
                        raise ValueError("unlucky")
                    if number == REFUSED:
                        raise Conflict("not this one")
                    goats.count(number)

        ports = {Tallies: self.tallies}
        self.bus = Bus(
            [count_all],
            ports,
            ledger=PostgresLedger(engine),
            progress=Present(),
            meter=Silence(),
        )

    def subscriber(self, policy: Policy = on_sheep) -> PolicySubscriber:
        return PolicySubscriber(policy, self.log, self.cursors, self.bus, self.jobs)

    async def write(self, *numbers: int) -> None:
        """Tell of sheep in one transaction, so that all of it has one cause."""
        async with self.tallies.work() as work:
            for number in numbers:
                sheep = Tally(id=UUID(int=number), name=str(number))
                sheep.count(number)
                work.tallies.add(sheep)

    async def goats(self) -> int:
        return await total(self.tallies, GOATS)

    async def cursor(self) -> Position:
        return (await self.cursors.read("policy:on_sheep"))[1]


@pytest.fixture
async def farm(postgres_url: str) -> AsyncIterator[Farm]:
    async with database(postgres_url) as engine:
        farm = Farm(engine)
        await seed(farm.tallies, GOATS, name="goats")
        yield farm
        await farm.jobs.close()


async def test_events_of_one_cause_are_followed_together(farm: Farm) -> None:
    await farm.write(1, 2, 3)
    await farm.write(4, 5)
    await farm.subscriber().step()

    assert farm.told == [(1, 2, 3), (4, 5)]
    assert await farm.goats() == 15


async def test_only_so_many_are_followed_together(
    farm: Farm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "MOST", 2)
    await farm.write(1, 2, 3)
    await farm.subscriber().step()

    assert farm.told == [(1, 2), (3,)]


async def test_where_event_follows_on_event_more_of_them_come_together(
    farm: Farm, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def meanwhile(seconds: float) -> None:
        if seconds > 1:
            await farm.write(2, 3)

    monkeypatch.setattr(policies, "GATHER_SECONDS", 60)
    monkeypatch.setattr(policies, "GATHERED_AT_ONCE", 1)
    monkeypatch.setattr(policies, "sleep", meanwhile)
    subscriber = farm.subscriber()
    await farm.write(1)
    await subscriber.step()
    await subscriber.step()

    assert farm.told == [(1,), (2, 3)]


async def test_the_cursor_moves_with_the_effect(farm: Farm) -> None:
    await farm.write(1, 2)
    await farm.write(AWAY)
    with pytest.raises(Unavailable):
        await farm.subscriber().step()
    assert await farm.goats() == 3
    assert await farm.cursor() == (await farm.log.read(START, 3))[-1].at
    farm.away = False
    await farm.subscriber().step()

    assert await farm.goats() == 3 + AWAY


async def test_of_two_who_follow_the_slower_one_has_no_effect(farm: Farm) -> None:
    slow, fast = farm.subscriber(), farm.subscriber()
    await slow.step()
    await farm.write(1, 2)
    await fast.step()

    with pytest.raises(Stale):
        await slow.step()
    assert await farm.goats() == 3
    slow.begin()
    await farm.write(4)
    await slow.step()
    assert await farm.goats() == 7


async def test_one_that_is_refused_stops_none_of_the_others(farm: Farm) -> None:
    await farm.write(1, REFUSED, 2)
    await farm.subscriber().step()

    assert farm.told == [(1, REFUSED, 2), (1,), (REFUSED,), (2,)]
    assert await farm.goats() == 3


async def test_one_that_is_poisoned_is_named_and_those_before_it_are_followed(farm: Farm) -> None:
    await farm.write(1, UNLUCKY, 2)
    subscriber = farm.subscriber()
    with pytest.raises(Poisoned, match="unlucky") as poisoned:
        await subscriber.step()
    assert poisoned.value.recorded.aggregate_id == UUID(int=UNLUCKY)
    assert await farm.goats() == 1
    subscriber.begin()
    with pytest.raises(Poisoned):
        await subscriber.step()

    assert await farm.goats() == 1


async def test_jobs_that_gather_are_one_job_however_often_it_is_asked_for(farm: Farm) -> None:
    await farm.write(1, 2, 3)
    subscriber = farm.subscriber(on_sheep_later)
    await subscriber.step()
    await farm.cursors.advance(subscriber.name, "", START)
    subscriber.begin()
    await subscriber.step()

    async with farm.engine.connect() as connection:
        kept = (await connection.execute(select(jobs.c.message, jobs.c.payload))).all()
    assert [tuple(row) for row in kept] == [("CountAllLater", {"numbers": [1, 2, 3]})]


async def test_events_that_cannot_be_read_are_for_themselves(farm: Farm) -> None:
    def faulty(recorded: Recorded) -> Iterable[Command[Any]]:
        if recorded.aggregate_id == UUID(int=2):
            raise ValueError("cannot tell what follows")
        return on_sheep(recorded)

    await farm.write(1, 2, 3)
    groups = grouped(await farm.log.read(START, 9), faulty)
    assert [(len(group.events), group.alone) for group in groups] == [
        (2, False),
        (1, True),
        (1, False),
    ]
