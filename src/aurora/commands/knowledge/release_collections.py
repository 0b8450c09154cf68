"""Let go of what a principal that is no more could do in collections."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.knowledge.ports import Knowledge
from aurora.domains.principal import Permission


class ReleaseCollections(Command[None], frozen=True, kw_only=True):
    """Take every role away that a principal holds, but where it is the only owner."""

    permission = Permission.OPERATE

    principal_id: UUID


async def release_collections(command: ReleaseCollections, knowledge: Knowledge) -> None:
    """Release each collection; done again it changes nothing."""
    async with knowledge.work() as work:
        for collection in await work.collections.granted_to(command.principal_id):
            collection.release(command.principal_id)
