"""What was revoked in one web process is refused by another, whatever became of the rest."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from sqlalchemy import text
from tests.databases import fresh_database
from tests.flushable import own_redis
from tests.identity_house import EMAIL, PASSWORD

from aurora.app import create_app
from aurora.commands.identity.create_user import CreateUser
from aurora.commands.identity.issue_key import IssueKey
from aurora.commands.identity.issue_local_key import IssueLocalKey
from aurora.commands.identity.keep_signing_keys import KeepSigningKeys
from aurora.container import Container
from aurora.domains.principal import SYSTEM
from aurora.settings import Settings

CHEAP = "m=1024,t=1,p=1"


@dataclass
class Installation:
    """Two web processes over the same stores, and the relay that a worker runs."""

    first: httpx.AsyncClient
    second: httpx.AsyncClient
    containers: list[Container]
    relay: asyncio.Task[None]
    stack: AsyncExitStack

    async def stop_worker(self) -> None:
        """Nobody keeps the views up any more."""
        self.relay.cancel()
        await asyncio.gather(self.relay, return_exceptions=True)

    async def empty_redis(self) -> None:
        """Nobody keeps the views up any more, and there are none."""
        await self.stop_worker()
        await self.containers[0].redis().flushall()

    async def stop_redis(self) -> None:
        """Nobody answers there any more."""
        await self.containers[0].redis().shutdown(nosave=True)

    async def hold_the_log(self) -> None:
        """What is committed from now on may not be shown to subscribers."""
        connect = self.containers[0].engine().connect()
        connection = await self.stack.enter_async_context(connect)
        await connection.execute(text("SELECT pg_current_xact_id()"))

    async def nothing(self) -> None:
        """Everybody does their work."""


@asynccontextmanager
async def installation(database: str, redis: str, place: Path) -> AsyncIterator[Installation]:
    settings = Settings(
        database_url=database,
        redis_url=redis,
        chroma_url="http://127.0.0.1:1",
        data_dir=place,
        hash_cost=CHEAP,
    )
    containers = [Container(settings=settings) for _ in range(2)]
    async with AsyncExitStack() as stack:
        for container in containers:
            stack.push_async_callback(container.engine().dispose)
            stack.push_async_callback(container.redis().aclose)
        first, second = [
            await stack.enter_async_context(
                httpx.AsyncClient(
                    transport=httpx.ASGITransport(cast("Any", create_app(container))),
                    base_url="http://aurora",
                )
            )
            for container in containers
        ]
        relay = asyncio.create_task(containers[0].shared_relay().run())
        yield Installation(first, second, containers, relay, stack)
        relay.cancel()
        await asyncio.gather(relay, return_exceptions=True)


@pytest.fixture
async def aurora(postgres_url: str, tmp_path: Path) -> AsyncIterator[Installation]:
    async with (
        fresh_database(postgres_url) as engine,
        own_redis() as redis,
        installation(engine.url.render_as_string(hide_password=False), redis, tmp_path) as aurora,
    ):
        yield aurora


def bearer(credential: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {credential}"}


async def status(client: httpx.AsyncClient, credential: str) -> int:
    return (await client.get("/v1/me", headers=bearer(credential))).status_code


async def refused(client: httpx.AsyncClient, credential: str) -> None:
    """Come again and again until the door stays shut."""
    while await status(client, credential) != 401:  # noqa: ASYNC110  another process decides
        await asyncio.sleep(0.02)


async def sign_in(client: httpx.AsyncClient, email: str = EMAIL) -> str:
    answer = await client.post("/v1/auth/login", json={"email": email, "password": PASSWORD})
    return str(answer.json()["access_token"])


TROUBLES: list[Callable[[Installation], Awaitable[None]]] = [
    Installation.nothing,
    Installation.stop_worker,
    Installation.empty_redis,
    Installation.stop_redis,
    Installation.hold_the_log,
]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda one: one.__name__)
async def test_what_is_revoked_is_refused_everywhere(
    aurora: Installation, trouble: Callable[[Installation], Awaitable[None]]
) -> None:
    bus = aurora.containers[0].bus()
    await bus.send(KeepSigningKeys(), SYSTEM)
    administrator = bearer(await bus.send(IssueLocalKey(), SYSTEM))
    emails = (EMAIL, "bia@example.org")
    users = [
        (
            await bus.send(
                CreateUser(email=email, name="Z", role="viewer", password=PASSWORD), SYSTEM
            )
        ).id
        for email in emails
    ]
    key = await bus.send(IssueKey(name="indexer", role="viewer"), SYSTEM)
    leaving, staying = await sign_in(aurora.first), await sign_in(aurora.first)
    disabled = await sign_in(aurora.first, "bia@example.org")
    credentials = (leaving, staying, disabled, key.key)
    for client in (aurora.first, aurora.second):
        assert [await status(client, one) for one in credentials] == [200] * 4

    await trouble(aurora)
    await aurora.first.post("/v1/auth/logout", headers=bearer(leaving))
    await aurora.first.post(f"/v1/users/{users[1]}/disable", headers=administrator)
    await aurora.first.delete(f"/v1/keys/{key.id}", headers=administrator)

    async with asyncio.timeout(20):
        for client in (aurora.first, aurora.second):
            await asyncio.gather(*(refused(client, one) for one in (leaving, disabled, key.key)))
    assert await status(aurora.second, staying) == 200
