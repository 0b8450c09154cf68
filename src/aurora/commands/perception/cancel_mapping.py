"""End the mapping of a site early."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.perception.ports import Perception
from aurora.domains.principal import Permission, Principal


class CancelMapping(Command[None], frozen=True, kw_only=True):
    """Read nothing more of the site; what was found is not kept."""

    permission = Permission.CRAWL
    mapping_id: UUID


async def cancel_mapping(command: CancelMapping, by: Principal, perception: Perception) -> None:
    """Note it; who is reading stops before the next request. Raises AlreadyEnded."""
    async with perception.work() as work:
        mapping = await work.mappings.get(command.mapping_id)
        mapping.require_owner(by)
        mapping.cancel()
