"""The links of a page: absolute, canonical, each once."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple, Self

from selectolax.lexbor import LexborNode

from aurora.domains.errors import Invalid
from aurora.domains.perception.url import Urls, origin_of
from aurora.infrastructure.extraction.refresh import refresh_of

OF_PICTURES = "xlink:href"  # how SVG leads elsewhere; selectors take it for href
FRAME = "frame"
LIMIT = 10_000
REMEMBERED, REMEMBERED_LENGTH = 50_000, 500
IGNORED_IN_URLS = re.compile(r"[\t\n\r]")
ABSOLUTE = ("http://", "https://")
NOT_ROOTED = ("", "/", "\\", "\t", "\n", "\r")


class Base(NamedTuple):
    """The URL that the links of a page start from, and what they may share of it."""

    url: str
    directory: str
    site: str

    @classmethod
    def of(cls, url: str) -> Self:
        """Take a canonical URL apart."""
        directory = url.partition("?")[0].rpartition("/")[0] + "/"
        return cls(url, directory, origin_of(url))

    def needed_by(self, href: str) -> str | None:
        """Give what the link is resolved against, as little as it takes: so pages share answers."""
        first = href[:1]
        if first == "/":
            return self.url if href[1:2] in NOT_ROOTED else self.site
        if href.startswith(ABSOLUTE):
            return None
        return self.directory if (first == "." or first.isalnum()) and ":" not in href else self.url


def base(nodes: Iterable[LexborNode], url: str, urls: Urls) -> Base:
    """Give where the page's links start from."""
    page = Base.of(url)
    for node in nodes:
        named = resolve(node.attributes.get("href") or "", page, urls)
        return Base.of(named) if named else page
    return page


def links(nodes: Iterable[LexborNode], base: Base, urls: Urls) -> tuple[str, ...]:
    """Give where `a`, `area`, `link`, refreshes and the frames of a frameset lead, without what is
    marked as not to be followed.
    """
    found: dict[str, None] = {}
    for href in _followed(nodes):
        if link := resolve(href, base, urls):
            found[link] = None
        if len(found) == LIMIT:
            break
    return tuple(found)


def canonical_url(nodes: Iterable[LexborNode], base: Base, urls: Urls) -> str | None:
    """Give what the page names as its own address."""
    for node in nodes:
        href, rel = node.attributes.get("href"), node.attributes.get("rel") or ""
        if href and node.tag == "link" and "canonical" in rel.lower().split():
            return resolve(href, base, urls)
    return None


def resolve(href: str, base: Base, urls: Urls) -> str | None:
    """Give the canonical form, None for what is no web address.

    Pages of a site lead to the same places again and again: the last answers are remembered.
    """
    from_where = base.needed_by(href)
    if len(href) > REMEMBERED_LENGTH:
        return _resolved(href, from_where, urls)
    return _remembered(href, from_where, urls)  # type: ignore[arg-type]


def _resolved(href: str, base: str | None, urls: Urls) -> str | None:
    try:
        return urls.canonical(IGNORED_IN_URLS.sub("", href.strip()), base)
    except Invalid:
        return None


_remembered = lru_cache(REMEMBERED)(_resolved)


def _followed(nodes: Iterable[LexborNode]) -> Iterator[str]:
    for node in nodes:
        if node.tag == "meta":
            if refresh := refresh_of(node):
                yield refresh.href
            continue
        given = node.attributes
        shown = given.get("src") if node.tag == FRAME else given.get(OF_PICTURES)
        href, rel = given.get("href") or shown, given.get("rel")
        asked = rel.lower().split() if rel else ()
        if href and "nofollow" not in asked and (node.tag != "link" or "next" in asked):
            yield href
