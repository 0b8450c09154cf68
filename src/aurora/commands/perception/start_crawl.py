"""Start to perceive a site."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.clock import Ids
from aurora.domains.errors import Invalid
from aurora.domains.perception.crawl import Crawl, CrawlPlan
from aurora.domains.perception.frontier import Candidate
from aurora.domains.perception.ports import Fetcher, Perception
from aurora.domains.perception.types import Scope
from aurora.domains.perception.url import Urls
from aurora.domains.principal import Permission, Principal


class StartCrawl(Command[UUID], frozen=True, kw_only=True):
    """Perceive what can be reached from the start URLs; captures go to the collection, if any."""

    permission = Permission.CRAWL
    start_urls: tuple[str, ...]
    scope: Scope = Scope.HOST
    depth: int = 3
    page_limit: int = 1_000
    collection_id: UUID | None = None


async def start_crawl(
    command: StartCrawl,
    by: Principal,
    perception: Perception,
    urls: Urls,
    fetcher: Fetcher,
    ids: Ids,
) -> UUID:
    """Keep the crawl and its first URLs; whether captures may enter the collection is decided
    there.
    """
    plan = CrawlPlan(
        start_urls=_canonical(command.start_urls, urls, fetcher),
        scope=command.scope,
        depth=command.depth,
        page_limit=command.page_limit,
        collection_id=command.collection_id,
    )
    crawl = Crawl.start(ids.new(), by.id, plan)
    starts = [Candidate(url=url, host=urls.host(url), depth=0) for url in plan.start_urls]
    async with perception.work() as work:
        work.crawls.add(crawl)
        await work.links.discover(crawl.id, starts, limit=crawl.known_limit)
    return crawl.id


def _canonical(start_urls: tuple[str, ...], urls: Urls, fetcher: Fetcher) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for number, url in enumerate(start_urls):
        field = f"start_urls[{number}]"
        try:
            canonical = urls.canonical(url)
        except Invalid as error:
            raise Invalid(str(error), field) from None
        if fetcher.forbids(canonical):
            raise Invalid(f"{canonical} is not at a public address", field)
        found[canonical] = None
    return tuple(found)
