"""Let the list of a mapping go."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.blobs import Blobs
from aurora.domains.perception.ports import Perception
from aurora.domains.principal import Permission


class ExpireMapping(Command[None], frozen=True, kw_only=True):
    """Keep the list no longer."""

    permission = Permission.OPERATE
    queue = "map"
    mapping_id: UUID


async def expire_mapping(command: ExpireMapping, perception: Perception, blobs: Blobs) -> None:
    """Delete the blob, then note it: what was begun and not brought to its end is done again."""
    async with perception.work() as work:
        kept = (await work.mappings.get(command.mapping_id)).result_sha256
    if kept is None:
        return
    await blobs.delete(kept)
    async with perception.work() as work:
        (await work.mappings.get(command.mapping_id)).expire()
