"""The links of a page: absolute, canonical, each once."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from selectolax.lexbor import LexborNode

from aurora.domains.errors import Invalid
from aurora.domains.perception.url import Urls

LIMIT = 10_000
REMEMBERED = 50_000
IGNORED_IN_URLS = re.compile(r"[\t\n\r]")
ABSOLUTE = ("http://", "https://")
NOT_ROOTED = ("", "/", "\\", "\t", "\n", "\r")


def base_url(bases: Iterable[LexborNode], url: str, urls: Urls) -> str:
    """Give the URL that the page's links start from."""
    for node in bases:
        return resolve(node.attributes["href"] or "", url, urls) or url
    return url


def links(nodes: Iterable[LexborNode], base: str, urls: Urls) -> tuple[str, ...]:
    """Give where `a`, `area` and `link` lead, without what is marked as not to be followed."""
    found: dict[str, None] = {}
    for href in _followed(nodes):
        if link := resolve(href, base, urls):
            found[link] = None
        if len(found) == LIMIT:
            break
    return tuple(found)


def canonical_url(nodes: Iterable[LexborNode], base: str, urls: Urls) -> str | None:
    """Give what the page names as its own address."""
    for node in nodes:
        href, rel = node.attributes["href"], node.attributes.get("rel") or ""
        if href and node.tag == "link" and "canonical" in rel.lower().split():
            return resolve(href, base, urls)
    return None


def resolve(href: str, base: str, urls: Urls) -> str | None:
    """Give the canonical form, None for what is no web address.

    Pages of a site lead to the same places again and again: the last answers are remembered.
    """
    return _resolved(href, _base_of(href, base), urls)  # type: ignore[arg-type]


@lru_cache(REMEMBERED)
def _resolved(href: str, base: str | None, urls: Urls) -> str | None:
    try:
        return urls.canonical(IGNORED_IN_URLS.sub("", href.strip()), base)
    except Invalid:
        return None


def _base_of(href: str, base: str) -> str | None:
    """Give what of the base the link is resolved against, so that pages share answers."""
    if href.startswith(ABSOLUTE):
        return None
    if href[:1] == "/" and href[1:2] not in NOT_ROOTED:
        return "/".join(base.split("/", 3)[:3])
    if (href[:1] == "." or href[:1].isalnum()) and ":" not in href:
        return base.partition("?")[0].rpartition("/")[0] + "/"
    return base


def _followed(nodes: Iterable[LexborNode]) -> Iterator[str]:
    for node in nodes:
        given = node.attributes
        href, rel = given["href"], given.get("rel")
        asked = rel.lower().split() if rel else ()
        if href and "nofollow" not in asked and (node.tag != "link" or "next" in asked):
            yield href
