"""Readiness: each component says whether it is there, and why not."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from redis.asyncio import Redis
from tests.beasts import opened
from tests.databases import fresh_database

from aurora.domains.errors import Unavailable
from aurora.infrastructure.lexical.reader import TantivyWordIndex
from aurora.infrastructure.memory.indexes import MemoryMeaningIndex
from aurora.infrastructure.observability import checks, readiness
from aurora.infrastructure.observability.metrics import PrometheusMetrics
from aurora.infrastructure.observability.readiness import OK, Readiness
from aurora.infrastructure.postgres.engine import connect as connect_postgres
from aurora.infrastructure.postgres.parking import PostgresParking
from aurora.infrastructure.redis.board import Board
from aurora.infrastructure.redis.client import connect
from aurora.infrastructure.relay.meaning import READY, REBUILDING


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    redis = connect(redis_url)
    yield redis
    await redis.aclose()


async def fine() -> str:
    return OK


async def test_each_component_is_reported_by_name() -> None:
    async def refusing() -> str:
        raise Unavailable("being rebuilt")

    async def broken() -> str:
        raise ConnectionRefusedError("/secret/path")

    checked = await Readiness({"a": fine, "b": refusing, "c": broken}).check()

    assert checked == {
        "a": OK,
        "b": "being rebuilt",
        "c": "cannot be reached (ConnectionRefusedError)",
    }


async def test_a_component_that_hangs_does_not_hang_the_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def hanging() -> str:
        return await asyncio.Future[str]()

    monkeypatch.setattr(readiness, "CHECK_SECONDS", 0.01)

    checked = await Readiness({"slow": hanging, "fine": fine}).check()
    assert checked == {"slow": "does not answer", "fine": OK}


async def test_the_database_is_asked(postgres_url: str) -> None:
    engine = connect_postgres(postgres_url)
    assert await checks.database(engine)() == OK
    await engine.dispose()

    away = connect_postgres("postgresql+asyncpg://x@/x?host=/nonexistent")
    [state] = (await Readiness({"database": checks.database(away)}).check()).values()
    assert state == "the database cannot be reached"
    await away.dispose()


async def test_every_projection_needs_a_generation(redis: Redis) -> None:
    here, gone = uuid4().hex, uuid4().hex
    await opened(redis, here)

    assert await checks.views(redis, [here])() == OK
    assert await checks.views(redis, [here, gone])() == f"being rebuilt: {gone}"


async def test_a_node_without_a_word_index_is_not_ready(tmp_path: Path) -> None:
    index = TantivyWordIndex(tmp_path / "words")
    [state] = (await Readiness({"words": checks.words(index.position)}).check()).values()
    index.close()

    assert "no word index" in state


async def test_the_index_by_meaning_is_ready_when_its_subscriber_says_so(redis: Redis) -> None:
    board, name, index = Board(redis), uuid4().hex, MemoryMeaningIndex()
    check = checks.meaning(index, board, name)

    assert await check() == "lost its contents"
    await index.mark("meaning.v1.x")

    assert await check() == "nobody looks after it"
    await board.post(name, REBUILDING)
    assert await check() == REBUILDING
    await board.post(name, READY)
    assert await check() == OK
    index.broken = True
    with pytest.raises(Unavailable):
        await check()


async def test_parked_subscribers_are_named(postgres_url: str) -> None:
    async with fresh_database(postgres_url) as engine:
        parking = PostgresParking(engine)
        assert await checks.subscribers(parking)() == OK
        await parking.park("documents.v1", UUID(int=1), "boom")
        assert await checks.subscribers(parking)() == "parked: documents.v1"
        await parking.park("documents.v1", UUID(int=1), "boom again")
        [note] = await parking.all()
        assert (note.attempts, note.error) == (2, "boom again")


def test_metrics_are_shown_with_their_labels() -> None:
    metrics = PrometheusMetrics()
    metrics.observe("Search", "ok", 0.02)
    metrics.answered("GET", "/v1/search", 200)
    metrics.ready("views", False)
    shown = metrics.render().decode()

    assert 'aurora_message_seconds_count{message="Search",outcome="ok"} 1.0' in shown
    assert 'aurora_http_requests_total{method="GET",route="/v1/search",status="200"} 1.0' in shown
    assert 'aurora_component_ready{component="views"} 0.0' in shown
