"""Group commit: what the slices of one crawl read in this process is recorded together.

A transaction costs the same for one page as for a hundred, and the transactions of one crawl wait
for each other anyway. See Gray and Reuter (1992), "Transaction Processing", 9.4.6.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from aurora.domains.perception.frontier import Claim
from aurora.domains.perception.visit import Visit

RECORD_SECONDS = 0.5
RECORD_VISITS = 128
RECORD_BYTES = 8_000_000

Visited = tuple[Claim, Visit]
Writing = asyncio.Task[None]


@dataclass(eq=False)
class _Batch:
    visits: list[Visited] = field(default_factory=list)
    size: int = 0
    full: asyncio.Event = field(default_factory=asyncio.Event)


class VisitGroup:
    """Gathers visits for a moment, then records them; one transaction at a time."""

    def __init__(self, record: Callable[[Sequence[Visited]], Awaitable[None]]) -> None:
        self._record = record
        self._turn = asyncio.Lock()
        self._open: tuple[_Batch, Writing] | None = None

    async def add(self, claim: Claim, visit: Visit) -> Writing:
        """Have the visit recorded soon, by the task that is given; waits while too much waits."""
        while self._open and self._open[0].full.is_set():
            await asyncio.wait({self._open[1]})
        batch, writing = self._open or self._begin()
        batch.visits.append((claim, visit))
        batch.size += sum(map(len, visit.contents))
        if len(batch.visits) >= RECORD_VISITS or batch.size >= RECORD_BYTES:
            batch.full.set()
        return writing

    async def settle(self, writings: Collection[Writing]) -> None:
        """Let these end now; raises what one of them raised."""
        if self._open and self._open[1] in writings:
            self._open[0].full.set()
        await asyncio.gather(*map(asyncio.shield, writings))

    def _begin(self) -> tuple[_Batch, Writing]:
        batch = _Batch()
        self._open = batch, asyncio.create_task(self._write(batch))
        return self._open

    async def _write(self, batch: _Batch) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(RECORD_SECONDS):
                await batch.full.wait()
        async with self._turn:
            self._open = None
            await self._record(batch.visits)
