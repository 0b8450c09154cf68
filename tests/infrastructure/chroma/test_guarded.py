"""The index by meaning as questions see it."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from tests.watch import Watch, worn

from aurora.domains.errors import Unavailable
from aurora.domains.knowledge.types import PassageRef
from aurora.infrastructure.chroma import guarded
from aurora.infrastructure.chroma.guarded import BELIEVED_SECONDS, GuardedMeaningIndex
from aurora.infrastructure.memory.indexes import MemoryMeaningIndex
from aurora.infrastructure.redis.board import Board
from aurora.infrastructure.redis.client import connect
from aurora.infrastructure.relay.meaning import READY, REBUILDING

NAME = "guarded"
HERD, VECTOR = UUID(int=100), (1.0, 0.0)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return worn(guarded, monkeypatch)


@pytest.fixture
async def board(redis_url: str) -> AsyncIterator[Board]:
    redis = connect(redis_url)
    yield Board(redis)
    await redis.delete(f"aurora:board:{NAME}")
    await redis.aclose()


async def found(index: GuardedMeaningIndex) -> int:
    return len(await index.search(VECTOR, collections=[HERD], limit=9))


async def test_an_index_that_is_being_rebuilt_is_refused_a_moment_later(
    board: Board, watch: Watch
) -> None:
    index = MemoryMeaningIndex()
    await index.mark("1")
    await index.add(HERD, {PassageRef(UUID(int=1), 1, 0, 5): VECTOR})
    asked = GuardedMeaningIndex(index, board, NAME)
    with pytest.raises(Unavailable, match="rebuilt"):
        await found(asked)
    await board.post(NAME, READY)
    assert await found(asked) == 1
    await board.post(NAME, REBUILDING)
    watch.now += BELIEVED_SECONDS

    with pytest.raises(Unavailable, match="rebuilt"):
        await found(asked)


async def test_an_index_that_lost_everything_is_refused_at_once(board: Board) -> None:
    index = MemoryMeaningIndex()
    await index.mark("1")
    await index.add(HERD, {PassageRef(UUID(int=1), 1, 0, 5): VECTOR})
    await board.post(NAME, READY)
    asked = GuardedMeaningIndex(index, board, NAME)
    assert await found(asked) == 1
    await index.clear()

    with pytest.raises(Unavailable, match="lost its contents"):
        await found(asked)
