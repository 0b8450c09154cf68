"""Start to perceive a site."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from aurora.commands.command import Command
from aurora.commands.perception.reaching import check_robots, reachable
from aurora.commands.perception.rendering import check_rendering
from aurora.domains.clock import Clock, Ids
from aurora.domains.errors import Invalid
from aurora.domains.perception.crawl import Crawl, CrawlPlan
from aurora.domains.perception.credentials import Credentials
from aurora.domains.perception.fields import Field
from aurora.domains.perception.frontier import Candidate
from aurora.domains.perception.patterns import Patterns
from aurora.domains.perception.ports import Extractor, Fetcher, Perception, Renderer
from aurora.domains.perception.rendering import Step
from aurora.domains.perception.rules import Rules
from aurora.domains.perception.types import Preference, Render, Scope, SitemapUse
from aurora.domains.perception.url import Urls
from aurora.domains.perception.webhook import Webhook
from aurora.domains.principal import Permission, Principal

CANONICAL = ("start_urls", "domains", "batch", "notices")


class StartCrawl(Command[UUID], frozen=True, kw_only=True):
    """Perceive what can be reached from the start URLs; captures go to the collection, if any.

    `headers` and `cookies` are sent to the hosts of the start URLs only, and forgotten at the end.
    Pages that are rendered are read after these `steps`, which are forgotten likewise. `fields`
    are what is wanted of HTML pages beside their text.
    """

    permission = Permission.CRAWL
    start_urls: tuple[str, ...]
    scope: Scope = Scope.HOST
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    patterns_on_url: bool = False
    depth: int = 3
    page_limit: int = 1_000
    byte_limit: int | None = None
    seconds_limit: int | None = None
    max_age: int = 0
    ignore_robots: bool = False
    sitemaps: SitemapUse = SitemapUse.INCLUDE
    priority: int = 0
    prefer: tuple[Preference, ...] = ()
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    cookies: dict[str, str] = msgspec.field(default_factory=dict)
    render: Render = Render.AUTO
    steps: tuple[Step, ...] = ()
    collection_id: UUID | None = None
    webhook: Webhook | None = None
    fields: tuple[Field, ...] = ()


async def start_crawl(
    command: StartCrawl,
    by: Principal,
    perception: Perception,
    urls: Urls,
    patterns: Patterns,
    fetcher: Fetcher,
    renderer: Renderer,
    extractor: Extractor,
    ids: Ids,
    clock: Clock,
) -> UUID:
    """Keep the crawl and its first URLs; whether captures may enter the collection is decided
    there. To ignore robots needs a permission of its own.
    """
    check_robots(by, ignore=command.ignore_robots)
    check_rendering(command.render, command.steps, renderer)
    starts = _canonical(command.start_urls, urls, fetcher)
    _check_patterns(command, patterns)
    extractor.check(command.fields)
    domains = tuple(dict.fromkeys(map(urls.domain, starts)))
    webhook = reachable(command.webhook, urls, fetcher)
    told = webhook.events if webhook else ()
    plan = CrawlPlan(start_urls=starts, domains=domains, notices=told, **_asked(command))
    own = Credentials(
        headers=command.headers, cookies=command.cookies, steps=command.steps, start_urls=starts
    )
    own.check()
    crawl = Crawl.start(ids.new(), by.owner, plan)
    weigh = Rules(crawl, patterns, clock.now().year).priority
    candidates = [
        Candidate(url=url, host=urls.host(url), depth=0, priority=weigh(url)) for url in starts
    ]
    seconds = plan.seconds_limit
    ends_at = clock.now() + timedelta(seconds=seconds) if seconds else None
    async with perception.work() as work:
        work.crawls.add(crawl)
        await work.links.discover(crawl.id, candidates, limit=crawl.known_limit)
        await work.links.prepare(crawl.id, priority=plan.priority, ends_at=ends_at)
        if crawl.surveys:
            await work.links.survey(crawl.id, {one.host for one in candidates}, due=True)
        if own:
            await work.links.entrust(crawl.id, own)
        if webhook:
            await work.webhooks.keep(crawl.id, webhook)
    return crawl.id


def _asked(command: StartCrawl) -> dict[str, Any]:
    """Give the fields that the plan takes from the command as they are."""
    names = [name for name in CrawlPlan.__struct_fields__ if name not in CANONICAL]
    return {name: getattr(command, name) for name in names}


def _check_patterns(command: StartCrawl, patterns: Patterns) -> None:
    fields = {f"include[{number}]": one for number, one in enumerate(command.include)}
    fields |= {f"exclude[{number}]": one for number, one in enumerate(command.exclude)}
    preferred = enumerate(command.prefer)
    fields |= {f"prefer[{number}].pattern": one.pattern for number, one in preferred}
    for field, pattern in fields.items():
        try:
            patterns.matcher([pattern])
        except Invalid as error:
            raise Invalid(str(error), field) from None


def _canonical(start_urls: tuple[str, ...], urls: Urls, fetcher: Fetcher) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for number, url in enumerate(start_urls):
        field = f"start_urls[{number}]"
        try:
            canonical = urls.named(url)
        except Invalid as error:
            raise Invalid(str(error), field) from None
        if fetcher.forbids(canonical):
            raise Invalid(f"{urls.host(canonical)} is not at a public address", field)
        found[canonical] = None
    return tuple(found)
