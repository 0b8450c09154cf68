"""Titles of pages, and the names of sites in them."""

import re
from collections.abc import Iterator

BETWEEN = re.compile(r"\s+[|\-–—·•»«:]+\s+")
NAMES = ("og:title", "citation_title", "dc.title", "twitter:title", "parsely-title", "title")
LIMIT = 500


def same(title: str, site: str | None) -> bool:
    """Tell whether a title is no more than the name of the site."""
    return site is not None and title.casefold() == site.casefold()


def without_site(title: str, site: str | None) -> str:
    """Give a title without the name of the site before or after it."""
    parts = BETWEEN.split(title)
    if len(parts) < 2:
        return title
    marks = BETWEEN.findall(title)
    if same(parts[-1], site):
        return title[: title.rindex(marks[-1])]
    if same(parts[0], site):
        return title[title.index(marks[0]) + len(marks[0]) :]
    return title


def parts(title: str) -> Iterator[str]:
    """Give a title whole, and what it is made of: perhaps the name of the page, and of its site."""
    yield title
    yield from BETWEEN.split(title)
