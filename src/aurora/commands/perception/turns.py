"""Turns at hosts: what one is asked for by, and who is next."""

from collections.abc import Sequence
from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.clock import Clock
from aurora.domains.perception.ports import PerceptionWork
from aurora.domains.principal import Permission


class CrawlHost(Command[None], frozen=True, kw_only=True):
    """Take one turn of a crawl at a host: fetch, read and keep what waits there."""

    permission = Permission.OPERATE
    queue = "crawl"
    crawl_id: UUID
    host: str


async def hand_out_turns(
    work: PerceptionWork, clock: Clock, hosts: Sequence[str] | None = None
) -> None:
    """Enqueue a turn at each free host (of these) where URLs wait."""
    for turn in await work.links.turns(hosts):
        delay = (turn.at - clock.now()).total_seconds()
        work.enqueue(CrawlHost(crawl_id=turn.crawl_id, host=turn.host), delay=max(0.0, delay))
