"""The relay: one holder per subscriber, woken by the log; troubles stay with whom they concern."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.tallies import Counted, postgres_tallies, seed, tally_database

from aurora.domains.errors import Unavailable
from aurora.domains.event import START, Position, Recorded
from aurora.infrastructure.postgres.log import EventCodec, EventLog
from aurora.infrastructure.postgres.parking import PostgresParking
from aurora.infrastructure.relay import relay
from aurora.infrastructure.relay.relay import Relay
from aurora.infrastructure.relay.subscriber import feed
from aurora.infrastructure.relay.tail import Tail

RENAME = text(
    "UPDATE events SET payload = jsonb_set(payload, '{type}', to_jsonb(CAST(:tag AS text)))"
    " WHERE aggregate_id = :id"
)
HOLDERS = text("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted")


@dataclass
class Reader:
    """Reads the log and remembers; stumbles over what it is told to."""

    name: str
    log: EventLog
    seen: list[int] = field(default_factory=list)
    stumbles: dict[int, Exception] = field(default_factory=dict)
    attempts: int = 0
    begun: int = 0
    cursor: Position = START

    def begin(self) -> None:
        self.begun += 1

    async def step(self) -> bool:
        batch = await self.log.read(self.cursor, 10)
        self.attempts += bool(batch)
        done, trouble = await feed(batch, self.take)
        self.cursor = done or self.cursor
        if trouble:
            raise trouble
        return bool(batch)

    async def take(self, recorded: Recorded) -> None:
        if trouble := self.stumbles.get(recorded.aggregate_id.int):
            raise trouble
        self.seen.append(recorded.aggregate_id.int)


@dataclass
class Post:
    """A log, who reads it, and the place for those who cannot go on."""

    engine: AsyncEngine

    def __post_init__(self) -> None:
        self.log = EventLog(self.engine, EventCodec([Counted]))
        self.parking = PostgresParking(self.engine)

    def reader(self, name: str = "reader") -> Reader:
        return Reader(name, self.log)

    async def write(self, *numbers: int) -> None:
        for number in numbers:
            await seed(postgres_tallies(self.engine), UUID(int=number), name=str(number))

    async def rename(self, number: int, tag: str) -> None:
        """Let an event in the log be of a kind that nobody here knows."""
        async with self.engine.begin() as connection:
            await connection.execute(RENAME, {"id": UUID(int=number), "tag": tag})

    async def parked(self) -> set[str]:
        return {one.subscriber for one in await self.parking.all()}

    @asynccontextmanager
    async def running(self, *shared: Reader, local: tuple[Reader, ...] = ()) -> AsyncIterator[None]:
        task = asyncio.create_task(
            Relay(self.engine, Tail(self.log), self.parking, shared, local).run()
        )
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


@pytest.fixture
async def post(postgres_url: str) -> AsyncIterator[Post]:
    async with tally_database(postgres_url) as engine:
        yield Post(engine)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "POLL_SECONDS", 0.05)
    monkeypatch.setattr(relay, "REST_SECONDS", 0.05)
    monkeypatch.setattr(relay, "FIRST_PAUSE", 0.01)


async def until(claim: Callable[[], bool | Awaitable[bool]]) -> None:
    """Return once the claim holds; the test's own time limit is the only other way out."""
    while True:
        found = claim()
        if found if isinstance(found, bool) else await found:
            return
        await asyncio.sleep(0.01)


async def test_a_subscriber_reads_what_is_there_and_what_comes(post: Post) -> None:
    reader = post.reader()
    await post.write(1, 2)
    async with post.running(reader):
        await until(lambda: reader.seen == [1, 2])
        await post.write(3)
        await until(lambda: reader.seen == [1, 2, 3])


async def test_the_database_wakes_a_subscriber(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "POLL_SECONDS", 10_000.0)
    reader = post.reader()
    async with post.running(reader):
        await post.write(1)
        await until(lambda: reader.attempts > 0)
        await post.write(2)
        await until(lambda: reader.seen == [1, 2])


async def test_a_poisoned_event_stops_its_own_subscriber_only(post: Post) -> None:
    healthy, ill = post.reader("healthy"), post.reader("ill")
    ill.stumbles[2] = ValueError("cannot be taken in")
    await post.write(1, 2, 3)
    async with post.running(healthy, ill):
        await until(lambda: healthy.seen == [1, 2, 3])
        await until(lambda: ill.attempts > 2)
        await until(lambda: noted(post, "ill"))

        [note] = await post.parking.all()
        assert (note.subscriber, ill.seen) == ("ill", [1])
        assert "cannot be taken in" in (note.error or "")


async def test_an_event_of_a_newer_aurora_parks_who_cannot_read_it(post: Post) -> None:
    reader = post.reader()
    await post.write(1, 2)
    await post.rename(2, "tallies.renamed.v9")
    async with post.running(reader):
        await until(lambda: noted(post, "reader"))

        [note] = await post.parking.all()
        assert reader.seen == [1]
        assert "tallies.renamed.v9" in (note.error or "")


async def noted(post: Post, name: str) -> bool:
    return name in await post.parked()


async def clear(post: Post) -> bool:
    return not await post.parked()


async def test_a_parked_subscriber_tries_again_at_once_when_it_is_released(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "FIRST_PAUSE", 10_000.0)
    monkeypatch.setattr(relay, "LONGEST_PAUSE", 10_000.0)
    reader = post.reader()
    reader.stumbles[1] = ValueError("not yet")
    await post.write(1, 2)
    async with post.running(reader):
        await until(lambda: noted(post, "reader"))
        assert reader.attempts == 1
        reader.stumbles.clear()
        await post.parking.release("reader")
        await until(lambda: reader.seen == [1, 2])
        assert await clear(post)


async def test_who_recovers_by_itself_is_struck_out(post: Post) -> None:
    reader = post.reader()
    reader.stumbles[1] = ValueError("for a while")
    await post.write(1)
    async with post.running(reader):
        await until(lambda: noted(post, "reader"))
        reader.stumbles.clear()
        await until(lambda: clear(post))
    assert reader.seen == [1]


async def test_the_note_of_a_holder_before_is_struck_out(post: Post) -> None:
    await post.parking.park("reader", UUID(int=9), "of a process that is gone")
    async with post.running(post.reader()):
        await until(lambda: clear(post))


async def test_what_is_away_is_no_fault_of_the_event(post: Post) -> None:
    reader = post.reader()
    reader.stumbles[1] = Unavailable("the store is away")
    await post.write(1)
    async with post.running(reader):
        await until(lambda: reader.attempts > 2)
        assert reader.begun > 2
        assert await clear(post)
        reader.stumbles.clear()
        await until(lambda: reader.seen == [1])


async def test_a_shared_subscriber_runs_once_a_local_one_on_every_node(post: Post) -> None:
    shared = [post.reader("shared") for _ in range(2)]
    local = [post.reader("local") for _ in range(2)]
    await post.write(1)
    async with (
        post.running(shared[0], local=(local[0],)),
        post.running(shared[1], local=(local[1],)),
    ):
        await until(lambda: all(one.seen == [1] for one in local))
        await until(lambda: any(one.seen for one in shared))
        await post.write(2)
        await until(lambda: any(one.seen == [1, 2] for one in shared))

    assert sorted(one.seen for one in shared) == [[], [1, 2]]


async def test_another_node_takes_over_when_the_holder_ends(post: Post) -> None:
    first, second = post.reader(), post.reader()
    async with post.running(second):
        async with post.running(first):
            await post.write(1)
            await until(lambda: bool(first.seen or second.seen))
        await post.write(2)
        await until(lambda: 2 in second.seen)


async def test_a_holder_whose_connection_dies_lets_go_and_somebody_goes_on(post: Post) -> None:
    readers = [post.reader(), post.reader()]
    async with post.running(readers[0]), post.running(readers[1]):
        await until(lambda: holders(post, 1))
        async with post.engine.connect() as connection:
            [[holder]] = (await connection.execute(HOLDERS)).all()
            await connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": holder})
        await post.write(1)
        await until(lambda: any(one.seen == [1] for one in readers))
        await until(lambda: holders(post, 1))


async def holders(post: Post, number: int) -> bool:
    async with post.engine.connect() as connection:
        return len((await connection.execute(HOLDERS)).all()) == number
