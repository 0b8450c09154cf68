"""Titles of pages, and the names of sites in them."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

MARKS = r"|\-–—·•»«:"
BETWEEN = re.compile(rf"(?:\s+[{MARKS}]+)+\s+|\s*[｜＿：]\s*")
# a known name may also stand close to a mark; in Latin letters a hyphen makes one word of two
BEFORE_SITE = re.compile(
    rf"(?<=\S)(?:(?:\s+[{MARKS}]+)+\s*|\s*[｜＿：|_–—]\s*|(?<=[^\0-\u024f])-)$"
)
IN_BRACKETS = re.compile(r"(?<=\S)\s+\[([^\[\]]+)\]$")
NAMES = ("og:title", "citation_title", "dc.title", "twitter:title", "parsely-title", "title")
LIMIT, MOST_MARKS = 500, 20


def same(title: str, names: Iterable[str]) -> bool:
    """Tell whether a title is no more than one of the names, as of its site."""
    return any(title.casefold() == name.casefold() for name in names)


def without_site(title: str, sites: Iterable[str]) -> str:
    """Give a title without the names of its site before or after it."""
    for site in sites:
        title = _without(title, site)
    return title


def _without(title: str, site: str) -> str:
    length = len(site)
    if same(title[-length:], (site,)) and (mark := BEFORE_SITE.search(title[:-length])):
        return title[: mark.start()]
    if same(title[:length], (site,)) and (mark := BETWEEN.match(title, length)):
        return title[mark.end() :]
    told = IN_BRACKETS.search(title)
    return title[: told.start()] if told and same(told[1], (site,)) else title


def parts(title: str) -> Iterator[str]:
    """Give a title whole, and what it is made of: perhaps the name of the page, and of its site."""
    yield title
    yield from BETWEEN.split(title)


def leading(title: str) -> Iterator[str]:
    """Give all that a title begins with, up to each of the marks in it, and the whole."""
    for mark in islice(BETWEEN.finditer(title), MOST_MARKS):
        yield title[: mark.start()]
    yield title


def folded(title: str) -> str:
    """Give the letters and digits of a title alone, all of them small."""
    return "".join(filter(str.isalnum, title.casefold()))
