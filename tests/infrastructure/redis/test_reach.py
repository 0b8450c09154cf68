"""How far views have come, and which of them count."""

from dataclasses import replace
from uuid import uuid4

import msgspec
from tests.beasts import beasts

from aurora.domains.event import START, Position
from aurora.infrastructure.redis.client import connect
from aurora.infrastructure.redis.generations import Generations
from aurora.infrastructure.redis.reach import RedisReach
from aurora.queries.identity.views import SessionView, UserView

HERE = Position(7, 9)


async def test_views_of_another_version_have_not_come_anywhere(redis_url: str) -> None:
    redis, old = connect(redis_url), beasts(name=uuid4().hex)
    generations = Generations(redis, old.name, old.version)
    generation = await generations.begin()
    await generations.advance(generation, START, HERE)
    before = await RedisReach(redis, [old]).least()
    await generations.switch(generation)

    assert (before, await RedisReach(redis, [old]).least()) == (START, HERE)
    assert await RedisReach(redis, [replace(old, version=2)]).least() == START
    await redis.aclose()


def test_views_of_the_version_before_can_still_be_read() -> None:
    user = b'{"id":"00000000-0000-0000-0000-000000000001","version":3,"role":"viewer",'
    told = user + b'"sessions_from":"2026-01-01T00:00:00Z","kept_session":null}'
    session = b'{"id":"00000000-0000-0000-0000-000000000002","version":1,'
    begun = b'"user_id":"00000000-0000-0000-0000-000000000001","started_at":"2026-01-01T00:00:00Z",'
    ends = b'"expires_at":"2026-01-31T00:00:00Z"}'

    assert msgspec.json.decode(told, type=UserView).role == "viewer"
    assert not msgspec.json.decode(session + begun + ends, type=SessionView).ended
