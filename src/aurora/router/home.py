"""Finds the collection that something goes to when nobody names one."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aurora.bus import Bus
from aurora.domains.errors import Forbidden
from aurora.domains.event import Position
from aurora.domains.knowledge.types import Role, permits
from aurora.domains.principal import Principal
from aurora.queries.knowledge.get_collection import GetCollection
from aurora.queries.knowledge.list_collections import ListCollections
from aurora.queries.knowledge.views import CollectionView

DEFAULT = "default"
PAGE = 200


@dataclass(frozen=True)
class Unsettled:
    """No collection, or several, might be meant."""

    names: tuple[str, ...]


async def find_home(bus: Bus, by: Principal, after: Position | None) -> UUID | Unsettled:
    """Give the only collection that the caller may write to, or among several the default one."""
    readable = await _readable(bus, by, after)
    open_ones = [view for view in readable if permits(view.grants, by, Role.WRITER)]
    meant = [view for view in open_ones if view.name.casefold() == DEFAULT]
    if len(open_ones) == 1 or len(meant) == 1:
        return (meant or open_ones)[0].id
    return Unsettled(tuple(view.name for view in open_ones))


async def check_home(bus: Bus, by: Principal, after: Position | None, id: UUID) -> None:
    """Raise NotFound or Forbidden where the caller may not write into the collection."""
    view = await bus.ask(GetCollection(collection_id=id), by, after=after)
    if not permits(view.grants, by, Role.WRITER):
        raise Forbidden(f"this needs the role {Role.WRITER} on the collection")


async def _readable(bus: Bus, by: Principal, after: Position | None) -> Sequence[CollectionView]:
    found: list[CollectionView] = []
    cursor = None
    while True:
        part = await bus.ask(ListCollections(limit=PAGE, cursor=cursor), by, after=after)
        found += part
        if len(part) < PAGE:
            return found
        cursor = part[-1].id
