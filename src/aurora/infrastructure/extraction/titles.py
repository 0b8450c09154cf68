"""Titles of pages, and the names of sites in them."""

import re
from collections.abc import Iterator

MARKS = r"|\-–—·•»«:"
BETWEEN = re.compile(rf"\s+[{MARKS}]+\s+|\s*[｜＿：]\s*")
# a known name may also stand close to a mark; in Latin letters a hyphen makes one word of two
BEFORE_SITE = re.compile(rf"(?<=\S)(?:\s+[{MARKS}]+\s*|\s*[｜＿：|_–—]\s*|(?<=[^\0-\u024f])-)$")
NAMES = ("og:title", "citation_title", "dc.title", "twitter:title", "parsely-title", "title")
LIMIT = 500


def same(title: str, site: str | None) -> bool:
    """Tell whether a title is no more than the name of the site."""
    return site is not None and title.casefold() == site.casefold()


def without_site(title: str, site: str | None) -> str:
    """Give a title without the name of the site before or after it."""
    length = len(site or "")
    if same(title[-length:], site) and (mark := BEFORE_SITE.search(title[:-length])):
        return title[: mark.start()]
    if same(title[:length], site) and (mark := BETWEEN.match(title, length)):
        return title[mark.end() :]
    return title


def parts(title: str) -> Iterator[str]:
    """Give a title whole, and what it is made of: perhaps the name of the page, and of its site."""
    yield title
    yield from BETWEEN.split(title)
