"""What sites announce, found where robots.txt says so, or else at the usual places."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Iterable, Iterator
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from aurora.domains.errors import Invalid
from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.ports import Fetcher, Robots
from aurora.domains.perception.redirects import onward
from aurora.domains.perception.sitemaps import Announced, Place, Position, Source
from aurora.domains.perception.types import TOO_MANY_REQUESTS, Fetched, FetchError, FetchFailed
from aurora.domains.perception.url import Urls, origin_of
from aurora.domains.perception.visit import BUSY
from aurora.infrastructure.web.listing import Entry, Listing, NoListing
from aurora.infrastructure.web.sitemap_formats import read
from aurora.infrastructure.web.sitemap_memory import ACCEPT, SitemapMemory, SiteMemory

SITEMAPS = ("/sitemap.xml", "/sitemap_index.xml", "/sitemap.xml.gz")
FEEDS = ("/feed", "/rss.xml", "/atom.xml", "/feed.xml")
LISTS = ("/llms.txt",)
MARKDOWN = ("/llms.txt", "/llms-full.txt", ".md")


class SitemapLimits(msgspec.Struct, frozen=True, kw_only=True):
    """How much is read for one site: files, levels of indexes, URLs, bytes of a file unpacked; and
    how often a file is asked for that its host is too busy to give.
    """

    files: int = 500
    depth: int = 3
    urls: int = 50_000
    unpacked: int = 20_000_000
    tries: int = 3


class LxmlSitemaps:
    """Fetches through the guard and parses with lxml, two files at a time in threads."""

    def __init__(
        self,
        fetcher: Fetcher,
        robots: Robots,
        urls: Urls,
        memory: SitemapMemory,
        *,
        limits: SitemapLimits = SitemapLimits(),  # noqa: B008  frozen
    ) -> None:
        self._fetcher, self._robots, self._urls, self._limits = fetcher, robots, urls, limits
        self._memory = memory
        self._turns = asyncio.Semaphore(2)

    async def announced(
        self, start: str, since: Position | None = None, headers: Headers = no_headers
    ) -> AsyncGenerator[Source, None]:
        """Give what robots.txt names, or else what is at the usual places, then llms.txt.

        Feeds are looked for where there is no sitemap. What robots.txt names is fetched; guesses
        are made only where it allows them.
        """
        origin = origin_of(start)
        memory = self._memory.of_site(headers)
        walk = _Walk(self._urls, self._limits, memory, since or Position())
        usual = [origin + path for path in (*SITEMAPS, *FEEDS, *LISTS)]
        if since is None:
            named = await self._robots.sitemaps(start)
            if not walk.expect(named, f"{origin}/robots.txt"):
                yield Source(url=f"{origin}/robots.txt", complete=False, position=walk.position())
        await walk.memory.recall([*(one.asks for one in walk.waiting), *usual])
        async for source in self._waiting(walk):
            yield source
        for url in usual:
            if (url.endswith(LISTS) or not walk.fruitful) and await self._robots.allows(url):
                walk.guess(url)
                async for source in self._waiting(walk):
                    yield source

    async def _waiting(self, walk: "_Walk") -> AsyncGenerator[Source, None]:
        while walk.waiting and not walk.full:
            await walk.memory.recall([one.asks for one in walk.waiting])
            place = walk.waiting.popleft()
            source = await self._visit(walk, place)
            yield replace(source, position=walk.position())

    async def _visit(self, walk: "_Walk", place: Place) -> Source:
        try:
            answer = await self._ask(walk, place)
        except FetchFailed as error:
            if error.stale and not place.again:
                return walk.once_more(replace(place, again=True))
            return _failed(place, error)
        try:
            source = await self._judged(walk, place, answer)
        except FetchFailed as error:
            source = _failed(place, error)
        return replace(source, answer=replace(answer, body=b""))

    async def _ask(self, walk: "_Walk", place: Place) -> Fetched:
        sent = walk.memory.sent(place.asks)
        return await self._fetcher.fetch(
            place.asks, accept=ACCEPT, headers=lambda _: sent, follow=False
        )

    async def _judged(self, walk: "_Walk", place: Place, answer: Fetched) -> Source:
        """Read the answer, or ask again: where it redirects to, or a busy host for what somebody
        named; each takes a request of its own. Raises FetchFailed.
        """
        if answer.moved_to:
            way = onward(place.way or (place.url,), answer.moved_to)
            return walk.once_more(replace(place, way=way, again=False))
        tries = place.tries + 1
        if answer.status in BUSY and not place.guessed and tries < self._limits.tries:
            return walk.once_more(replace(place, tries=tries, again=False))
        return await self._read(walk, place, answer)

    async def _read(self, walk: "_Walk", place: Place, answer: Fetched) -> Source:
        answer = await walk.memory.whole(answer)
        if answer.status >= 400:
            raise _refusal(place.url, answer.status)
        async with self._turns:
            source = await asyncio.to_thread(walk.take, place, answer)
        await walk.memory.keep(answer)
        return source


@dataclass
class _Walk:
    """The way through what one site announces; nothing is visited or given twice."""

    urls: Urls
    limits: SitemapLimits
    memory: SiteMemory
    since: Position
    fruitful: bool = field(init=False)
    waiting: deque[Place] = field(init=False)
    visited: dict[str, None] = field(init=False)
    given: set[str] = field(default_factory=set, init=False)
    cut: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.fruitful = self.since.fruitful
        self.waiting = deque(self.since.waiting)
        self.visited = dict.fromkeys(self.since.met)

    def position(self) -> Position:
        """Tell from where the reading can go on."""
        return Position(
            waiting=tuple(self.waiting),
            met=tuple(self.visited),
            given=self.since.given + len(self.given),
            fruitful=self.fruitful,
        )

    def once_more(self, place: Place) -> Source:
        """Let a place come next, again."""
        self.waiting.appendleft(place)
        return Source(url=place.url, guessed=place.guessed, again=True)

    @property
    def full(self) -> bool:
        """Whether no more URLs are taken."""
        return self.since.given + len(self.given) >= self.limits.urls

    def guess(self, url: str) -> None:
        """Try a usual place."""
        if url not in self.visited:
            self.visited[url] = None
            self.waiting.append(Place(url=url, guessed=True))

    def expect(self, named: Iterable[str], base: str, depth: int = 0) -> bool:
        """Wait to visit these; tell whether all could be taken up."""
        for url in self._canonical(named, base):
            if url in self.visited:
                continue
            if depth > self.limits.depth or len(self.visited) >= self.limits.files:
                return False
            self.visited[url] = None
            self.waiting.append(Place(url=url, depth=depth))
        return True

    def take(self, place: Place, answer: Fetched) -> Source:
        """Read an answer; raises FetchFailed."""
        path = place.url.partition("?")[0]
        limits = self.limits
        try:
            listing = read(
                answer.body,
                markdown=path.endswith(MARKDOWN),
                limit=limits.urls,
                size=limits.unpacked,
            )
        except NoListing as error:
            raise NoListing(f"{place.url} {error}") from None
        self.fruitful = self.fruitful or not path.endswith(LISTS)
        return self._source(place, listing, answer.url)

    def _source(self, place: Place, listing: Listing, base: str) -> Source:
        announced = tuple(self._announced(place, listing, base))
        wanted = self.expect(listing.sitemaps, base, place.depth + 1)
        cut = self.cut or (self.full and bool(self.waiting))
        return Source(
            url=place.url,
            announced=announced,
            guessed=place.guessed,
            complete=listing.complete and wanted and not cut,
            error=FetchError.MEDIA_TYPE if listing.fault else None,
            detail=f"{place.url} {listing.fault}" if listing.fault else None,
        )

    def _announced(self, place: Place, listing: Listing, base: str) -> Iterator[Announced]:
        for entry in listing.entries:
            for url in self._news(entry, base):
                if self.full:
                    self.cut = True
                    return
                self.given.add(url)
                yield Announced(
                    url=url,
                    lastmod=entry.lastmod,
                    priority=entry.priority,
                    source=place.url,
                )

    def _news(self, entry: Entry, base: str) -> Iterator[str]:
        return (url for url in self._canonical(entry.urls, base) if url not in self.given)

    def _canonical(self, urls: Iterable[str], base: str) -> Iterator[str]:
        for url in urls:
            try:
                yield self.urls.canonical(url, base)
            except Invalid:
                continue


def _failed(place: Place, error: FetchFailed) -> Source:
    if place.guessed and isinstance(error, NoListing):
        return Source(url=place.url, guessed=True)
    return Source(url=place.url, guessed=place.guessed, error=error.reason, detail=str(error))


def _refusal(url: str, status: int) -> FetchFailed:
    detail = f"{url} answers {status}"
    if status == TOO_MANY_REQUESTS or status >= 500:
        return FetchFailed(FetchError.STATUS, detail)
    return NoListing(detail, FetchError.STATUS)
