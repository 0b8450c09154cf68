"""One connection for many callers: each gets their own answer, and a broken one is replaced."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from redis.asyncio import ConnectionPool, Redis
from redis.exceptions import ConnectionError, ResponseError, TimeoutError

from aurora.infrastructure.redis.client import connect
from aurora.infrastructure.redis.line import Line

Silence = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    redis = connect(redis_url)
    yield redis
    await redis.aclose()


async def kept(redis: Redis, count: int) -> dict[str, bytes]:
    values = {uuid4().hex: str(number).encode() for number in range(count)}
    await redis.mset(values)
    return values


async def test_each_caller_gets_the_answer_to_their_own_question(redis: Redis) -> None:
    values = await kept(redis, 300)
    assert await asyncio.gather(*map(redis.get, values)) == list(values.values())


async def test_short_commands_share_one_connection(redis: Redis) -> None:
    name = uuid4().hex
    redis.connection_pool.connection_kwargs["client_name"] = name
    await asyncio.gather(*(redis.get("nothing") for _ in range(20)))
    assert [one["name"] for one in await redis.client_list()].count(name) == 2


async def test_a_refusal_is_its_callers_alone(redis: Redis) -> None:
    [(key, value)] = (await kept(redis, 1)).items()
    listed = uuid4().hex
    await redis.rpush(listed, "one")
    before, refused, after = await asyncio.gather(
        redis.get(key), redis.get(listed), redis.get(key), return_exceptions=True
    )
    assert (before, after) == (value, value)
    assert isinstance(refused, ResponseError)


async def test_a_caller_who_gives_up_takes_nobodys_answer(redis: Redis) -> None:
    values = await kept(redis, 40)
    asked = [asyncio.ensure_future(redis.get(key)) for key in values]
    await asyncio.sleep(0)
    for task in asked[::2]:
        task.cancel()
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert answers[1::2] == list(values.values())[1::2]
    assert all(isinstance(answer, asyncio.CancelledError) for answer in answers[::2])


async def test_a_connection_that_the_server_ends_is_replaced(redis: Redis) -> None:
    [(key, value)] = (await kept(redis, 1)).items()
    for _ in range(3):
        assert await redis.get(key) == value
        await redis.client_kill_filter(_type="normal", skipme=True)


async def test_silence_ends_in_a_timeout() -> None:
    held: list[Silence] = []
    server = await asyncio.start_server(lambda *line: held.append(line), "127.0.0.1", 0)
    url = f"redis://127.0.0.1:{server.sockets[0].getsockname()[1]}?protocol=2"
    line = Line(ConnectionPool.from_url(url), seconds=0.2)
    with pytest.raises(TimeoutError):
        await line.ask("GET", "anything")
    await line.aclose()
    for _, writer in held:
        writer.close()
    server.close()


async def test_nobody_listening_is_a_connection_error() -> None:
    redis = connect("redis://127.0.0.1:9")
    with pytest.raises(ConnectionError):
        await redis.get("anything")
    await redis.aclose()


async def test_a_client_can_be_used_again_after_it_was_closed(redis: Redis) -> None:
    [(key, value)] = (await kept(redis, 1)).items()
    assert await redis.get(key) == value
    await redis.aclose()
    assert await redis.get(key) == value
