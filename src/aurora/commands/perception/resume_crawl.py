"""Let a paused crawl go on."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.perception.ports import Perception
from aurora.domains.principal import Permission, Principal


class ResumeCrawl(Command[None], frozen=True, kw_only=True):
    """Let a paused crawl go on where it was."""

    permission = Permission.CRAWL
    crawl_id: UUID


async def resume_crawl(command: ResumeCrawl, by: Principal, perception: Perception) -> None:
    """Let the waiting URLs have turns again. Raises AlreadyEnded and NotSo."""
    async with perception.work() as work:
        crawl = await work.crawls.get(command.crawl_id)
        crawl.require_owner(by)
        crawl.resume()
        await work.links.pause(crawl.id, paused=False)
