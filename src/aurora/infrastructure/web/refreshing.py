"""Pages that are nothing but a redirect, told as HTML rather than by their status."""

from selectolax.lexbor import LexborHTMLParser

from aurora.domains.perception.types import Fetched
from aurora.domains.perception.url import Urls
from aurora.infrastructure.extraction.directives import (
    header_directives,
    meta_directives,
    said_to_robots,
)
from aurora.infrastructure.extraction.links import base, resolve
from aurora.infrastructure.extraction.refresh import Refresh, refresh_of

HTML = ("text/html", "application/xhtml+xml")
HINT = b"refresh"
SMALL = 32 * 1024  # bytes
LITTLE = 200  # characters
SOON = 5.0  # seconds
UNSEEN = ["noscript", "script", "style", "template"]


def sent_on(page: Fetched, urls: Urls, agent: str) -> str | None:
    """Give the canonical URL to which a page sends its readers within seconds, where it says next
    to nothing itself, and lets `agent` follow its links; None for any other page.
    """
    small = page.status < 400 and page.media_type in HTML and len(page.body) <= SMALL
    if not small or HINT not in page.body.lower():
        return None
    tree = LexborHTMLParser(page.body)
    refresh = _refresh(tree)
    if refresh is None or not (_says_little(tree) and _may_be_followed(tree, page, agent)):
        return None
    target = resolve(refresh.href, base(tree.css("base[href]"), page.url, urls), urls)
    return target if target != page.url else None


def _refresh(tree: LexborHTMLParser) -> Refresh | None:
    """Give the first refresh, where it comes soon."""
    found = next(filter(None, map(refresh_of, tree.css("meta[http-equiv]"))), None)
    return found if found and found.seconds <= SOON else None


def _says_little(tree: LexborHTMLParser) -> bool:
    tree.strip_tags(UNSEEN, recursive=True)
    return len(" ".join(tree.body.text().split())) < LITTLE if tree.body else True


def _may_be_followed(tree: LexborHTMLParser, page: Fetched, agent: str) -> bool:
    stated = header_directives(page.headers.get("x-robots-tag", ""), agent)
    asked = meta_directives(said_to_robots(tree.css("meta[name]"), agent))
    return (stated & asked).follow
