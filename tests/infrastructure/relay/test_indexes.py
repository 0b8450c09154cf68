"""The subscribers of the two passage indexes: caught up before they are read, rebuilt when lost."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from redis.asyncio import Redis
from tests.tallies import Counted, PostgresTallies, postgres_tallies, seed, tally_database

from aurora.domains.errors import Unavailable
from aurora.domains.event import START, Recorded
from aurora.domains.knowledge.types import PassageRef
from aurora.infrastructure.memory.indexes import MemoryMeaningIndex, MemoryWordIndex
from aurora.infrastructure.postgres.cursors import PostgresCursors
from aurora.infrastructure.postgres.log import EventCodec, EventLog
from aurora.infrastructure.redis.board import Board
from aurora.infrastructure.redis.client import connect
from aurora.infrastructure.relay import meaning, words
from aurora.infrastructure.relay.meaning import READY, REBUILDING, MeaningSubscriber
from aurora.infrastructure.relay.meaning_batch import BatchedMeaning
from aurora.infrastructure.relay.subscriber import Poisoned
from aurora.infrastructure.relay.words import WordSubscriber
from aurora.queries.knowledge.ports import MeaningIndexWriter, WordIndexWriter, WordPassage
from aurora.queries.projection import Projection, Store

HERD = UUID(int=100)
VECTOR = (1.0, 0.0)


def passage(recorded: Recorded) -> PassageRef:
    return PassageRef(recorded.aggregate_id, 1, 0, 5)


async def project_words(recorded: Recorded, index: WordIndexWriter) -> None:
    if recorded.aggregate_id.int == 13:
        raise ValueError("unlucky")
    ref = passage(recorded)
    held = WordPassage(ref=ref, collection_id=HERD, language="en", title="", text="sheep")
    await index.add([held])


async def project_meaning(recorded: Recorded, index: MeaningIndexWriter) -> None:
    await index.add(HERD, {passage(recorded): VECTOR})


@dataclass
class Barn:
    """A log, and both indexes in memory."""

    tallies: PostgresTallies
    log: EventLog
    cursors: PostgresCursors
    board: Board
    words: MemoryWordIndex = field(default_factory=MemoryWordIndex)
    meaning: MemoryMeaningIndex = field(default_factory=MemoryMeaningIndex)

    def word_subscriber(self, version: int = 1) -> WordSubscriber:
        projection = Projection(
            name="words", version=version, project=project_words, store=Store.WORDS
        )
        return WordSubscriber(projection, self.log, self.words, {WordIndexWriter: self.words})

    def meaning_subscriber(self, version: int = 1) -> MeaningSubscriber:
        projection = Projection(
            name="meaning", version=version, project=project_meaning, store=Store.MEANING
        )
        ports = {MeaningIndexWriter: self.meaning}
        return MeaningSubscriber(
            projection, self.log, self.meaning, self.cursors, self.board, ports
        )

    async def write(self, *numbers: int) -> None:
        for number in numbers:
            await seed(self.tallies, UUID(int=number), name=str(number))

    async def found_by_word(self) -> list[int]:
        hits = await self.words.search("sheep", language="en", collections=[HERD], limit=99)
        return sorted(hit.passage.document_id.int for hit in hits)

    async def found_by_meaning(self) -> list[int]:
        hits = await self.meaning.search(VECTOR, collections=[HERD], limit=99)
        return sorted(hit.passage.document_id.int for hit in hits)


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    redis = connect(redis_url)
    yield redis
    await redis.delete("aurora:board:meaning")
    await redis.aclose()


@pytest.fixture
async def barn(postgres_url: str, redis: Redis) -> AsyncIterator[Barn]:
    async with tally_database(postgres_url) as engine:
        log = EventLog(engine, EventCodec([Counted]))
        yield Barn(postgres_tallies(engine), log, PostgresCursors(engine), Board(redis))


@pytest.fixture(autouse=True)
def _small_batches_and_constant_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "BATCH", 2)
    monkeypatch.setattr(meaning, "BATCH", 2)
    monkeypatch.setattr(meaning, "CHECK_SECONDS", -1.0)


async def steps(subscriber: WordSubscriber | MeaningSubscriber) -> Sequence[bool]:
    """Step until nothing is left."""
    taken = [await subscriber.step()]
    while taken[-1]:
        taken.append(await subscriber.step())
    return taken


async def test_words_are_found_once_the_index_has_caught_up(barn: Barn) -> None:
    await barn.write(1, 2, 3)
    subscriber = barn.word_subscriber()
    for _ in range(2):
        assert await subscriber.step()
        with pytest.raises(Unavailable):
            await barn.found_by_word()
    await steps(subscriber)

    assert await barn.found_by_word() == [1, 2, 3]
    assert await barn.words.position() == await barn.log.head()


async def test_an_index_over_an_empty_log_is_ready_and_empty(barn: Barn) -> None:
    await steps(barn.word_subscriber())

    assert await barn.found_by_word() == []
    assert await barn.words.position() == START


async def test_once_caught_up_each_batch_is_found_at_once(barn: Barn) -> None:
    subscriber = barn.word_subscriber()
    await steps(subscriber)
    await barn.write(1, 2, 3)

    assert await subscriber.step()
    assert await barn.found_by_word() == [1, 2]


async def test_a_new_process_goes_on_from_the_last_commit(barn: Barn) -> None:
    await barn.write(1)
    await steps(barn.word_subscriber())
    await barn.write(2)
    await steps(barn.word_subscriber())

    assert await barn.found_by_word() == [1, 2]


async def test_a_new_version_is_not_seen_before_it_has_caught_up(barn: Barn) -> None:
    await barn.write(1, 2, 3)
    await steps(barn.word_subscriber())
    newer = barn.word_subscriber(version=2)
    assert await newer.step()
    assert await barn.found_by_word() == [1, 2, 3]
    await steps(newer)

    assert await barn.found_by_word() == [1, 2, 3]
    assert (await barn.words.committed())[0] == "words.v2"


async def test_what_came_before_a_poisoned_event_is_found(barn: Barn) -> None:
    subscriber = barn.word_subscriber()
    await steps(subscriber)
    await barn.write(1, 13)

    with pytest.raises(Poisoned, match="unlucky"):
        await subscriber.step()
    assert await barn.found_by_word() == [1]


async def test_meaning_is_ready_when_it_has_caught_up(barn: Barn) -> None:
    await barn.write(1, 2, 3)
    subscriber = barn.meaning_subscriber()
    assert await subscriber.step()
    assert await barn.board.read("meaning") == REBUILDING
    await steps(subscriber)

    assert await barn.board.read("meaning") == READY
    assert await barn.found_by_meaning() == [1, 2, 3]


async def test_what_a_batch_says_of_a_collection_goes_to_the_store_together(barn: Barn) -> None:
    batch = BatchedMeaning(barn.meaning)
    refs = [PassageRef(UUID(int=number), 1, 0, 5) for number in range(4)]
    await barn.meaning.add(HERD, {refs[0]: VECTOR, refs[1]: VECTOR})
    await batch.forget(HERD, refs[:2])
    await batch.add(HERD, dict.fromkeys(refs[1:], VECTOR))
    await batch.forget(HERD, refs[3:])
    assert await barn.found_by_meaning() == [0, 1]
    await batch.flush()

    assert await barn.found_by_meaning() == [1, 2]


async def test_a_store_that_lost_its_mark_is_filled_again(barn: Barn) -> None:
    await barn.write(1, 2, 3)
    subscriber = barn.meaning_subscriber()
    await steps(subscriber)

    await barn.meaning.clear()
    assert await subscriber.step()
    assert await barn.board.read("meaning") == REBUILDING
    await steps(subscriber)

    assert await barn.board.read("meaning") == READY
    assert await barn.found_by_meaning() == [1, 2, 3]


async def test_a_store_that_takes_no_writes_is_told_of_and_goes_on_when_it_is_back(
    barn: Barn,
) -> None:
    await barn.write(1)
    subscriber = barn.meaning_subscriber()
    await steps(subscriber)

    barn.meaning.broken = True
    with pytest.raises(Unavailable):
        await subscriber.step()
    assert await barn.board.read("meaning") == REBUILDING
    barn.meaning.broken = False
    await barn.write(2)
    await steps(subscriber)

    assert await barn.board.read("meaning") == READY
    assert await barn.found_by_meaning() == [1, 2]


async def test_an_emptied_notice_board_is_filled_again(barn: Barn, redis: Redis) -> None:
    subscriber = barn.meaning_subscriber()
    await steps(subscriber)
    await redis.delete("aurora:board:meaning")
    await steps(subscriber)

    assert await barn.board.read("meaning") == READY


async def test_another_process_goes_on_without_filling_again(barn: Barn) -> None:
    await barn.write(1)
    await steps(barn.meaning_subscriber())
    mark = await barn.meaning.generation()
    await barn.write(2)
    await steps(barn.meaning_subscriber())

    assert await barn.meaning.generation() == mark
    assert await barn.found_by_meaning() == [1, 2]
