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
    """Note it, then delete the blob; doing it again changes nothing."""
    async with perception.work() as work:
        mapping = await work.mappings.get(command.mapping_id)
        sha256 = mapping.expire()
    if sha256:
        await blobs.delete(sha256)
