"""Web processes beside each other: their limits are one, and hold in another way without Redis."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import httpx

from aurora.app import create_app
from aurora.container import Container
from aurora.settings import Settings

Client = httpx.AsyncClient
NOBODY = "redis://127.0.0.1:9"


@asynccontextmanager
async def instance(
    redis_url: str, data_dir: Path, **changed: int
) -> AsyncIterator[httpx.AsyncClient]:
    settings = Settings(
        database_url="postgresql+asyncpg://nobody@/nowhere?host=/nonexistent",
        redis_url=redis_url,
        chroma_url="http://127.0.0.1:1",
        data_dir=data_dir,
        **changed,  # type: ignore[arg-type]
    )
    container = Container(settings=settings)
    app = httpx.ASGITransport(app=cast("Any", create_app(container)))
    async with httpx.AsyncClient(transport=app, base_url="http://aurora") as client:
        yield client
    await container.redis().aclose()


async def statuses(*clients: httpx.AsyncClient, times: int) -> Counter[int]:
    answers = [await client.get("/v1/me") for _ in range(times) for client in clients]
    return Counter(answer.status_code for answer in answers)


async def test_two_instances_agree_on_a_limit(redis_url: str, tmp_path: Path) -> None:
    limit = {"address_rate_limit": 10}
    async with (
        instance(redis_url, tmp_path, **limit) as one,
        instance(redis_url, tmp_path, **limit) as other,
    ):
        found = await statuses(one, other, times=20)
    assert 10 <= found[401] <= 20  # a minute may end meanwhile
    assert found[401] + found[429] == 40


async def test_without_redis_an_instance_allows_a_quarter_and_fails_no_request(
    tmp_path: Path,
) -> None:
    async with instance(NOBODY, tmp_path, address_rate_limit=40) as client:
        found = await statuses(client, times=30)
        answer = await client.get("/v1/me")
    assert 10 <= found[401] <= 20
    assert found[401] + found[429] == 30
    assert '"address";q=10;w=60' in answer.headers["ratelimit-policy"]


async def test_where_nobody_can_judge_a_password_nobody_is_slowed_down_for_it(
    redis_url: str, tmp_path: Path
) -> None:
    body = {"email": f"{uuid4().hex}@example.org", "password": "x" * 20}
    async with instance(redis_url, tmp_path) as client:
        answers = [await client.post("/v1/auth/login", json=body) for _ in range(30)]
    assert {answer.status_code for answer in answers} == {503}
