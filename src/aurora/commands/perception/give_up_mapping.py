"""End a mapping that nobody could bring to its end."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.perception.ports import Perception
from aurora.domains.principal import Permission


class GiveUpMapping(Command[None], frozen=True, kw_only=True):
    """Let no mapping go on for ever, whatever became of those who worked on it."""

    permission = Permission.OPERATE
    queue = "map"
    mapping_id: UUID


async def give_up_mapping(command: GiveUpMapping, perception: Perception) -> None:
    """Note that it failed, unless it has ended."""
    async with perception.work() as work:
        mapping = await work.mappings.get(command.mapping_id)
        if not mapping.status.ended:
            mapping.fail("Aurora could not read the site in time")
