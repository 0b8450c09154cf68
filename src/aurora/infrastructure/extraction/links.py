"""The links of a page: absolute, canonical, each once."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from aurora.domains.errors import Invalid
from aurora.domains.perception.url import Urls

LIMIT = 10_000
IGNORED_IN_URLS = str.maketrans("", "", "\t\n\r")


def base_url(tree: HtmlElement, url: str, urls: Urls) -> str:
    """Give the URL that the page's links start from."""
    for element in tree.iter("base"):
        if href := element.get("href"):
            return resolve(href, url, urls) or url
    return url


def links(tree: HtmlElement, base: str, urls: Urls) -> tuple[str, ...]:
    """Give where the page leads, without what it marks as not to be followed."""
    found: dict[str, None] = {}
    for href in _followed(tree):
        if link := resolve(href, base, urls):
            found[link] = None
        if len(found) == LIMIT:
            break
    return tuple(found)


def canonical_url(tree: HtmlElement, base: str, urls: Urls) -> str | None:
    """Give what the page names as its own address."""
    for element in tree.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split() and element.get("href"):
            return resolve(element.get("href", ""), base, urls)
    return None


def resolve(href: str, base: str, urls: Urls) -> str | None:
    """Give the canonical form, None for what is no web address."""
    try:
        return urls.canonical(href.strip().translate(IGNORED_IN_URLS), base)
    except Invalid:
        return None


def _followed(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("a", "area", "link"):
        rel = (element.get("rel") or "").lower().split()
        href = element.get("href")
        if href and "nofollow" not in rel and (element.tag != "link" or "next" in rel):
            yield href
