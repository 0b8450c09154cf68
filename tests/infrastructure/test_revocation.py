"""What was revoked in one web process is refused by another, whatever became of the rest."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text
from tests.databases import fresh_database
from tests.flushable import copied, own_redis, restore
from tests.identity_house import EMAIL, PASSWORD

from aurora.app import create_app
from aurora.commands.identity.create_user import CreateUser
from aurora.commands.identity.issue_key import IssueKey
from aurora.commands.identity.issue_local_key import IssueLocalKey
from aurora.commands.identity.keep_signing_keys import KeepSigningKeys
from aurora.container import Container
from aurora.container.identity import AT_THE_DOOR
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.postgres.closings import PostgresClosings
from aurora.infrastructure.redis.reach import RedisReach
from aurora.settings import Settings

CHEAP = "m=1024,t=1,p=1"
BIA, CAI = "bia@example.org", "cai@example.org"


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

    async def caught_up(self) -> None:
        """Wait until the views show all that closed a door."""
        container = self.containers[0]
        closings = PostgresClosings(container.engine())
        reach = RedisReach(container.redis(), AT_THE_DOOR)
        while await reach.least() < await closings.newest():  # noqa: ASYNC110  the relay decides
            await asyncio.sleep(0.02)


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


async def may_edit(client: httpx.AsyncClient, credential: str) -> bool:
    answer = await client.get("/v1/me", headers=bearer(credential))
    return "documents:edit" in answer.json()["permissions"]


async def demoted(client: httpx.AsyncClient, credential: str) -> None:
    """Come again and again until nothing more may be edited."""
    while await may_edit(client, credential):  # noqa: ASYNC110  another process decides
        await asyncio.sleep(0.02)


async def sign_in(client: httpx.AsyncClient, email: str = EMAIL) -> str:
    answer = await client.post("/v1/auth/login", json={"email": email, "password": PASSWORD})
    return str(answer.json()["access_token"])


@dataclass
class People:
    """Who may come in at first, and by what: `leaving` and `staying` are of one user."""

    administrator: dict[str, str]
    users: dict[str, UUID]
    leaving: str
    staying: str
    disabled: str
    editing: str
    key: str
    key_id: UUID

    async def are_revoked(self, door: httpx.AsyncClient) -> None:
        """Take from everybody but one what was theirs."""
        by, bia, cai = self.administrator, self.users[BIA], self.users[CAI]
        await door.post("/v1/auth/logout", headers=bearer(self.leaving))
        await door.post(f"/v1/users/{bia}/disable", headers=by)
        await door.put(f"/v1/users/{cai}/role", json={"role": "viewer"}, headers=by)
        await door.delete(f"/v1/keys/{self.key_id}", headers=by)

    async def are_out(self, *doors: httpx.AsyncClient) -> None:
        """Wait until every door is shut that was closed, and none else."""
        async with asyncio.timeout(20):
            for door in doors:
                gone = (self.leaving, self.disabled, self.key)
                await asyncio.gather(*(refused(door, one) for one in gone))
                await demoted(door, self.editing)
        for door in doors:
            assert [await status(door, one) for one in (self.staying, self.editing)] == [200] * 2


async def welcomed(aurora: Installation) -> People:
    """Let people in, everywhere."""
    bus = aurora.containers[0].bus()
    await bus.send(KeepSigningKeys(), SYSTEM)
    administrator = bearer(await bus.send(IssueLocalKey(), SYSTEM))
    users = {}
    for email, role in ((EMAIL, "viewer"), (BIA, "viewer"), (CAI, "editor")):
        command = CreateUser(email=email, name="Z", role=role, password=PASSWORD)
        users[email] = (await bus.send(command, SYSTEM)).id
    key = await bus.send(IssueKey(name="indexer", role="viewer"), SYSTEM)
    emails = (EMAIL, EMAIL, BIA, CAI)
    tokens = [await sign_in(aurora.first, email) for email in emails]
    for door in (aurora.first, aurora.second):
        assert [await status(door, one) for one in (*tokens, key.key)] == [200] * 5
        assert await may_edit(door, tokens[-1])
    return People(
        administrator=administrator,
        users=users,
        leaving=tokens[0],
        staying=tokens[1],
        disabled=tokens[2],
        editing=tokens[3],
        key=key.key,
        key_id=key.id,
    )


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
    people = await welcomed(aurora)

    await trouble(aurora)
    await people.are_revoked(aurora.first)

    await people.are_out(aurora.first, aurora.second)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("trouble", TROUBLES[:2], ids=lambda one: one.__name__)
async def test_a_redis_that_is_restored_from_before_neither_opens_nor_locks_the_door(
    aurora: Installation, trouble: Callable[[Installation], Awaitable[None]]
) -> None:
    people, doors = await welcomed(aurora), (aurora.first, aurora.second)
    redis = aurora.containers[0].redis()
    await aurora.caught_up()
    before = await copied(redis)
    await people.are_revoked(aurora.first)
    late = await sign_in(aurora.first)
    await people.are_out(*doors)
    await aurora.caught_up()

    await trouble(aurora)
    await restore(redis, before)

    await people.are_out(*doors)
    assert [await status(door, late) for door in doors] == [200] * 2
