"""Refreshes: how a page of HTML leads on to another by itself."""

import re
from typing import NamedTuple

from selectolax.lexbor import LexborNode

# https://html.spec.whatwg.org/#shared-declarative-refresh-steps
CONTENT = re.compile(
    r"""
    \s*+ (?P<seconds>\d++|(?=\.)) [\d.]*+ (?=[\s;,]) \s*+ [;,]?+ \s*+
    (?:url\s*+=\s*+)?+ (?: "(?P<double>[^"]*+) | '(?P<single>[^']*+) | (?P<plain>.*) )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
UNREAD = "noscript"  # a page is read as if its scripts ran


class Refresh(NamedTuple):
    """Where a page leads to, as it is written there, and after how many seconds."""

    href: str
    seconds: float


def refresh_of(node: LexborNode) -> Refresh | None:
    """Read a `meta` element; None for any but a refresh that leads somewhere."""
    given = node.attributes
    if (given.get("http-equiv") or "").strip().lower() != "refresh":
        return None
    found = CONTENT.match(given.get("content") or "")
    if not found or (node.parent and node.parent.tag == UNREAD):
        return None
    href = (found["double"] or found["single"] or found["plain"] or "").strip()
    return Refresh(href, float(found["seconds"] or 0)) if href else None
