"""Waits for what happens soon, and looks at the stores from outside."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import asyncpg
import httpx
from redis.asyncio import Redis
from redis.exceptions import RedisError

COLLECTIONS = "/api/v2/tenants/default_tenant/databases/default_database/collections"
PATIENCE_SECONDS, ANSWER_SECONDS = 30, 5
STILL_STARTING = (OSError, asyncpg.PostgresError, RedisError, httpx.TransportError)

T = TypeVar("T")


async def eventually(claim: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not claim():  # noqa: ASYNC110 - the system tells nobody
            await asyncio.sleep(0.02)


async def soon(action: Callable[[], Awaitable[T]]) -> T:
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            try:
                return await action()
            except STILL_STARTING:
                await asyncio.sleep(0.02)


async def sql(url: str, statement: str) -> object:
    plain = url.replace("+asyncpg", "")
    connection = await asyncpg.connect(
        plain, timeout=ANSWER_SECONDS, command_timeout=ANSWER_SECONDS
    )
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def redis(url: str, *command: str) -> object:
    client = Redis.from_url(url, decode_responses=True, socket_timeout=ANSWER_SECONDS)
    try:
        answer: object = await client.execute_command(*command)  # type: ignore[no-untyped-call]
        return answer
    finally:
        await client.aclose()


async def add_collection(url: str, name: str) -> None:
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
        answer = await client.post(COLLECTIONS, json={"name": name})
        answer.raise_for_status()


async def collections(url: str) -> list[str]:
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
        answer = await client.get(COLLECTIONS)
        return [collection["name"] for collection in answer.json()]
