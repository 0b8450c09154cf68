"""The links of a page: absolute, canonical, each once."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from aurora.domains.errors import Invalid
from aurora.domains.perception.url import Urls

LIMIT = 10_000
IGNORED_IN_URLS = re.compile(r"[\t\n\r]")


def base_url(tree: LexborHTMLParser, url: str, urls: Urls) -> str:
    """Give the URL that the page's links start from."""
    for node in tree.css("base[href]"):
        return resolve(node.attributes["href"] or "", url, urls) or url
    return url


def links(tree: LexborHTMLParser, base: str, urls: Urls) -> tuple[str, ...]:
    """Give where the page leads, without what it marks as not to be followed."""
    found: dict[str, None] = {}
    for href in _followed(tree):
        if link := resolve(href, base, urls):
            found[link] = None
        if len(found) == LIMIT:
            break
    return tuple(found)


def canonical_url(tree: LexborHTMLParser, base: str, urls: Urls) -> str | None:
    """Give what the page names as its own address."""
    for node in tree.css("link[href][rel]"):
        given = node.attributes
        if given["href"] and "canonical" in (given["rel"] or "").lower().split():
            return resolve(given["href"], base, urls)
    return None


def resolve(href: str, base: str, urls: Urls) -> str | None:
    """Give the canonical form, None for what is no web address."""
    try:
        return urls.canonical(IGNORED_IN_URLS.sub("", href.strip()), base)
    except Invalid:
        return None


def _followed(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("a[href], area[href], link[href][rel]"):
        given = node.attributes
        rel = (given.get("rel") or "").lower().split()
        href = given["href"]
        if href and "nofollow" not in rel and (node.tag != "link" or "next" in rel):
            yield href
