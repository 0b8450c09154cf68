"""Note that a crawl has come to its end."""

from datetime import timedelta
from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.clock import Clock
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.ports import HttpCache, Perception
from aurora.domains.perception.types import LeftReason
from aurora.domains.principal import Permission


class FinishCrawl(Command[None], frozen=True, kw_only=True):
    """Finish a crawl for which nothing is left to fetch, or whose time is up."""

    permission = Permission.OPERATE
    queue = "crawl"
    crawl_id: UUID


async def finish_crawl(
    command: FinishCrawl,
    perception: Perception,
    cache: HttpCache,
    clock: Clock,
    manners: CrawlManners,
) -> None:
    """Finish it once; nothing happens while URLs wait and there is time. What is remembered of the
    web is swept now: it grows by crawls only.
    """
    async with perception.work() as work:
        crawl = await work.crawls.get(command.crawl_id)
        if ended_by := await work.links.ending(crawl.id):
            crawl.finish(ended_by)
            await work.links.close(crawl.id, LeftReason.TIME_LIMIT)
    before = clock.now() - timedelta(days=manners.remembered_days)
    await cache.sweep(before=before, most=manners.remembered)
