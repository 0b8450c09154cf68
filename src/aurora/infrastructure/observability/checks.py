"""What readiness asks of each component."""

from collections.abc import Awaitable, Callable, Sequence

from redis.asyncio import Redis
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.domains.event import Position
from aurora.infrastructure.observability.readiness import OK, Check
from aurora.infrastructure.postgres.parking import PostgresParking
from aurora.infrastructure.redis.board import Board
from aurora.infrastructure.redis.generations import active_key, reachable
from aurora.infrastructure.relay.meaning import READY
from aurora.queries.knowledge.ports import MeaningIndexWriter


def database(engine: AsyncEngine) -> Check:
    """Ask whether PostgreSQL answers."""

    async def check() -> str:
        async with engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
        return OK

    return check


def views(redis: Redis, projections: Sequence[str]) -> Check:
    """Ask whether every projection has a generation to read."""

    async def check() -> str:
        async with reachable():
            active = await redis.mget([active_key(name) for name in projections])
        missing = [name for name, one in zip(projections, active, strict=True) if one is None]
        return f"being rebuilt: {', '.join(missing)}" if missing else OK

    return check


def words(position: Callable[[], Awaitable[Position]]) -> Check:
    """Ask whether this node has a word index."""

    async def check() -> str:
        await position()
        return OK

    return check


def meaning(index: MeaningIndexWriter, board: Board, name: str) -> Check:
    """Ask whether the index by meaning takes writes and is whole."""

    async def check() -> str:
        if await index.generation() is None:
            return "lost its contents"
        state = await board.read(name)
        return OK if state == READY else state or "nobody looks after it"

    return check


def subscribers(parking: PostgresParking) -> Check:
    """Ask whether an event stopped a subscriber."""

    async def check() -> str:
        parked = [one.subscriber for one in await parking.all()]
        return f"parked: {', '.join(parked)}" if parked else OK

    return check
