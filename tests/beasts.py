"""The smallest read model there is: what is known of tallies, listed by mark."""

from typing import ClassVar
from uuid import UUID, uuid4

from redis.asyncio import Redis
from tests.tallies import Counted

from aurora.domains.event import Recorded
from aurora.infrastructure.redis.generations import Generations
from aurora.queries.projection import Projection
from aurora.queries.view import View, Views


class Beast(View, frozen=True, kw_only=True):
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("mark",),
        ("mark", "even"),
        ("keeper",),
        ("foods",),
    )

    total: int = 0
    mark: UUID = UUID(int=0)
    even: bool = True
    keeper: str | None = None
    foods: tuple[str, ...] = ()


async def project_beasts(recorded: Recorded, views: Views[Beast]) -> None:
    match recorded.event:
        case Counted(by=by):
            before = await views.get(recorded.aggregate_id)
            if before and before.version >= recorded.version:
                return
            total = (before.total if before else 0) + by
            fresh = Beast(id=recorded.aggregate_id, version=recorded.version, total=total)
            await views.put(fresh)


def beasts(version: int = 1, name: str | None = None) -> Projection:
    """Give the projection, under a name that nobody else has."""
    name = name or f"beasts-{uuid4().hex}"
    return Projection(name=name, version=version, project=project_beasts, views=(Beast,))


async def opened(redis: Redis, name: str) -> None:
    """Make an empty generation the one that is read."""
    generations = Generations(redis, name, 1)
    await generations.switch(await generations.begin())
