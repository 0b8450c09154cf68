"""See to it that somebody works on every crawl."""

from datetime import timedelta

from aurora.commands.command import Command
from aurora.commands.perception.finish_crawl import FinishCrawl
from aurora.commands.perception.turns import hand_out_turns
from aurora.domains.clock import Clock
from aurora.domains.perception.ports import Perception
from aurora.domains.principal import Permission

FORGOTTEN = timedelta(days=1)


class SweepCrawls(Command[None], frozen=True, kw_only=True):
    """Take up crawls whose worker died; sent every few seconds and when a crawl starts."""

    permission = Permission.OPERATE


async def sweep_crawls(command: SweepCrawls, perception: Perception, clock: Clock) -> None:  # noqa: ARG001
    """Ask for a turn at each idle host with waiting URLs, and for the end of crawls that are
    exhausted or whose time is up.
    """
    async with perception.work() as work:
        await work.webhooks.forget(seen_before=clock.now() - FORGOTTEN)
        await hand_out_turns(work, clock)
        for crawl_id in await work.links.exhausted():
            work.enqueue(FinishCrawl(crawl_id=crawl_id))
