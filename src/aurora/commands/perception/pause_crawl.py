"""Let a crawl rest."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.perception.ports import Perception
from aurora.domains.principal import Permission, Principal


class PauseCrawl(Command[None], frozen=True, kw_only=True):
    """Fetch nothing until the crawl is resumed; what is under way is recorded."""

    permission = Permission.CRAWL
    crawl_id: UUID


async def pause_crawl(command: PauseCrawl, by: Principal, perception: Perception) -> None:
    """Let the waiting URLs rest. Raises AlreadyEnded and NotSo."""
    async with perception.work() as work:
        crawl = await work.crawls.get(command.crawl_id)
        crawl.require_owner(by)
        crawl.pause()
        await work.links.pause(crawl.id, paused=True)
