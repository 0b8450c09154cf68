"""Collections by what people call them."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import msgspec

from aurora.cli.client import Client
from aurora.cli.output import Failed, InTheWay
from aurora.queries.knowledge.views import CollectionView

LOOKS, PAUSE_SECONDS = 10, 0.2


class Named(msgspec.Struct, frozen=True):
    """A collection's identity and name."""

    id: UUID
    name: str


class Created(msgspec.Struct, frozen=True):
    """Something that was made."""

    id: UUID


async def founded(client: Client, called: str) -> Named:
    """Give the collection of that id or name; one of that name is made where there is none."""
    if found := await sought(client, called):
        return found
    try:
        created = await client.post("/v1/collections", Created, {"name": called})
    except InTheWay:
        if found := await _founded_meanwhile(client, called):
            return found
        raise
    return Named(created.id, called)


async def _founded_meanwhile(client: Client, called: str) -> Named | None:
    """Give what another command founded at the same moment, once it is seen; None where somebody
    else has one of that name.
    """
    for _ in range(LOOKS):
        if found := await sought(client, called):
            return found
        await asyncio.sleep(PAUSE_SECONDS)
    return None


async def sought(client: Client, called: str) -> Named | None:
    """Give the collection of that id or name, None where there is none of that name."""
    found = await _find(client, called)
    if found is None and _is_id(called):
        raise Failed(f"there is no collection {called}")
    return found


async def chosen(client: Client, called: Sequence[str]) -> list[UUID] | None:
    """Give the ids of collections named on the command line; None where none was."""
    ids = [await _existing(client, one) for one in called]
    return ids or None


async def _existing(client: Client, called: str) -> UUID:
    if found := await _find(client, called):
        return found.id
    raise Failed(f"there is no collection {called!r} that you may read")


async def _find(client: Client, called: str) -> Named | None:
    async for one in client.every("/v1/collections", CollectionView):
        if called in (one.name, str(one.id)):
            return Named(one.id, one.name)
    return None


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
