"""End a crawl early."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.perception.ports import Perception
from aurora.domains.principal import Permission, Principal


class CancelCrawl(Command[None], frozen=True, kw_only=True):
    """Fetch nothing more; what was captured stays."""

    permission = Permission.CRAWL
    crawl_id: UUID


async def cancel_crawl(command: CancelCrawl, by: Principal, perception: Perception) -> None:
    """Let the waiting URLs go; a page that is under way is dropped. Raises AlreadyEnded."""
    async with perception.work() as work:
        crawl = await work.crawls.get(command.crawl_id)
        crawl.require_owner(by)
        crawl.cancel()
        await work.links.close(crawl.id)
