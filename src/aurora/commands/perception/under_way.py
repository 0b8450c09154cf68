"""The crawls that slices of this process are at: what they share."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

from aurora.commands.perception.group import VisitGroup
from aurora.domains.perception.crawl import Crawl
from aurora.domains.perception.credentials import Credentials
from aurora.domains.perception.rules import Rules


@dataclass(kw_only=True)
class CrawlUnderWay:
    """A crawl, its rules with what they judged, what it shows to its sites, and where its visits
    are gathered.
    """

    crawl: Crawl
    rules: Rules
    credentials: Credentials
    group: VisitGroup
    slices: int = field(default=0, init=False)


class CrawlsUnderWay:
    """Keeps what the slices of a crawl share for as long as one of them runs."""

    def __init__(self) -> None:
        self._known: dict[UUID, CrawlUnderWay] = {}
        self._beginning = asyncio.Lock()

    @asynccontextmanager
    async def joined(
        self, id: UUID, begin: Callable[[], Awaitable[CrawlUnderWay]]
    ) -> AsyncIterator[CrawlUnderWay]:
        """Give what the crawl's slices share, begun by the first of them."""
        async with self._beginning:
            shared = self._known.get(id) or await begin()
            self._known[id] = shared
        shared.slices += 1
        try:
            yield shared
        finally:
            shared.slices -= 1
            if not shared.slices:
                self._known.pop(id, None)
