"""The page: one URL of one crawl, and what became of it."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from aurora.domains.aggregate import Aggregate
from aurora.domains.errors import Conflict
from aurora.domains.perception.events import PageCaptured, PageFailed, PageSkipped


class FateKnown(Conflict):
    """What became of the URL was recorded before."""


def page_id(crawl_id: UUID, url: str) -> UUID:
    """Give the identity of a canonical URL within a crawl."""
    return uuid5(NAMESPACE_URL, f"{crawl_id}/{url}")


@dataclass(kw_only=True, eq=False)
class Page(Aggregate):
    """One URL of one crawl; its fate is decided once."""

    crawl_id: UUID
    url: str
    fate: str | None = None

    def decide(self, event: PageCaptured | PageSkipped | PageFailed) -> None:
        """Record the fate of the URL."""
        if self.fate is not None:
            raise FateKnown(f"{self.url} was {self.fate} already")
        self.fate = type(event).__name__.removeprefix("Page").lower()
        self.record(event)
