"""Read one page now."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from aurora.commands.command import Command
from aurora.commands.perception.following import Permit, follow
from aurora.commands.perception.guests import Guest, Guests
from aurora.commands.perception.page_forms import forms
from aurora.commands.perception.reaching import RETRY_SECONDS, destination, unreachable
from aurora.commands.perception.rendering import (
    as_failure,
    check_rendering,
    insists,
    to_be_rendered,
    unshown,
)
from aurora.commands.perception.telling import told
from aurora.commands.perception.visiting import ACCEPT
from aurora.domains.clock import Clock
from aurora.domains.errors import AuroraError, Forbidden, Unavailable
from aurora.domains.forms import WholeReading
from aurora.domains.perception.credentials import Credentials
from aurora.domains.perception.fields import Field
from aurora.domains.perception.filling import Filler
from aurora.domains.perception.ports import Extractor, Fetcher, Renderer, Robots
from aurora.domains.perception.redirects import onward
from aurora.domains.perception.rendering import Rendered, Step
from aurora.domains.perception.types import Extracted, Fetched, FetchError, FetchFailed, Render
from aurora.domains.perception.url import Urls
from aurora.domains.principal import Permission
from aurora.domains.transcript import Facts, Product, judgement


class Format(StrEnum):
    """In which form a page is wanted: its clean text as it would be kept, as Markdown with links
    and emphasis, without marks, or all that was read of it; its source as it stands; its links.
    """

    TEXT = "text"
    MARKDOWN = "markdown"
    PLAIN = "plain"
    JSON = "json"
    HTML = "html"
    LINKS = "links"


class ScrapedPage(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says and says of itself; a form that was not asked for is None.

    `url` is where the redirects ended. A page with an error status may say something as well, and
    `html` of what is no text is None. `links` are canonical, and none where `follow` is false. If
    it was `rendered`, `html` is what a browser showed; `screenshots` are PNG, in Base64.
    `page_type` is the kind of page, `boilerplate` the share of its words that are left out, 0 to 1,
    `reasons` why its content was chosen so, and what is missing of its pictures.
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
    page_type: str | None = None
    boilerplate: float | None = None
    reasons: tuple[str, ...] = ()
    facts: Facts = Facts()
    products: tuple[Product, ...] = ()
    text: str | None = None
    markdown: str | None = None
    plain: str | None = None
    json: WholeReading | None = None
    html: str | None
    links: tuple[str, ...] | None
    rendered: bool = False
    screenshots: tuple[bytes, ...] = ()
    fields: dict[str, Any] | None = None
    data: dict[str, Any] | None = None


class ScrapePage(Command[ScrapedPage], frozen=True, kw_only=True):
    """Fetch one page, if robots.txt allows, and say what it says; nothing is kept.

    `timeout` is in seconds, for the host's turn, robots.txt, the page and its reading together.
    `headers` and `cookies` are sent to the host of the URL and to no other. A page that is rendered
    is read after these `steps`. `fields` are what is wanted of an HTML page beside its text;
    what the JSON Schema `schema` asks for a language model finds, if one is configured.
    """

    permission = Permission.CRAWL
    secret_answer = True  # kept nowhere; and without a key, each host has a unit of work of its own
    url: str
    formats: Annotated[tuple[Format, ...], Meta(min_length=1)] = (Format.MARKDOWN,)
    timeout: Annotated[float, Meta(ge=1, le=60)] = 30
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    cookies: dict[str, str] = msgspec.field(default_factory=dict)
    render: Render = Render.AUTO
    steps: tuple[Step, ...] = ()
    fields: tuple[Field, ...] = ()
    schema: dict[str, Any] | None = None


async def scrape_page(
    command: ScrapePage,
    fetcher: Fetcher,
    robots: Robots,
    extractor: Extractor,
    filler: Filler,
    renderer: Renderer,
    urls: Urls,
    clock: Clock,
    guests: Guests,
) -> ScrapedPage:
    """Wait for the host's turn, ask robots.txt, fetch and read; raise Forbidden, Invalid or
    Unavailable for what fails.
    """
    start = destination(command.url, urls, fetcher)
    check_rendering(command.render, command.steps, renderer)
    own = Credentials(
        headers=command.headers, cookies=command.cookies, steps=command.steps, start_urls=(start,)
    )
    own.check()
    extractor.check(command.fields)
    if command.schema is not None:
        filler.check(command.schema)
    looking = _Looking(robots=robots, renderer=renderer, own=own, render=command.render)
    try:
        async with asyncio.timeout(command.timeout), guests.admitted(command.timeout) as guest:
            shown = await looking.at(start, guest)
            page, at = shown.page, clock.now()
            reading = _said(page, extractor, command.fields)
            said, _ = await asyncio.gather(reading, guest.leave())
            wanted = said and Format.HTML in command.formats
            html = await extractor.decode(page) if wanted else None
            said = said or Extracted(text="")
            written = await asyncio.to_thread(forms, said, command.formats)
            data = await _filled(command.schema, said, filler)
    except FetchFailed as failure:
        raise unreachable(failure) from failure
    except TimeoutError:
        detail = f"{start} could not be read in {command.timeout:g} s"
        raise Unavailable(detail, retry_after=RETRY_SECONDS) from None
    return replace(_scraped(command, shown, at, said), html=html, data=data, **written)


async def _filled(
    schema: dict[str, Any] | None, said: Extracted, filler: Filler
) -> dict[str, Any] | None:
    """Have a schema filled from a page that says anything."""
    if schema is None or not said.text:
        return None
    return await filler.fill(told(said), schema)


@dataclass(frozen=True, kw_only=True)
class _Looking:
    """Looks at one page on behalf of somebody who waits: plainly, then in a browser if need be."""

    robots: Robots
    renderer: Renderer
    own: Credentials
    render: Render

    async def at(self, url: str, guest: Guest) -> Rendered:
        """Give the page where redirects end, those of its scripts included."""
        way: tuple[str, ...] = (url,)
        while True:
            permit = _permitted(self.robots)
            page = await follow(way[-1], guest, permit, accept=ACCEPT, headers=self.own.headers_for)
            page = replace(page, redirects=(*way[:-1], *page.redirects))
            if not await to_be_rendered(page, self.render, self.own.steps, self.renderer):
                return Rendered(page=page)
            shown = await self._shown(page, guest)
            if shown.page.moved_to is None:
                return shown
            way = onward((*page.redirects, page.url), shown.page.moved_to)

    async def _shown(self, page: Fetched, guest: Guest) -> Rendered:
        """Have it shown, in a turn of its own at the host."""
        await guest.come(page.url)
        try:
            shown = await self.renderer.render(
                page.url,
                permit=_permitted(self.robots),
                headers=self.own.headers_for,
                steps=self.own.steps_for(page.url),
            )
        except AuroraError as error:
            guest.heard(as_failure(error).reason)
            if insists(self.render, self.own.steps):
                raise
            return Rendered(page=page)
        guest.heard(answer=shown.page)
        return replace(shown, page=replace(shown.page, redirects=page.redirects))


def _permitted(robots: Robots) -> Permit:
    async def permit(url: str) -> None:
        try:
            await robots.check(url)
        except FetchFailed as refusal:
            if refusal.reason is FetchError.ROBOTS:
                raise Forbidden(str(refusal)) from refusal
            raise

    return permit


async def _said(page: Fetched, extractor: Extractor, fields: Sequence[Field]) -> Extracted | None:
    try:
        return await _text_or_facts(page, extractor, fields)
    except FetchFailed:
        if page.status < 400:
            raise
        return None


async def _text_or_facts(page: Fetched, extractor: Extractor, fields: Sequence[Field]) -> Extracted:
    try:
        return await extractor.extract(page, fields)
    except FetchFailed as failure:
        if failure.reason is not FetchError.NO_TEXT:
            raise
        return await extractor.outline(page, fields)


def _scraped(command: ScrapePage, shown: Rendered, at: datetime, said: Extracted) -> ScrapedPage:
    page, judged = shown.page, judgement(said.transcript)
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
        page_type=judged.page_type,
        boilerplate=judged.boilerplate,
        reasons=(*judged.reasons, *shown.reasons, *unshown(page)),
        html=None,
        links=said.links if Format.LINKS in command.formats else None,
        rendered=page.rendered,
        screenshots=shown.screenshots,
        fields=said.fields,
    )
