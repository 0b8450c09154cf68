"""Fetch from one host on behalf of one crawl, a slice of time at a time."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from aurora.commands.command import Command
from aurora.commands.perception.announcements import Announcements
from aurora.commands.perception.group import VisitGroup
from aurora.commands.perception.host_slice import HostSlice
from aurora.commands.perception.recollection import Recollection
from aurora.commands.perception.recording import Recorder
from aurora.commands.perception.under_way import CrawlsUnderWay, CrawlUnderWay
from aurora.commands.perception.visiting import ACCEPT, Visitor
from aurora.domains.blobs import Blobs
from aurora.domains.clock import Clock
from aurora.domains.perception.frontier import Frontier
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.patterns import Patterns
from aurora.domains.perception.ports import (
    Extractor,
    Fetcher,
    HttpCache,
    Pause,
    Perception,
    PerceptionWork,
    Robots,
)
from aurora.domains.perception.rules import Rules
from aurora.domains.perception.sitemaps import Sitemaps
from aurora.domains.perception.url import Urls
from aurora.domains.principal import Permission


class CrawlHost(Command[None], frozen=True, kw_only=True):
    """Take one turn of a crawl at a host: fetch, read and keep what waits there."""

    permission = Permission.OPERATE
    queue = "crawl"
    crawl_id: UUID
    host: str


async def crawl_host(
    command: CrawlHost,
    perception: Perception,
    frontier: Frontier,
    fetcher: Fetcher,
    robots: Robots,
    extractor: Extractor,
    blobs: Blobs,
    cache: HttpCache,
    urls: Urls,
    patterns: Patterns,
    clock: Clock,
    pause: Pause,
    manners: CrawlManners,
    under_way: CrawlsUnderWay,
    sitemaps: Sitemaps,
) -> None:
    """Claim the host, ask once what it announces, fetch one URL after the other, then pass the host
    on; nothing happens while somebody else holds it, or before it may be asked.
    """
    claim = await frontier.claim(
        command.crawl_id, command.host, limit=manners.batch, seconds=manners.lease_seconds
    )
    if claim is None:
        async with perception.work() as work:
            await hand_out_turns(work, clock, [command.host])
        return

    async def begin() -> CrawlUnderWay:
        async with perception.work() as work:
            crawl = await work.crawls.get(command.crawl_id)
            credentials = await work.links.credentials(crawl.id)
        rules = Rules(crawl, patterns, clock.now().year)
        recorder = Recorder(
            crawl=crawl,
            perception=perception,
            blobs=blobs,
            cache=cache,
            urls=urls,
            clock=clock,
            manners=manners,
            hand_out=hand_out_turns,
            rules=rules,
        )
        return CrawlUnderWay(
            crawl=crawl,
            rules=rules,
            headers=credentials.headers_for,
            group=VisitGroup(recorder.record),
        )

    async with under_way.joined(command.crawl_id, begin) as shared:
        allowed_at: datetime | None = clock.now()
        if claim.survey:
            allowed_at = await Announcements(
                claim=claim,
                crawl=shared.crawl,
                rules=shared.rules,
                sitemaps=sitemaps,
                robots=robots,
                urls=urls,
                perception=perception,
                frontier=frontier,
                clock=clock,
                pause=pause,
                manners=manners,
                hand_out=hand_out_turns,
            ).run()
        if allowed_at is None:
            return
        visitor = Visitor(
            crawl=shared.crawl,
            rules=shared.rules,
            headers=shared.headers,
            fetcher=fetcher,
            robots=robots,
            extractor=extractor,
            urls=urls,
            clock=clock,
            recollection=Recollection(
                cache=cache,
                blobs=blobs,
                clock=clock,
                sent={"accept": ACCEPT, "user-agent": manners.agent},
                max_age=shared.crawl.plan.max_age,
            ),
            longest_wait=manners.longest_delay,
        )
        await HostSlice(
            claim=claim,
            visitor=visitor,
            group=shared.group,
            perception=perception,
            frontier=frontier,
            clock=clock,
            pause=pause,
            manners=manners,
            hand_out=hand_out_turns,
            allowed_at=allowed_at,
        ).run()


async def hand_out_turns(
    work: PerceptionWork, clock: Clock, hosts: Sequence[str] | None = None
) -> None:
    """Enqueue a turn at each free host (of these) where URLs wait."""
    for turn in await work.links.turns(hosts):
        delay = (turn.at - clock.now()).total_seconds()
        work.enqueue(CrawlHost(crawl_id=turn.crawl_id, host=turn.host), delay=max(0.0, delay))
