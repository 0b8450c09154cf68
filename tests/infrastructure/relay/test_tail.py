"""The tail of the log tells followers the same as the log itself, as of its last refresh."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from tests.tallies import Counted, Tallies, postgres_tallies, seed, tally_database

from aurora.domains.event import START
from aurora.infrastructure.postgres.log import EventCodec, EventLog
from aurora.infrastructure.relay import tail
from aurora.infrastructure.relay.tail import Tail


class Book:
    """A log, and a tail of it that keeps three events."""

    def __init__(self, tallies: Tallies, log: EventLog) -> None:
        self.tallies = tallies
        self.log = log
        self.tail = Tail(log)

    async def write(self, *numbers: int) -> None:
        for number in numbers:
            await seed(self.tallies, UUID(int=number), name=str(number))


@pytest.fixture
async def book(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Book]:
    monkeypatch.setattr(tail, "CAPACITY", 3)
    monkeypatch.setattr(tail, "BATCH", 2)
    async with tally_database(postgres_url) as engine:
        yield Book(postgres_tallies(engine), EventLog(engine, EventCodec([Counted])))


async def test_from_every_place_the_tail_tells_what_the_log_tells(book: Book) -> None:
    await book.write(1, 2)
    await book.tail.refresh()
    await book.write(3, 4, 5, 6, 7)
    await book.tail.refresh()

    written = await book.log.read(START, 100)
    for after in [START, *(one.at for one in written)]:
        for limit in (1, 2, 100):
            assert await book.tail.read(after, limit) == await book.log.read(after, limit)


async def test_what_came_after_the_refresh_waits_for_the_next_one(book: Book) -> None:
    await book.write(1)
    assert await book.tail.refresh()
    [first] = await book.log.read(START, 1)
    await book.write(2)

    assert await book.tail.read(first.at, 10) == []
    assert await book.tail.refresh()
    assert len(await book.tail.read(first.at, 10)) == 1


async def test_a_refresh_tells_whether_anything_was_new(book: Book) -> None:
    assert await book.tail.refresh()
    assert not await book.tail.refresh()
    await book.write(1)
    assert await book.tail.refresh()
    assert not await book.tail.refresh()


async def test_followers_near_the_end_ask_nothing_of_the_database(book: Book) -> None:
    await book.tail.refresh()
    await book.write(1)
    await book.tail.refresh()
    [first] = await book.log.read(START, 1)

    book.log.read = None  # type: ignore[assignment,method-assign]
    assert await book.tail.read(START, 10) == [first]
    assert await book.tail.read(first.at, 10) == []
