"""Crawls, pages and the frontier in memory."""

from types import TracebackType

from aurora.domains.perception.crawl import Crawl
from aurora.domains.perception.notice import Notice
from aurora.domains.perception.page import Page
from aurora.domains.perception.site_mapping import SiteMapping
from aurora.infrastructure.memory.frontier import MemoryFrontier
from aurora.infrastructure.memory.links import MemoryLinks
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.memory.webhooks import MemoryWebhooks, MemoryWebhookStore
from aurora.infrastructure.memory.work import MemoryRepository, MemoryWork


class MemoryPerceptionWork(MemoryWork):
    """A unit of work over perception."""

    def __init__(self, frontier: MemoryFrontier, webhooks: MemoryWebhookStore) -> None:
        super().__init__(frontier.record)
        self.crawls = MemoryRepository[Crawl](self, "crawl")
        self.pages = MemoryRepository[Page](self, "page")
        self.mappings = MemoryRepository[SiteMapping](self, "map")
        self.notices = MemoryRepository[Notice](self, "notice")
        self.links = MemoryLinks(frontier)
        self.webhooks = MemoryWebhooks(webhooks, frontier.record, self.links)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            await super().__aexit__(kind, error, trace)
        except BaseException:
            self.links.end(undo=True)
            raise
        if error is not None:
            self.links.end(undo=True)

    async def _settle(self, answer: bytes | None) -> None:
        try:
            await super()._settle(answer)
        finally:
            self.links.end(undo=True)

    def _commit(self) -> None:
        super()._commit()
        self.webhooks.commit()
        self.links.end(undo=False)


class MemoryPerception:
    """Where crawls, pages and the frontier are kept."""

    def __init__(self, frontier: MemoryFrontier) -> None:
        self._frontier = frontier
        self.webhooks = MemoryWebhookStore()

    def work(self) -> MemoryPerceptionWork:
        """Open a unit of work; a clean exit commits it, an exception undoes it."""
        return MemoryPerceptionWork(self._frontier, self.webhooks)


class MemoryPause:
    """Lets the clock of a test move instead of waiting."""

    def __init__(self, clock: MemoryClock) -> None:
        self._clock = clock

    async def wait(self, seconds: float) -> None:
        """Move the clock on."""
        self._clock.advance(max(0.0, seconds))
