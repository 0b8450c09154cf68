"""The web in memory: pages that a test lays out, read by the simplest means."""

import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace

from aurora.domains.errors import Invalid
from aurora.domains.knowledge.ports import Reading
from aurora.domains.perception.agent import OURS
from aurora.domains.perception.fields import Field
from aurora.domains.perception.headers import Headers, free, no_headers
from aurora.domains.perception.patterns import Matcher
from aurora.domains.perception.types import (
    Extracted,
    Fetched,
    FetchError,
    FetchFailed,
    RobotsUnread,
)
from aurora.domains.perception.url import origin_of, route_of
from aurora.domains.transcript import Facts
from aurora.infrastructure.extraction.charset import clean
from aurora.infrastructure.extraction.parsed import parse
from aurora.infrastructure.extraction.selecting import check_selectors, selected
from aurora.infrastructure.extraction.targets import Targets
from aurora.infrastructure.memory.blocks import elements_of, transcript_of
from aurora.infrastructure.web.addresses import literal
from aurora.infrastructure.web.refreshing import sent_on
from aurora.infrastructure.web.urls import AdaUrls

HTML = "text/html"
TEXTS = ("text/plain", "text/markdown")
BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "tr", "div", "pre"})


class MemoryFetcher:
    """Gives the pages it holds; others are missing, other origins do not exist."""

    def __init__(self, pages: Mapping[str, Fetched | FetchFailed]) -> None:
        self.pages = dict(pages)
        self.asked: list[str] = []
        self.sent: list[dict[str, str]] = []

    async def fetch(
        self,
        url: str,
        *,
        accept: str = "*/*",
        headers: Headers = no_headers,
        follow: bool = True,
    ) -> Fetched:
        """Note what is asked, then give the answer."""
        named = AdaUrls().named(url)
        url, _, _ = named.partition("#")
        self.asked.append(url)
        self.sent.append({"accept": accept, **free(headers(url))})
        page = await self.answer(url)
        return _routed(page if follow else _step(page, url), route_of(named))

    async def answer(self, url: str) -> Fetched:
        """Give the page or raise the failure laid out for the canonical URL."""
        page = self.pages.get(url) or self._behind(url)
        if isinstance(page, FetchFailed):
            raise page
        if page is not None:
            return page
        if not self._knows(url):
            raise FetchFailed(FetchError.NAME_NOT_FOUND, f"{url} has no address")
        return Fetched(url=url, status=404, headers={}, body=b"")

    def forbids(self, url: str) -> bool:
        """Tell whether the URL names an address of which no page is held."""
        return literal(urlsplit(url).hostname or "") is not None and not self._knows(url)

    def _behind(self, url: str) -> Fetched | None:
        """Give the page to which a redirect leads over this URL."""
        moved = (page for page in self.pages.values() if isinstance(page, Fetched))
        return next((page for page in moved if url in (*page.redirects, page.url)), None)

    def _knows(self, url: str) -> bool:
        origin = origin_of(url) + "/"
        return any(known.startswith(origin) for known in self.pages)


def _routed(page: Fetched, route: str) -> Fetched:
    """Give the page with the fragment that was asked with, wherever it leads."""
    target = page.moved_to and page.moved_to + route
    way = tuple(url + route for url in page.redirects)
    return replace(page, url=page.url + route, redirects=way, moved_to=target)


def _step(page: Fetched, url: str) -> Fetched:
    """Give the answer to one request on the way to the page."""
    way = (*page.redirects, page.url)
    if url == page.url:
        target = sent_on(page, AdaUrls(), OURS)
        return replace(page, redirects=(), moved_to=target, body=b"" if target else page.body)
    after = way.index(url) + 1 if url in way else 0
    return Fetched(url=url, status=302, headers={}, body=b"", moved_to=way[after])


class MemoryRobots:
    """Forbids the given URL prefixes, asks for one delay and names sitemaps everywhere; of `unread`
    origins there is nothing to be had.
    """

    def __init__(
        self,
        disallowed: Sequence[str] = (),
        delay: float = 0.0,
        sitemaps: Sequence[str] = (),
        unread: Sequence[str] = (),
    ) -> None:
        self._disallowed, self._delay, self._sitemaps = tuple(disallowed), delay, tuple(sitemaps)
        self._unread = tuple(unread)

    async def allows(self, url: str) -> bool:
        """Tell whether no forbidden prefix fits."""
        return not url.startswith((*self._disallowed, *self._unread))

    async def check(self, url: str) -> None:
        """Raise FetchFailed where one fits."""
        self._read(url)
        if not await self.allows(url):
            raise FetchFailed(FetchError.ROBOTS, f"the site's robots.txt refuses {url}")

    def at_hand(self, url: str) -> bool:  # noqa: ARG002
        """Tell that nobody needs to be asked."""
        return True

    async def delay(self, url: str) -> float:  # noqa: ARG002
        """Give the delay."""
        return self._delay

    async def sitemaps(self, url: str) -> Sequence[str]:
        """Give the sitemaps; raise FetchFailed."""
        self._read(url)
        return self._sitemaps

    def _read(self, url: str) -> None:
        if url.startswith(self._unread):
            raise RobotsUnread(FetchError.STATUS, f"{origin_of(url)}/robots.txt answers 503")


class MemoryPatterns:
    """Reads patterns with the standard library, in whatever time that takes."""

    def matcher(self, patterns: Sequence[str]) -> Matcher:
        """Give a function that names the first pattern found in a text; raises Invalid."""
        try:
            compiled = {pattern: re.compile(pattern) for pattern in patterns}
        except re.error as error:
            raise Invalid(f"there is no such pattern: {error}") from None
        return lambda text: next((one for one, it in compiled.items() if it.search(text)), None)


class MemoryExtractor:
    """Extracts all text of a page, its title and its links."""

    def check(self, fields: Sequence[Field]) -> None:
        """Raise Invalid for fields that cannot be selected."""
        check_selectors(fields)

    async def extract(self, page: Fetched, fields: Sequence[Field] = ()) -> Extracted:
        """Give what the page says; raise FetchFailed (media-type, no-text)."""
        extracted = await self._extracted(page, fields)
        if not extracted.text:
            raise FetchFailed(FetchError.NO_TEXT, "the page holds no text")
        return extracted

    async def outline(self, page: Fetched, fields: Sequence[Field] = ()) -> Extracted:
        """Give facts and links; raise FetchFailed (media-type)."""
        said = await self._extracted(page, fields)
        return replace(said, text="", elements=(), transcript=b"")

    async def decode(self, page: Fetched) -> str:
        """Give the page as text; raise FetchFailed (media-type)."""
        _media_type(page)
        return page.body.decode("utf-8", "replace").replace("\r\n", "\n")

    async def _extracted(self, page: Fetched, fields: Sequence[Field]) -> Extracted:
        said = _read(page.body, _media_type(page))
        robots = f"{said.robots},{page.headers.get('x-robots-tag', '')}"
        follow = "nofollow" not in robots
        found = _fields(page, fields)
        return Extracted(
            text=said.text,
            title=said.title,
            language=said.language,
            canonical_url=next(iter(_canonical([said.canonical], page.url)), None),
            links=tuple(_canonical(said.hrefs, page.url)) if follow else (),
            index="noindex" not in robots,
            follow=follow,
            fields=found,
            elements=elements_of(said.text),
            transcript=transcript_of(said.text, Facts(title=said.title), found),
        )


def _fields(page: Fetched, fields: Sequence[Field]) -> dict[str, Any] | None:
    if not fields or page.media_type != HTML:
        return None
    parsed = parse(clean(page.body, html=True), page.url)
    return selected(parsed, fields, Targets(page.url)).values if parsed else None


def _media_type(page: Fetched) -> str:
    media_type = page.media_type or TEXTS[0]
    if media_type not in (HTML, *TEXTS) or b"\0" in page.body:
        raise FetchFailed(FetchError.MEDIA_TYPE, f"{media_type} is not read as a page")
    return media_type


class MemoryReader:
    """Reads UTF-8 documents."""

    async def read(self, content: bytes, media_type: str, url: str | None = None) -> Reading:  # noqa: ARG002
        """Give what the document says; raise Invalid for what is no such text."""
        media_type = media_type.partition(";")[0]
        if media_type not in (HTML, *TEXTS):
            raise Invalid(f"documents of type {media_type!r} cannot be read", "media_type")
        if b"\0" in content:
            raise Invalid("the content is binary, not text", "content")
        said = _read(content, media_type)
        if not said.text:
            raise Invalid("the content holds no text", "content")
        return Reading(
            text=said.text,
            title=said.title,
            language=said.language,
            elements=elements_of(said.text),
            transcript=transcript_of(said.text, Facts(title=said.title)),
        )


class _Said(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.language, self.robots, self.canonical = "", "und", "", ""
        self.title: str | None = None
        self.hrefs: list[str] = []
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element says of the page."""
        self._within = tag
        if tag in BLOCKS:
            self.text += "\n"
        self._note(tag, {name: value or "" for name, value in attrs})

    def _note(self, tag: str, has: dict[str, str]) -> None:
        if tag == "html" and has.get("lang"):
            self.language = has["lang"][:2]
        elif tag == "a" and has.get("href") and has.get("rel") != "nofollow":
            self.hrefs.append(has["href"])
        elif tag == "meta" and has.get("name") == "robots":
            self.robots = has.get("content", "")
        elif tag == "link" and has.get("rel") == "canonical":
            self.canonical = has.get("href", "")

    def handle_data(self, data: str) -> None:
        """Take the text."""
        if self._within == "title":
            self.title = self.title or data.strip() or None
        elif self._within not in ("script", "style"):
            self.text += data

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        """Leave the element."""
        self._within = ""


def _read(content: bytes, media_type: str) -> _Said:
    said = _Said()
    text = content.decode("utf-8", "replace")
    if media_type.startswith(HTML):
        said.feed(text)
        said.text = "\n\n".join(line.strip() for line in said.text.split("\n") if line.strip())
    else:
        said.text = text.strip().replace("\r\n", "\n")
        head = said.text.partition("\n")[0]
        said.title = head.removeprefix("# ") if head.startswith("# ") else None
    return said


def _canonical(hrefs: Sequence[str], base: str) -> Sequence[str]:
    found: dict[str, None] = {}
    for href in filter(None, hrefs):
        try:
            found[AdaUrls().canonical(href, base)] = None
        except Invalid:
            continue
    return tuple(found)
