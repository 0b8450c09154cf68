"""When keys were last used, in memory."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from aurora.domains.clock import Clock


class MemoryKeyUses:
    """Says when keys were last used."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._noted: dict[UUID, datetime] = {}

    def note(self, id: UUID) -> None:
        """Take note that a key is used at this moment."""
        self._noted[id] = self._clock.now()

    async def last(self, ids: Sequence[UUID]) -> Mapping[UUID, datetime]:
        """Give when each of the keys was last used."""
        return {id: self._noted[id] for id in ids if id in self._noted}
