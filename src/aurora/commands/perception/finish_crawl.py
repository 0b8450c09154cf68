"""Note that a crawl has come to its end."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.perception.ports import Perception
from aurora.domains.principal import Permission


class FinishCrawl(Command[None], frozen=True, kw_only=True):
    """Finish a crawl for which nothing is left to fetch."""

    permission = Permission.OPERATE
    queue = "crawl"
    crawl_id: UUID


async def finish_crawl(command: FinishCrawl, perception: Perception) -> None:
    """Finish it once; nothing happens while URLs wait."""
    async with perception.work() as work:
        crawl = await work.crawls.get(command.crawl_id)
        if not await work.links.open(crawl.id):
            crawl.finish()
            await work.links.close(crawl.id)
