"""The notice board: what state the read models that live outside Redis are in."""

from redis.asyncio import Redis

from aurora.infrastructure.redis.generations import reachable


class Board:
    """One notice per name; all are gone when Redis was emptied, and are posted again within
    seconds.
    """

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def post(self, name: str, state: str) -> None:
        """Put a notice up."""
        async with reachable():
            await self._redis.set(f"aurora:board:{name}", state)

    async def read(self, name: str) -> str | None:
        """Read a notice, None where there is none."""
        async with reachable():
            state = await self._redis.get(f"aurora:board:{name}")
        return state.decode() if isinstance(state, bytes) else state
