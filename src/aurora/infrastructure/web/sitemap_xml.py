"""Sitemaps and feeds in XML, read element by element so that no tree grows in memory."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from aurora.infrastructure.web.listing import Entry, Listing, NoListing, fraction, moment

ROOTS = frozenset({"urlset", "sitemapindex", "rss", "feed", "rdf"})
ENTRIES = frozenset({"url", "sitemap", "item", "entry"})
# the first of these that an entry holds is when it changed
DATES = ("lastmod", "updated", "pubdate", "published", "date", "publication_date")
ELEMENT_LIMIT = 1_000_000
TEXT_LIMIT = 10_000
URLS_PER_ENTRY = 1_000
STEP = 64 * 1024
DECLARES_ENTITIES = b"<!ENTITY"
# a sign that stands for itself: it begins none of the references that XML knows, and no CDATA
AMPERSAND = re.compile(
    rb"(<!\[CDATA\[(?:[^\]]++|\](?!\]>))*+)|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)"
)


class _Enough(Exception):
    """The document holds more than is read of one."""


def read_xml(content: bytes, *, limit: int) -> Listing:
    """Read a urlset, an index, RSS, RSS 1.0 or Atom, with namespaces or without.

    What stands before a mistake counts; an ampersand that was not escaped is none. Raises NoListing
    for any other XML, and for a document type that declares entities.
    """
    if DECLARES_ENTITIES in content.replace(b"\0", b""):
        raise NoListing("declares entities, which are not read")
    listing = _read(content, limit)
    if listing.fault is None or b"\0" in content:
        return listing
    escaped = AMPERSAND.sub(lambda found: found[1] or b"&amp;", content)
    return listing if escaped == content else _read(escaped, limit)


def _read(content: bytes, limit: int) -> Listing:
    reader = _Reader(limit)
    parser = etree.XMLParser(
        target=cast("etree.ParserTarget", reader),  # comments may be ignored, names are text
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        for start in range(0, len(content), STEP):
            parser.feed(content[start : start + STEP])
        parser.close()
    except _Enough:
        reader.listing.complete = False
    except etree.LxmlError as error:
        if not reader.recognised:
            raise NoListing("is neither a sitemap nor a feed") from None
        reader.listing.fault = f"is damaged: {error}"
    return reader.listing


@dataclass
class _Draft:
    """An entry while it is read; `level` is how deep its children lie."""

    kind: str
    level: int
    urls: list[str] = field(default_factory=list)
    dates: dict[str, str] = field(default_factory=dict)
    priority: float | None = None
    permalink: bool = True
    guid: str = ""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "guid":
            self.permalink = attributes.get("isPermaLink", "true") == "true"
        elif name == "link" and "alternate" in attributes.get("rel", "alternate").split():
            self._name(attributes.get("href", ""))

    def end(self, name: str, parent: str, text: str, *, direct: bool) -> None:
        if name in DATES and (direct or parent == "news"):
            self.dates.setdefault(name, text)
        elif direct and name in ("loc", "link"):
            self._name(text)
        elif direct and name == "priority":
            self.priority = fraction(text)
        elif direct and name == "guid" and self.permalink:
            self.guid = text

    def _name(self, url: str) -> None:
        if (text := url.strip()) and len(self.urls) < URLS_PER_ENTRY:
            self.urls.append(text)

    def entry(self) -> Entry:
        dates = (self.dates[name] for name in DATES if name in self.dates)
        urls = self.urls or list(filter(None, [self.guid]))
        changed = next(filter(None, map(moment, dates)), None)
        return Entry(tuple(urls), changed, self.priority)


class _Reader:
    """Takes the parser's events; keeps nothing but the entries."""

    def __init__(self, limit: int) -> None:
        self.listing = Listing()
        self.recognised = False
        self._limit, self._elements = limit, 0
        self._path: list[str] = []
        self._draft: _Draft | None = None
        self._text, self._length = [""], 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        if self._elements > ELEMENT_LIMIT:
            raise _Enough
        name = tag.rpartition("}")[2].lower()
        if not self._path:
            self._recognise(name)
        self._path.append(name)
        self._text, self._length = [], 0
        if self._draft:
            self._draft.begin(name, attributes)
        elif name in ENTRIES:
            self._draft = _Draft(name, len(self._path))

    def data(self, text: str) -> None:
        if self._draft and self._length < TEXT_LIMIT:
            self._text.append(text)
            self._length += len(text)

    def end(self, _: str) -> None:
        name, draft = self._path.pop(), self._draft
        if draft is None:
            return
        depth = len(self._path)
        if depth < draft.level:
            self._draft = None
            self._keep(draft)
        else:
            text = "".join(self._text).strip()
            draft.end(name, self._path[-1], text, direct=depth == draft.level)
        self._text, self._length = [], 0

    def close(self) -> None:
        """End, as the parser demands it."""

    def _recognise(self, root: str) -> None:
        if root not in ROOTS:
            raise NoListing("is neither a sitemap nor a feed")
        self.recognised = True

    def _keep(self, draft: _Draft) -> None:
        entry = draft.entry()
        if not entry.urls:
            return
        if len(self.listing.entries) + len(self.listing.sitemaps) >= self._limit:
            raise _Enough
        if draft.kind == "sitemap":
            self.listing.sitemaps.append(entry.urls[0])
        else:
            self.listing.entries.append(entry)
