"""What stores of views promise, in memory and in Redis."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.beasts import Beast, opened

from aurora.infrastructure.memory.views import MemoryViews
from aurora.infrastructure.redis.batch import BatchedViews, ViewBatch
from aurora.infrastructure.redis.client import connect
from aurora.infrastructure.redis.views import RedisViews
from aurora.queries.view import Slice, View, Views

SHEEP, GOAT, COW = (UUID(int=number) for number in (1, 2, 3))
RED, BLUE = UUID(int=101), UUID(int=102)


class Mayfly(View, frozen=True, kw_only=True):
    lasts = "until"

    until: datetime | None = None


def beast(
    id: UUID = SHEEP, version: int = 1, *, total: int = 0, mark: UUID = RED, even: bool = True
) -> Beast:
    return Beast(id=id, version=version, total=total, mark=mark, even=even)


@pytest.fixture
def memory() -> Views[Beast]:
    return MemoryViews(Beast)


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Views[Beast]]:
    redis, name = connect(redis_url), uuid4().hex
    await opened(redis, name)
    yield RedisViews(redis, Beast, name)
    await redis.aclose()


@pytest.fixture
async def batched(redis_url: str) -> AsyncIterator[Views[Beast]]:
    redis, name = connect(redis_url), uuid4().hex
    await opened(redis, name)
    yield BatchedViews(Beast, RedisViews(redis, Beast, name), ViewBatch())
    await redis.aclose()


@pytest.fixture(params=["memory", "redis", "batched"])
def views(request: pytest.FixtureRequest) -> Views[Beast]:
    chosen: Views[Beast] = request.getfixturevalue(request.param)
    return chosen


def ids(found: Sequence[Beast]) -> list[int]:
    return [one.id.int for one in found]


async def test_what_was_put_is_there(views: Views[Beast]) -> None:
    await views.put(beast(total=7, mark=RED, even=False))

    assert await views.get(SHEEP) == beast(total=7, mark=RED, even=False)
    assert await views.get(GOAT) is None


async def test_many_are_given_by_id_and_missing_ones_left_out(views: Views[Beast]) -> None:
    await views.put(beast(SHEEP))
    await views.put(beast(COW))

    assert await views.many([COW, GOAT, SHEEP]) == {SHEEP: beast(SHEEP), COW: beast(COW)}
    assert await views.many([]) == {}


async def test_the_newest_version_stays(views: Views[Beast]) -> None:
    await views.put(beast(version=3, total=3))
    await views.put(beast(version=2, total=2))

    assert await views.get(SHEEP) == beast(version=3, total=3)


async def test_putting_a_version_again_is_harmless(views: Views[Beast]) -> None:
    for _ in range(2):
        await views.put(beast(version=3, mark=RED))

    assert ids(await views.list(Slice(), mark=RED)) == [1]
    assert await views.count() == 1


async def test_what_was_forgotten_does_not_come_back(views: Views[Beast]) -> None:
    await views.put(beast(version=1, mark=RED))
    await views.forget(SHEEP, 2)
    await views.put(beast(version=1, mark=RED))

    assert await views.get(SHEEP) is None
    assert await views.many([SHEEP]) == {}
    assert await views.list(Slice(), mark=RED) == []
    assert (await views.count(), await views.count(mark=RED)) == (0, 0)


async def test_what_was_forgotten_before_it_came_stays_away(views: Views[Beast]) -> None:
    await views.forget(SHEEP, 2)
    await views.put(beast(version=1))

    assert await views.get(SHEEP) is None


async def test_forgetting_an_old_version_is_too_late(views: Views[Beast]) -> None:
    await views.put(beast(version=3))
    await views.forget(SHEEP, 2)

    assert await views.get(SHEEP) == beast(version=3)


async def test_a_newer_version_comes_back_after_a_tombstone(views: Views[Beast]) -> None:
    await views.forget(SHEEP, 2)
    await views.put(beast(version=3, mark=RED))

    assert ids(await views.list(Slice(), mark=RED)) == [1]


async def test_indexes_move_with_the_view(views: Views[Beast]) -> None:
    await views.put(beast(version=1, mark=RED))
    await views.put(beast(version=2, mark=BLUE, even=False))

    assert ids(await views.list(Slice(), mark=RED)) == []
    assert ids(await views.list(Slice(), mark=BLUE)) == [1]
    assert await views.count(mark=BLUE, even=True) == 0
    assert await views.count(mark=BLUE, even=False) == 1


async def test_an_older_version_does_not_move_the_indexes(views: Views[Beast]) -> None:
    await views.put(beast(version=2, mark=BLUE))
    await views.put(beast(version=1, mark=RED))

    assert (await views.count(mark=RED), await views.count(mark=BLUE)) == (0, 1)


async def test_a_view_is_found_by_each_value_that_a_field_holds(views: Views[Beast]) -> None:
    await views.put(replace(beast(SHEEP), foods=("grass", "hay")))
    await views.put(replace(beast(GOAT), foods=("hay",)))
    await views.put(beast(COW))

    assert ids(await views.list(Slice(), foods="grass")) == [1]
    assert ids(await views.list(Slice(), foods="hay")) == [1, 2]

    await views.put(replace(beast(SHEEP, 2), foods=("hay",)))

    assert ids(await views.list(Slice(), foods="grass")) == []
    assert await views.count(foods="hay") == 2


async def test_several_lists_are_read_in_one_go(views: Views[Beast]) -> None:
    await views.put(beast(SHEEP, mark=RED))
    await views.put(beast(GOAT, mark=RED))
    await views.put(beast(COW, mark=BLUE))

    wheres: list[dict[str, object]] = [{"mark": RED}, {"mark": BLUE}, {"foods": "hay"}]
    found = await views.lists(Slice(limit=1), wheres)

    assert [ids(one) for one in found] == [[1], [3], []]
    assert [ids(one) for one in await views.lists(Slice(cursor=SHEEP), wheres[:1])] == [[2]]
    assert await views.lists(Slice(), []) == []


async def test_a_list_is_read_page_by_page_by_ascending_id(views: Views[Beast]) -> None:
    for number in (5, 1, 4, 2, 3):
        await views.put(beast(UUID(int=number), mark=RED if number % 2 else BLUE))

    assert ids(await views.list(Slice(limit=2))) == [1, 2]
    assert ids(await views.list(Slice(limit=2, cursor=UUID(int=2)))) == [3, 4]
    assert ids(await views.list(Slice(limit=2, cursor=UUID(int=4)))) == [5]
    assert ids(await views.list(Slice(limit=2, cursor=UUID(int=5)))) == []
    assert ids(await views.list(Slice(limit=9, cursor=UUID(int=1)), mark=RED)) == [3, 5]
    assert await views.count() == 5


async def test_a_cursor_whose_view_is_gone_still_holds_the_place(views: Views[Beast]) -> None:
    for number in (1, 2, 3):
        await views.put(beast(UUID(int=number)))
    await views.forget(GOAT, 2)

    assert ids(await views.list(Slice(cursor=GOAT))) == [3]


async def test_only_declared_indexes_can_be_asked(views: Views[Beast]) -> None:
    with pytest.raises(LookupError, match="even"):
        await views.list(Slice(), even=True)
    with pytest.raises(LookupError, match="total"):
        await views.count(total=1)


Change = tuple[UUID, int, UUID | None]
changes = st.lists(
    st.tuples(
        st.sampled_from([SHEEP, GOAT, COW]), st.integers(1, 4), st.sampled_from([RED, BLUE, None])
    ),
    max_size=12,
)


async def apply(views: Views[Beast], change: Change) -> None:
    id, version, mark = change
    if mark is None:
        await views.forget(id, version)
    else:
        await views.put(beast(id, version, mark=mark))


@given(changes=changes)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_redis_and_memory_agree_whatever_happens(
    redis_url: str, changes: list[Change]
) -> None:
    redis, name, memory = connect(redis_url), uuid4().hex, MemoryViews(Beast)
    await opened(redis, name)
    real = RedisViews(redis, Beast, name)
    for change in changes:
        await apply(memory, change)
        await apply(real, change)
    for mark in (RED, BLUE):
        assert await real.list(Slice(), mark=mark) == await memory.list(Slice(), mark=mark)
        assert await real.count(mark=mark) == await memory.count(mark=mark)
    assert await real.many([SHEEP, GOAT, COW]) == await memory.many([SHEEP, GOAT, COW])
    await redis.aclose()


async def test_several_counts_come_in_one_go(views: Views[Beast]) -> None:
    await views.put(beast(SHEEP, mark=RED))
    await views.put(beast(COW, mark=RED, even=False))

    wheres: list[dict[str, object]] = [
        {"mark": RED},
        {"mark": BLUE},
        {"mark": RED, "even": False},
        {},
    ]
    assert list(await views.counts(wheres)) == [2, 0, 1, 2]
    assert list(await views.counts([])) == []


async def test_what_is_none_is_in_no_index(views: Views[Beast]) -> None:
    await views.put(Beast(id=SHEEP, version=1, keeper=None))
    await views.put(Beast(id=COW, version=1, keeper="Ana"))

    assert await views.count(keeper="Ana") == 1
    assert await views.count(keeper=None) == 0
    assert await views.count() == 2


async def test_what_is_of_no_use_any_more_may_be_forgotten(redis_url: str) -> None:
    redis, name = connect(redis_url), uuid4().hex
    await opened(redis, name)
    views = RedisViews(redis, Mayfly, name)
    today, tomorrow = datetime.now(UTC), datetime.now(UTC) + timedelta(days=1)
    long_ago = today - timedelta(days=1)

    await views.put(Mayfly(id=SHEEP, version=1, until=tomorrow))
    await views.put(Mayfly(id=GOAT, version=1, until=tomorrow))
    await views.put(Mayfly(id=GOAT, version=2, until=long_ago))
    await views.put(Mayfly(id=COW, version=1))

    assert set(await views.many([SHEEP, GOAT, COW])) == {SHEEP, COW}
    await redis.aclose()


async def test_what_may_be_forgotten_is_in_no_list_of_all(redis_url: str) -> None:
    redis = connect(redis_url)
    for views in (MemoryViews(Mayfly), RedisViews(redis, Mayfly, "mayflies")):
        with pytest.raises(LookupError):
            await views.list(Slice())
    await redis.aclose()
