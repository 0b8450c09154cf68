"""Generations of views: filled beside what is read, lost, found to be lost, and made again."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.beasts import Beast, beasts, project_beasts
from tests.flushable import copied, own_redis, restore
from tests.tallies import Counted, Tallies, postgres_tallies, seed, tally_database

from aurora.domains.errors import Unavailable
from aurora.domains.event import START, Recorded
from aurora.infrastructure.postgres.log import EventCodec, EventLog
from aurora.infrastructure.redis.client import connect
from aurora.infrastructure.redis.generations import Generations, Lost, reached
from aurora.infrastructure.redis.views import RedisViews
from aurora.infrastructure.relay import views
from aurora.infrastructure.relay.views import ViewSubscriber
from aurora.queries.projection import Projection
from aurora.queries.view import Slice, Views

NAME = "beasts"


@dataclass
class Yard:
    """Tallies, and a Redis that shows them."""

    tallies: Tallies
    log: EventLog
    redis: Redis
    views: RedisViews[Beast]

    def subscriber(self, projection: Projection) -> ViewSubscriber:
        return ViewSubscriber(projection, self.log, self.redis, {})

    async def count(self, *numbers: int) -> None:
        for number in numbers:
            await seed(self.tallies, UUID(int=number), number, name=str(number))

    async def totals(self) -> list[int]:
        return [view.total for view in await self.views.list(Slice())]


@pytest.fixture(scope="module")
async def redis_of_its_own() -> AsyncIterator[str]:
    async with own_redis() as url:
        yield url


@pytest.fixture
async def engine(postgres_url: str) -> AsyncIterator[AsyncEngine]:
    async with tally_database(postgres_url) as engine:
        yield engine


@pytest.fixture
async def yard(engine: AsyncEngine, redis_of_its_own: str) -> AsyncIterator[Yard]:
    redis = connect(redis_of_its_own)
    await redis.flushall()
    log = EventLog(engine, EventCodec([Counted]))
    yield Yard(postgres_tallies(engine), log, redis, RedisViews(redis, Beast, NAME))
    await redis.aclose()


@pytest.fixture(autouse=True)
def _constant_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "LOOK_SECONDS", -1.0)


async def caught_up(subscriber: ViewSubscriber) -> None:
    """Step until nothing is left; a loss is only the beginning of a rebuild."""
    for _ in range(20):
        try:
            if not await subscriber.step():
                return
        except Lost:
            continue
    raise AssertionError("never caught up")


async def count_again(yard: Yard, by: int) -> None:
    async with yard.tallies.work() as work:
        (await work.tallies.get(UUID(int=1))).count(by)


async def test_an_empty_redis_has_no_answer_rather_than_an_empty_one(yard: Yard) -> None:
    readings: list[Callable[[], Awaitable[object]]] = [
        lambda: yard.views.get(UUID(int=1)),
        lambda: yard.views.many([UUID(int=1)]),
        lambda: yard.views.list(Slice()),
        lambda: yard.views.count(),
    ]
    for reading in readings:
        with pytest.raises(Unavailable, match="being rebuilt"):
            await reading()
    assert await reached(yard.redis, NAME)() == START


async def test_a_redis_that_is_not_there_is_unavailable() -> None:
    redis = connect("unix:///nonexistent/redis.sock")
    with pytest.raises(Unavailable, match="cannot be reached"):
        await RedisViews(redis, Beast, NAME).get(UUID(int=1))
    await redis.aclose()


async def test_views_are_read_once_they_have_caught_up(yard: Yard) -> None:
    await yard.count(1, 2, 3)
    subscriber = yard.subscriber(beasts(name=NAME))

    assert await subscriber.step()
    with pytest.raises(Unavailable):
        await yard.totals()
    await caught_up(subscriber)

    assert await yard.totals() == [1, 2, 3]
    assert await reached(yard.redis, NAME)() == await yard.log.head()


async def test_news_reach_the_views_that_are_read(yard: Yard) -> None:
    subscriber = yard.subscriber(beasts(name=NAME))
    await caught_up(subscriber)
    await yard.count(1)
    await caught_up(subscriber)

    assert await yard.totals() == [1]


async def test_a_subscriber_takes_up_where_the_one_before_it_stopped(yard: Yard) -> None:
    seen = []

    async def counting(recorded: Recorded, views: Views[Beast]) -> None:
        seen.append(recorded.at)
        await project_beasts(recorded, views)

    projection = replace(beasts(name=NAME), project=counting)
    await yard.count(1, 2)
    await caught_up(yard.subscriber(projection))
    await yard.count(3)
    await caught_up(yard.subscriber(projection))

    assert len(seen) == 3
    assert await yard.totals() == [1, 2, 3]


async def test_an_emptied_redis_is_noticed_and_filled_again(yard: Yard) -> None:
    await yard.count(1, 2)
    subscriber = yard.subscriber(beasts(name=NAME))
    await caught_up(subscriber)
    before = await yard.views.list(Slice())

    await yard.redis.flushall()
    with pytest.raises(Unavailable):
        await yard.totals()
    await caught_up(subscriber)

    assert await yard.views.list(Slice()) == before


async def test_a_redis_that_is_emptied_in_the_middle_of_a_batch_loses_nothing(yard: Yard) -> None:
    await yard.count(1, 2, 3, 4)
    empties = [3]

    async def unlucky(recorded: Recorded, views: Views[Beast]) -> None:
        if recorded.aggregate_id.int in empties:
            empties.clear()
            await yard.redis.flushall()
        await project_beasts(recorded, views)

    subscriber = yard.subscriber(replace(beasts(name=NAME), project=unlucky))
    with pytest.raises(Lost):
        await subscriber.step()
    with pytest.raises(Unavailable):
        await yard.totals()
    await caught_up(subscriber)

    assert await yard.totals() == [1, 2, 3, 4]


async def test_a_redis_that_is_restored_from_before_is_brought_up_again(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The subscriber still believes to be where it was, and learns of it when it writes."""
    await yard.count(1)
    subscriber = yard.subscriber(beasts(name=NAME))
    await caught_up(subscriber)
    before = await copied(yard.redis)
    await count_again(yard, by=10)
    await caught_up(subscriber)
    monkeypatch.setattr(views, "LOOK_SECONDS", 60.0)
    await subscriber.step()

    await restore(yard.redis, before)
    await count_again(yard, by=100)
    with pytest.raises(Lost):
        await subscriber.step()
    assert await yard.totals() == [1]
    subscriber.begin()
    await caught_up(subscriber)

    assert await yard.totals() == [111]


async def test_a_redis_that_is_emptied_before_the_switch_shows_nothing_half(yard: Yard) -> None:
    generations = Generations(yard.redis, NAME, 1)
    [generation] = await generations.to_advance()
    await yard.redis.flushall()

    with pytest.raises(Lost):
        await generations.switch(generation)
    with pytest.raises(Unavailable):
        await yard.totals()


async def test_a_new_version_fills_beside_the_old_one_and_then_takes_its_place(
    yard: Yard,
) -> None:
    await yard.count(1, 2)
    old = yard.subscriber(beasts(name=NAME))
    await caught_up(old)

    async def doubling(recorded: Recorded, views: Views[Beast]) -> None:
        assert isinstance(recorded.event, Counted)
        total = 2 * recorded.event.by
        await views.put(Beast(id=recorded.aggregate_id, version=recorded.version, total=total))

    new = yard.subscriber(replace(beasts(2, NAME), project=doubling))
    assert await new.step()
    assert await yard.totals() == [1, 2]
    await yard.count(3)
    await old.step()
    assert await yard.totals() == [1, 2, 3]
    await caught_up(new)

    assert await yard.totals() == [2, 4, 6]
    kept = {key async for key in yard.redis.scan_iter(match=f"*{NAME}.v1.*")}
    assert kept == set()


async def test_a_version_never_fills_the_generation_of_another(yard: Yard) -> None:
    await yard.count(1)
    await caught_up(yard.subscriber(beasts(name=NAME)))
    [filling] = await Generations(yard.redis, NAME, 2).to_advance()

    old = Generations(yard.redis, NAME, 1)
    assert await old.to_advance() == [await old.active()]
    assert filling.startswith(f"{NAME}.v2.")


async def test_a_rebuild_leaves_what_is_read_alone_until_it_has_caught_up(yard: Yard) -> None:
    await yard.count(1, 2)
    subscriber = yard.subscriber(beasts(name=NAME))
    await caught_up(subscriber)
    generations = Generations(yard.redis, NAME, 1)
    before, fresh = await generations.active(), await generations.begin()

    assert before != fresh
    await yard.count(3)
    assert await subscriber.step()
    assert (await generations.active(), await yard.totals()) == (before, [1, 2, 3])
    await caught_up(subscriber)

    assert (await generations.active(), await yard.totals()) == (fresh, [1, 2, 3])


async def test_of_two_that_move_a_cursor_the_later_is_told(yard: Yard) -> None:
    generations = Generations(yard.redis, NAME, 1)
    generation = await generations.begin()
    await yard.count(1)
    head = await yard.log.head()
    assert head
    await generations.advance(generation, START, head)

    with pytest.raises(Lost):
        await generations.advance(generation, START, head)
    assert await generations.cursor(generation) == head
