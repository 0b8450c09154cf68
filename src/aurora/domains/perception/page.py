"""The page: one URL of one crawl, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import NAMESPACE_URL, UUID, uuid5

from aurora.domains.aggregate import Aggregate
from aurora.domains.errors import Conflict
from aurora.domains.perception.events import (
    LinksExcluded,
    PageCaptured,
    PageFailed,
    PageReopened,
    PageSkipped,
)
from aurora.domains.perception.types import ExcludedLink, FetchError, SkipReason

CAPTURED, SKIPPED, DUPLICATE, FAILED = "captured", "skipped", "duplicate", "failed"
FACT_LIMIT = 500
HEADER_LIMIT = 500
KEPT_HEADERS = (
    "content-type",
    "last-modified",
    "etag",
    "content-language",
    "cache-control",
    "x-robots-tag",
    "server",
)


class FateKnown(Conflict):
    """What became of the URL was recorded before."""


@lru_cache(10_000)
def page_id(crawl_id: UUID, url: str) -> UUID:
    """Give the identity of a canonical URL within a crawl."""
    return uuid5(NAMESPACE_URL, f"{crawl_id}/{url}")


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Give the headers that belong to a capture's provenance."""
    return {name: headers[name][:HEADER_LIMIT] for name in KEPT_HEADERS if name in headers}


def fact(text: str) -> str:
    """Give a text as short and clean as an event may hold it."""
    clean = text.replace("\0", "").encode("utf-8", "replace").decode()
    return clean.strip()[:FACT_LIMIT]


def fate_of(reason: SkipReason | FetchError | None) -> str:
    """Give the word by which a page remembers its fate: why it was not captured, if it was not."""
    if reason is None:
        return CAPTURED
    if isinstance(reason, SkipReason):
        return DUPLICATE if reason is SkipReason.DUPLICATE else SKIPPED
    return FAILED


@dataclass(kw_only=True, eq=False)
class Page(Aggregate):
    """One URL of one crawl, a page or what announces pages; its fate is decided once, and once more
    where it was taken for the duplicate of a page that then was not to be had.
    """

    crawl_id: UUID
    url: str
    fate: str | None = None

    @classmethod
    def of(cls, crawl_id: UUID, url: str) -> "Page":
        """Give the page before anything became of it."""
        return cls(id=page_id(crawl_id, url), crawl_id=crawl_id, url=url)

    def decide(self, event: PageCaptured | PageSkipped | PageFailed) -> None:
        """Record the fate of the URL."""
        if self.fate not in (None, DUPLICATE):
            raise FateKnown(f"{self.url} was {self.fate} already")
        self.fate = fate_of(None if isinstance(event, PageCaptured) else event.reason)
        self.record(event)

    def reopen(self, named: str) -> None:
        """Take back that the page is a duplicate of the one that it named."""
        if self.fate != DUPLICATE:
            raise FateKnown(f"{self.url} is no duplicate")
        self.record(
            PageReopened(page_id=self.id, crawl_id=self.crawl_id, url=self.url, named=named)
        )

    def exclude(self, links: Sequence[ExcludedLink]) -> None:
        """Record which of the URLs that it names are not followed."""
        self.record(LinksExcluded(page_id=self.id, crawl_id=self.crawl_id, links=tuple(links)))
