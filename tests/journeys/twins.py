"""Two web processes over the same PostgreSQL and Redis, and families of tokens that they share."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

import httpx
import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.databases import fresh_database
from tests.journeys.living import free_port

from aurora.commands.identity.create_user import CreateUser
from aurora.commands.identity.keep_signing_keys import KeepSigningKeys
from aurora.container import Container
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.postgres.schema import HEAD
from aurora.settings import Settings, to_environment

AT_ONCE = 50
ACCOUNT = {"email": "ana@example.org", "password": "correct horse battery staple"}
NO_LIMIT = 1_000_000_000
TOKEN = "chosen-by-the-operator"
ADA = {"email": "ada@example.org", "name": "Ada", "password": ACCOUNT["password"]}
SECONDS = 60.0
STAMP = text("CREATE TABLE alembic_version AS SELECT CAST(:head AS text) AS version_num")


@dataclass
class Count:
    """What became of families: `lost` died without reuse, `doubled` had two live tokens."""

    rounds: int = 0
    lost: int = 0
    doubled: int = 0
    statuses: dict[int, int] = field(default_factory=dict)


class Twins:
    """Two web processes, asked in turn."""

    def __init__(self, clients: list[httpx.AsyncClient]) -> None:
        self._turn: Iterator[httpx.AsyncClient] = cycle(clients)

    async def family(self, count: Count) -> None:
        """Live through one family: fifty at once, then its child, then a token spent long ago."""
        first = await self._signed_in()
        given = await self._together(first, count)
        second = next(iter(given), "")
        third = await self._refreshed(second)
        grandchildren = await self._together(third, count) if third else set()
        spent = [await self._refreshed(token) for token in (first, second)]
        left = [await self._refreshed(token) for token in grandchildren]
        count.rounds += 1
        count.lost += not (third and grandchildren)
        count.doubled += len(given) > 1 or len(grandchildren) > 1 or any((*spent, *left))

    async def claimed(self, token: str = TOKEN) -> int:
        """Give the status for whoever wants to be the first administrator with that token."""
        body = {"token": token, **ADA}
        return (await next(self._turn).post("/v1/auth/bootstrap", json=body)).status_code

    async def _together(self, token: str, count: Count) -> set[str]:
        clients = islice(self._turn, AT_ONCE)
        answers = await asyncio.gather(*(_ask(client, token) for client in clients))
        for answer in answers:
            count.statuses[answer.status_code] = count.statuses.get(answer.status_code, 0) + 1
        return {str(one.json()["refresh_token"]) for one in answers if one.is_success}

    async def _refreshed(self, token: str) -> str | None:
        answer = await _ask(next(self._turn), token)
        return str(answer.json()["refresh_token"]) if answer.is_success else None

    async def _signed_in(self) -> str:
        answer = await next(self._turn).post("/v1/auth/login", json=ACCOUNT)
        assert answer.is_success, answer.text
        return str(answer.json()["refresh_token"])


async def _ask(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.post("/v1/auth/refresh", json={"refresh_token": token})


@asynccontextmanager
async def twins(postgres_url: str, redis_url: str, place: Path) -> AsyncIterator[Twins]:
    """Start both on a database of their own, with one account; nobody keeps the views up."""
    settings = Settings(
        redis_url=redis_url,
        chroma_url="http://127.0.0.1:1",
        data_dir=place,
        blobs_shared=True,
        words_here=False,
        hash_cost="m=1024,t=1,p=1",
        bootstrap_token=TOKEN,
        sign_in_rate=NO_LIMIT,
        rate_limit=NO_LIMIT,
        address_rate_limit=NO_LIMIT,
    )
    async with AsyncExitStack() as stack:
        engine = await stack.enter_async_context(fresh_database(postgres_url))
        url = engine.url.render_as_string(hide_password=False)
        shared = _with(settings, database_url=url)
        await _furnish(engine, shared)
        clients = [
            await stack.enter_async_context(_web(_with(shared, port=free_port()))) for _ in range(2)
        ]
        yield Twins(clients)


def _with(settings: Settings, **changed: object) -> Settings:
    return msgspec.structs.replace(settings, **changed)


async def _furnish(engine: AsyncEngine, settings: Settings) -> None:
    async with engine.begin() as connection:
        await connection.execute(STAMP, {"head": HEAD})
    container = Container(settings=settings)
    await container.bus().send(KeepSigningKeys(), SYSTEM)
    account = CreateUser(name="Ana Lima", role="viewer", **ACCOUNT)
    await container.bus().send(account, SYSTEM)
    await container.redis().aclose()
    await container.engine().dispose()


@asynccontextmanager
async def _web(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    kept = {name: value for name, value in os.environ.items() if "AURORA_" not in name}
    with (settings.data_dir / f"web-{settings.port}.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            *[sys.executable, "-m", "aurora", "web"],
            env={**kept, **to_environment(settings)},
            stdout=log,
            stderr=log,
        )
    limits = httpx.Limits(max_connections=AT_ONCE, keepalive_expiry=1.0)
    client = httpx.AsyncClient(
        base_url=settings.url, timeout=SECONDS, trust_env=False, limits=limits
    )
    try:
        async with client:
            await _answers(client)
            yield client
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), SECONDS)


async def _answers(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(SECONDS):
        while True:
            try:
                await client.get("/health/live")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return
