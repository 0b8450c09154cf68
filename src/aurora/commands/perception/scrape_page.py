"""Read one page now."""

import asyncio
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from aurora.commands.command import Command
from aurora.commands.perception.following import Permit, follow
from aurora.commands.perception.guests import Guests
from aurora.commands.perception.reaching import RETRY_SECONDS, destination, unreachable
from aurora.commands.perception.visiting import ACCEPT
from aurora.domains.clock import Clock
from aurora.domains.errors import Forbidden, Unavailable
from aurora.domains.perception.credentials import Credentials
from aurora.domains.perception.ports import Extractor, Fetcher, Robots
from aurora.domains.perception.types import Extracted, Fetched, FetchError, FetchFailed
from aurora.domains.perception.url import Urls
from aurora.domains.principal import Permission


class Format(StrEnum):
    """In which form a page is wanted: its clean text, its source as it stands, its links."""

    MARKDOWN = "markdown"
    HTML = "html"
    LINKS = "links"


class ScrapedPage(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says and says of itself; a form that was not asked for is None.

    `url` is where the redirects ended. A page with an error status may say something as well, and
    `html` of what is no text is None. `links` are canonical, and none where `follow` is false.
    """

    url: str
    requested_url: str
    status: int
    media_type: str
    fetched_at: datetime
    redirects: tuple[str, ...]
    title: str | None
    language: str
    author: str | None
    published: str | None
    canonical_url: str | None
    index: bool
    follow: bool
    markdown: str | None
    html: str | None
    links: tuple[str, ...] | None


class ScrapePage(Command[ScrapedPage], frozen=True, kw_only=True):
    """Fetch one page, if robots.txt allows, and say what it says; nothing is kept.

    `timeout` is in seconds, for the host's turn, robots.txt, the page and its reading together.
    `headers` and `cookies` are sent to the host of the URL and to no other.
    """

    permission = Permission.CRAWL
    secret_answer = True  # kept nowhere; and without a key, each host has a unit of work of its own
    url: str
    formats: Annotated[tuple[Format, ...], Meta(min_length=1)] = (Format.MARKDOWN,)
    timeout: Annotated[float, Meta(ge=1, le=60)] = 30
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    cookies: dict[str, str] = msgspec.field(default_factory=dict)


async def scrape_page(
    command: ScrapePage,
    fetcher: Fetcher,
    robots: Robots,
    extractor: Extractor,
    urls: Urls,
    clock: Clock,
    guests: Guests,
) -> ScrapedPage:
    """Wait for the host's turn, ask robots.txt, fetch and read; raise Forbidden, Invalid or
    Unavailable for what fails.
    """
    start = destination(command.url, urls, fetcher)
    own = Credentials(headers=command.headers, cookies=command.cookies, start_urls=(start,))
    own.check()
    try:
        async with asyncio.timeout(command.timeout), guests.admitted(command.timeout) as guest:
            page = await follow(
                start, guest, _permitted(robots), accept=ACCEPT, headers=own.headers_for
            )
            at = clock.now()
            said, _ = await asyncio.gather(_said(page, extractor), guest.leave())
            wanted = said and Format.HTML in command.formats
            html = await extractor.decode(page) if wanted else None
    except FetchFailed as failure:
        raise unreachable(failure) from failure
    except TimeoutError:
        detail = f"{start} could not be read in {command.timeout:g} s"
        raise Unavailable(detail, retry_after=RETRY_SECONDS) from None
    return _scraped(command, page, at, said or Extracted(text=""), html)


def _permitted(robots: Robots) -> Permit:
    async def permit(url: str) -> None:
        try:
            await robots.check(url)
        except FetchFailed as refusal:
            if refusal.reason is FetchError.ROBOTS:
                raise Forbidden(str(refusal)) from refusal
            raise

    return permit


async def _said(page: Fetched, extractor: Extractor) -> Extracted | None:
    try:
        return await _text_or_facts(page, extractor)
    except FetchFailed:
        if page.status < 400:
            raise
        return None


async def _text_or_facts(page: Fetched, extractor: Extractor) -> Extracted:
    try:
        return await extractor.extract(page)
    except FetchFailed as failure:
        if failure.reason is not FetchError.NO_TEXT:
            raise
        return await extractor.outline(page)


def _scraped(
    command: ScrapePage, page: Fetched, at: datetime, said: Extracted, html: str | None
) -> ScrapedPage:
    return ScrapedPage(
        url=page.url,
        requested_url=command.url,
        status=page.status,
        media_type=page.media_type,
        fetched_at=at,
        redirects=page.redirects,
        title=said.title,
        language=said.language,
        author=said.author,
        published=said.published,
        canonical_url=said.canonical_url,
        index=said.index,
        follow=said.follow,
        markdown=said.text if Format.MARKDOWN in command.formats else None,
        html=html,
        links=said.links if Format.LINKS in command.formats else None,
    )
