"""Keeps this node's word index up."""

import asyncio
import time
from collections.abc import Mapping
from functools import partial
from operator import attrgetter
from typing import Any

from aurora.domains.event import START, Position
from aurora.infrastructure.binding import arguments
from aurora.infrastructure.relay.pace import Pace
from aurora.infrastructure.relay.subscriber import BATCH, Log, feed
from aurora.queries.knowledge.ports import WordIndexWriter
from aurora.queries.projection import Projection

COMMIT_SECONDS, COMMITS_AT_ONCE = 0.5, 8
LOST_SECONDS, LOST_AT_ONCE = 60.0, 50


class WordSubscriber:
    """Feeds the projection whose index keeps its own cursor in its commits.

    A new index is first committed when it has caught up: until then it does not exist for readers.
    Where change follows on change, as in a crawl, commits keep a pace: small ones cost most, and
    what they wrote is merged again and again. Texts that were lost are looked for now and then.
    """

    def __init__(
        self,
        projection: Projection,
        log: Log,
        writer: WordIndexWriter,
        ports: Mapping[Any, Any],
    ) -> None:
        self.name = f"{projection.name}.v{projection.version}"
        self._log = log
        self._writer = writer
        self._project = partial(projection.project, **arguments(projection.project, ports))
        self._cursor = self._kept = START
        self._open = self._ready = self._behind = False
        self._pace = Pace(COMMIT_SECONDS, COMMITS_AT_ONCE)
        self._looked = time.monotonic()
        self._turn = 0

    def begin(self) -> None:
        """Read the cursor of the last commit before the next batch."""
        self._open = False

    async def step(self) -> bool:
        """Bring the index one batch on."""
        if not self._open:
            await self._reopen()
        if self._ready and not self._behind:
            await asyncio.sleep(self._pace.wait)
        batch = await self._log.read(self._cursor, BATCH)
        done, trouble = await feed(batch, self._project)
        self._cursor = done or self._cursor
        self._behind = len(batch) == BATCH
        if trouble or not (self._behind and self._pace.wait):
            await self._commit(caught_up=not batch)
        if trouble:
            raise trouble
        if not batch:
            await self._check()
        return self._behind or not self._ready

    async def _commit(self, *, caught_up: bool) -> None:
        if self._cursor != self._kept if self._ready else caught_up:
            if await self._writer.commit(self.name, self._cursor):
                self._pace.count()
            self._kept, self._ready = self._cursor, True

    async def _check(self) -> None:
        """Notice an index that somebody took away, also while nothing happens."""
        generation, _ = await self._writer.committed()
        self._open = generation == self.name
        if self._open and time.monotonic() - self._looked >= LOST_SECONDS:
            await self._look_for_lost()

    async def _look_for_lost(self) -> None:
        """Take some texts in that were lost and may be back, each time others."""
        self._looked = time.monotonic()
        lost = sorted(await self._writer.lacking(), key=attrgetter("at"))
        turn = lost[self._turn : self._turn + LOST_AT_ONCE]
        self._turn = self._turn + LOST_AT_ONCE if len(turn) == LOST_AT_ONCE else 0
        for one in turn:
            before = Position(one.at.xid, one.at.position - 1)
            for recorded in await self._log.read(before, 1):
                if recorded.at == one.at and recorded.aggregate_id == one.document_id:
                    await self._project(recorded)
        if turn:
            await self._writer.commit(self.name, self._cursor)

    async def _reopen(self) -> None:
        generation, committed = await self._writer.committed()
        self._ready = generation == self.name
        self._cursor = self._kept = committed if self._ready else START
        self._behind = False
        if not self._ready:
            await self._writer.clear()
        self._open = True
