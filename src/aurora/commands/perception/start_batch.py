"""Start to fetch the URLs of a list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from aurora.commands.command import Command
from aurora.commands.perception.deliver_notice import tell_of_pages
from aurora.commands.perception.reaching import check_robots, reachable
from aurora.commands.perception.rendering import check_rendering
from aurora.domains.clock import Clock, Ids
from aurora.domains.errors import Invalid
from aurora.domains.perception.crawl import BATCH_LIMIT, PAGE_LIMIT, Crawl, CrawlPlan
from aurora.domains.perception.credentials import Credentials
from aurora.domains.perception.events import PageFailed
from aurora.domains.perception.fields import Field
from aurora.domains.perception.frontier import Candidate
from aurora.domains.perception.page import FACT_LIMIT, Page, page_id
from aurora.domains.perception.ports import Extractor, Fetcher, Perception, Renderer
from aurora.domains.perception.rendering import Step
from aurora.domains.perception.types import (
    FetchError,
    FetchFailed,
    Render,
    Scope,
    SitemapUse,
    UrlList,
)
from aurora.domains.perception.url import Urls, origin_of
from aurora.domains.perception.webhook import Webhook
from aurora.domains.principal import Permission, Principal

CREDENTIALS = re.compile(r"(?<=//)[^/?#]*@")


class RefusedUrl(msgspec.Struct, frozen=True, kw_only=True):
    """A URL that is not fetched, its first place in the list, and why."""

    index: int
    url: str
    reason: FetchError
    detail: str


class StartedBatch(msgspec.Struct, frozen=True, kw_only=True):
    """The batch that was started: how many different URLs it fetches, how many were repeated in
    canonical form, and those that are not fetched.
    """

    id: UUID
    urls: int
    repeated: int
    refused: tuple[RefusedUrl, ...]


class StartBatch(Command[StartedBatch], frozen=True, kw_only=True):
    """Fetch exactly these URLs, wherever they are and wherever they redirect to; follow no links.

    A URL that is none, or is at a forbidden address, fails alone, unless `strict`. Captures go to
    the collection, if any. `headers` and `cookies` are sent to all hosts of the list and to no
    other, and forgotten at the end. Pages that are rendered are read after these `steps`, which are
    forgotten likewise. `fields` are what is wanted of HTML pages beside their text.
    """

    permission = Permission.CRAWL
    urls: Annotated[tuple[str, ...], Meta(min_length=1, max_length=BATCH_LIMIT)]
    strict: bool = False
    byte_limit: int | None = None
    seconds_limit: int | None = None
    max_age: int = 0
    ignore_robots: bool = False
    priority: int = 0
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    cookies: dict[str, str] = msgspec.field(default_factory=dict)
    render: Render = Render.AUTO
    steps: tuple[Step, ...] = ()
    collection_id: UUID | None = None
    webhook: Webhook | None = None
    fields: tuple[Field, ...] = ()


async def start_batch(
    command: StartBatch,
    by: Principal,
    perception: Perception,
    urls: Urls,
    fetcher: Fetcher,
    renderer: Renderer,
    extractor: Extractor,
    ids: Ids,
    clock: Clock,
) -> StartedBatch:
    """Keep the batch, its URLs and the fates of those that are refused; raise Invalid where none
    can be fetched. To ignore robots needs a permission of its own.
    """
    check_robots(by, ignore=command.ignore_robots)
    check_rendering(command.render, command.steps, renderer)
    extractor.check(command.fields)
    webhook = reachable(command.webhook, urls, fetcher)
    asked = _Asked(urls, fetcher)
    for index, url in enumerate(command.urls):
        asked.add(index, url)
    asked.check(strict=command.strict)
    own = Credentials(
        headers=command.headers,
        cookies=command.cookies,
        steps=command.steps,
        start_urls=asked.origins,
    )
    own.check()
    batch = Crawl.start(ids.new(), by.owner, _plan(command, asked))
    seconds = command.seconds_limit
    ends_at = clock.now() + timedelta(seconds=seconds) if seconds else None
    async with perception.work() as work:
        work.crawls.add(batch)
        failed = [_failed(batch.id, one, len(asked.found)) for one in asked.refused.values()]
        for event in failed:
            page = Page.of(batch.id, event.url)
            page.decide(event)
            work.pages.add(page)
        tell_of_pages(work, batch, failed, clock)
        if webhook:
            await work.webhooks.keep(batch.id, webhook)
        if own:
            await work.links.entrust(batch.id, own)
        await work.links.discover(batch.id, asked.candidates, limit=batch.known_limit)
        await work.links.prepare(batch.id, priority=command.priority, ends_at=ends_at)
    return StartedBatch(
        id=batch.id,
        urls=len(asked.found),
        repeated=asked.repeated,
        refused=tuple(asked.refused.values()),
    )


@dataclass
class _Asked:
    """The URLs of a list, each once."""

    urls: Urls
    fetcher: Fetcher
    found: dict[str, None] = field(default_factory=dict)
    refused: dict[str, RefusedUrl] = field(default_factory=dict)
    repeated: int = 0

    def add(self, index: int, url: str) -> None:
        known = len(self.found) + len(self.refused)
        try:
            self.found[self._checked(url)] = None
        except FetchFailed as error:
            named, detail = _shown(url), _shown(str(error))
            refused = RefusedUrl(index=index, url=named, reason=error.reason, detail=detail)
            self.refused.setdefault(named, refused)
        self.repeated += known == len(self.found) + len(self.refused)

    def check(self, *, strict: bool) -> None:
        if self.refused and (strict or not self.found):
            first = next(iter(self.refused.values()))
            raise Invalid(first.detail, f"urls[{first.index}]")

    @property
    def candidates(self) -> Sequence[Candidate]:
        return [Candidate(url=url, host=self.urls.host(url), depth=0) for url in self.found]

    @property
    def origins(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(origin_of(url) + "/" for url in self.found))

    def _checked(self, url: str) -> str:
        try:
            canonical = self.urls.named(url)
        except Invalid as error:
            raise FetchFailed(FetchError.INVALID_URL, str(error)) from None
        if self.fetcher.forbids(canonical):
            detail = f"{self.urls.host(canonical)} is not at a public address"
            raise FetchFailed(FetchError.FORBIDDEN_ADDRESS, detail)
        return canonical


def _shown(text: str) -> str:
    """Give a text as an event may hold it; what was changed in a URL is no URL any more."""
    hidden = CREDENTIALS.sub("…@", text)
    clean = "".join(one if one.isprintable() else "\ufffd" for one in hidden)
    return clean if len(clean) <= FACT_LIMIT else f"{clean[: FACT_LIMIT - 1]}…"


def _plan(command: StartBatch, asked: _Asked) -> CrawlPlan:
    given, repeated, refused = len(command.urls), asked.repeated, len(asked.refused)
    return CrawlPlan(
        start_urls=(),
        scope=Scope.EXTERNAL,
        depth=0,
        sitemaps=SitemapUse.SKIP,
        page_limit=PAGE_LIMIT,
        byte_limit=command.byte_limit,
        seconds_limit=command.seconds_limit,
        max_age=command.max_age,
        ignore_robots=command.ignore_robots,
        priority=command.priority,
        collection_id=command.collection_id,
        batch=UrlList(given=given, repeated=repeated, refused=refused),
        notices=command.webhook.events if command.webhook else (),
        fields=command.fields,
        render=command.render,
    )


def _failed(batch_id: UUID, one: RefusedUrl, known: int) -> PageFailed:
    return PageFailed(
        page_id=page_id(batch_id, one.url),
        crawl_id=batch_id,
        url=one.url,
        depth=0,
        reason=one.reason,
        detail=one.detail,
        status=None,
        known=known,
        tries=0,
    )
