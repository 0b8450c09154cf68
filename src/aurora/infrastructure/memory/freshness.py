"""Whether views in memory may be believed."""

from collections.abc import Callable

from aurora.domains.event import START, Position, tag_of
from aurora.domains.identity.events import CLOSES_NOTHING
from aurora.infrastructure.memory.work import MemoryRecord

HARMLESS = {tag_of(kind) for kind in CLOSES_NOTHING}


class MemoryFreshness:
    """Compares how far the views have come with the newest event that may close a door."""

    def __init__(self, record: MemoryRecord, reached: Callable[[], Position]) -> None:
        self._record = record
        self._reached = reached

    async def known(self) -> bool:
        """Tell whether the views show all that the record says."""
        closing = (
            one.at
            for one in self._record.log
            if one.type.startswith("identity.") and one.type not in HARMLESS
        )
        return self._reached() >= max(closing, default=START)
