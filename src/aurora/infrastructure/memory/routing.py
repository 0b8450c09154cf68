"""Routing in memory."""

from aurora.domains.routing.decision import Decision
from aurora.infrastructure.memory.work import MemoryRecord, MemoryRepository, MemoryWork


class MemoryRoutingWork(MemoryWork):
    """A unit of work over routing."""

    def __init__(self, record: MemoryRecord) -> None:
        super().__init__(record)
        self.decisions = MemoryRepository[Decision](self, "decision")


class MemoryRouting:
    """Where decisions are kept."""

    def __init__(self, record: MemoryRecord) -> None:
        self._record = record

    def work(self) -> MemoryRoutingWork:
        """Open a unit of work."""
        return MemoryRoutingWork(self._record)
