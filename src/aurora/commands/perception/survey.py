"""A survey of a site: which URLs it announces and links to, asked for politely."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field

import msgspec

from aurora.commands.perception.following import follow
from aurora.commands.perception.guests import Guest, HostRests, no_turn
from aurora.commands.perception.reaching import unreachable
from aurora.commands.perception.retry_after import busy
from aurora.domains.perception.ports import Extractor, Robots
from aurora.domains.perception.scope import Boundary
from aurora.domains.perception.sitemaps import Announced, Sitemaps, Source
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.domains.perception.url import Urls, origin_of

ACCEPT = "text/html, application/xhtml+xml, */*;q=0.1"
BREATH = 200
PATIENCE_SECONDS = 6.0  # a crawl lets go of its host within five


class Surveyed(msgspec.Struct, frozen=True, kw_only=True):
    """Where URLs were looked for, how many it named before any other, and what went wrong."""

    url: str
    found: int
    error: FetchError | None = None
    detail: str | None = None


class SiteMap(msgspec.Struct, frozen=True, kw_only=True):
    """The URLs of a site that may be fetched, and where they were found.

    `refused_by_robots` counts the URLs that a robots.txt forbids, also by being out of reach;
    `truncated` says that there are more: a limit was reached, a host rests, or the time was up.
    """

    urls: tuple[Announced, ...]
    sources: tuple[Surveyed, ...]
    refused_by_robots: int
    truncated: bool


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """Which URLs are wanted: from `start` on and within the boundary, with a text (in lower case)
    in them, up to a limit.
    """

    start: str
    boundary: Boundary
    search: str = ""
    limit: int


Heard = Callable[["Survey"], Awaitable[None]]


class _Full(Exception):
    """The limit of URLs is reached."""


@dataclass(kw_only=True)
class Survey:
    """Looks at one site, for one answer."""

    sought: Sought
    sitemaps: Sitemaps
    robots: Robots
    extractor: Extractor
    urls: Urls
    guest: Guest
    heard: Heard | None = None
    found: list[Announced] = field(default_factory=list, init=False)
    seen: set[str] = field(default_factory=set, init=False)
    sources: list[Surveyed] = field(default_factory=list, init=False)
    asked: set[str] = field(default_factory=set, init=False)
    resting: set[str] = field(default_factory=set, init=False)
    judged: int = field(default=0, init=False)
    refused: int = field(default=0, init=False)
    truncated: bool = field(default=False, init=False)

    async def run(self, seconds: float, *, include_links: bool) -> SiteMap:
        """Give what is found within so many seconds; raises Invalid or Unavailable where the site
        cannot be reached or rests.
        """
        try:
            async with asyncio.timeout(seconds):
                await self._look(include_links=include_links)
        except _Full:
            self.truncated = True
        except TimeoutError:
            if self.guest.held is None and not self.sources:
                raise no_turn(self.urls.host(self.sought.start)) from None
            self.truncated = True
        except HostRests:
            if not self.sources:
                raise
            self.truncated = True
        return SiteMap(
            urls=tuple(self.found),
            sources=tuple(self.sources),
            refused_by_robots=self.refused,
            truncated=self.truncated,
        )

    async def _look(self, *, include_links: bool) -> None:
        await self.guest.come(self.sought.start)
        self.asked.add(origin_of(self.sought.start))
        try:
            async with aclosing(self.sitemaps.announced(self.sought.start)) as sources:
                async for source in sources:
                    self.guest.heard(source.error, source.answer)
                    if not source.again:
                        await self._take(source)
                    if source.guessed and busy(source.answer):
                        break
                    await self.guest.rest(self.sought.start)
        except FetchFailed as failure:
            raise unreachable(failure) from failure
        if include_links:
            await self._take_links()

    async def _take(self, source: Source) -> None:
        news = [one for one in source.announced if one.url not in self.seen]
        self.seen.update(one.url for one in news)
        if not source.guessed or news or source.error:
            error, detail = source.error, source.detail
            self.sources.append(
                Surveyed(url=source.url, found=len(news), error=error, detail=detail)
            )
        self.truncated = self.truncated or not source.complete
        for one in news:
            if self.sought.search in one.url.lower() and self.sought.boundary.holds(one.url):
                await self._judge(one)
        if self.heard:
            await self.heard(self)

    async def _take_links(self) -> None:
        status = 0
        try:
            page = await follow(self.sought.start, self.guest, self._permitted, accept=ACCEPT)
            status = page.status
            links = await self._links(page)
        except FetchFailed as failure:
            if not self.seen and failure.reason is not FetchError.ROBOTS:
                raise unreachable(failure, status) from failure
            links = Source(url=self.sought.start, error=failure.reason, detail=str(failure))
        await self._take(links)

    async def _links(self, page: Fetched) -> Source:
        if page.status >= 400:
            raise FetchFailed(FetchError.STATUS, f"{page.url} answers {page.status}")
        url = page.url
        if not self.sought.boundary.holds(url):
            detail = f"{self.sought.start} redirects to {url}, which is out of scope"
            raise FetchFailed(FetchError.BAD_REDIRECT, detail)
        extracted = await self.extractor.outline(page)
        named = dict.fromkeys((url, *extracted.links))
        links = tuple(Announced(url=link, source=self.sought.start) for link in named)
        return Source(url=self.sought.start, announced=links)

    async def _permitted(self, url: str) -> None:
        if not await self.robots.allows(url):
            raise FetchFailed(FetchError.ROBOTS, f"the site's robots.txt refuses {url}")

    async def _judge(self, one: Announced) -> None:
        self.judged += 1
        if self.judged % BREATH == 0:
            await asyncio.sleep(0)
        if not await self._comes_to(one.url):
            self.truncated = True
        elif not await self._allows(one.url):
            self.refused += 1
        elif len(self.found) == self.sought.limit:
            raise _Full
        else:
            self.found.append(one)

    async def _comes_to(self, url: str) -> bool:
        """Come to each origin once, for its robots.txt; tell whether the host let that happen."""
        origin = origin_of(url)
        if origin not in self.asked:
            self.asked.add(origin)
            try:
                await self.guest.meet(url, patience=PATIENCE_SECONDS)
            except HostRests:
                self.resting.add(origin)
        return origin not in self.resting

    async def _allows(self, url: str) -> bool:
        try:
            return await self.robots.allows(url)
        except FetchFailed:
            return False
