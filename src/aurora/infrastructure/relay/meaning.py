"""Keeps the index by meaning up, and notices when the store lost it."""

import math
import time
from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import uuid4

from aurora.domains.event import START
from aurora.infrastructure.binding import arguments
from aurora.infrastructure.postgres.cursors import PostgresCursors
from aurora.infrastructure.redis.board import Board
from aurora.infrastructure.relay.meaning_batch import BatchedMeaning
from aurora.infrastructure.relay.subscriber import BATCH, Log, feed
from aurora.queries.knowledge.ports import MeaningIndexWriter
from aurora.queries.projection import Projection

CHECK_SECONDS = 2.0
READY = "ready"
REBUILDING = "rebuilding"


class MeaningSubscriber:
    """Feeds the projection whose store holds a mark and whose cursor is in PostgreSQL.

    The mark is checked by writing it every two seconds: a store that lost its files still reads
    well.
    """

    def __init__(
        self,
        projection: Projection,
        log: Log,
        index: MeaningIndexWriter,
        cursors: PostgresCursors,
        board: Board,
        ports: Mapping[Any, Any],
    ) -> None:
        self.name = f"{projection.name}.v{projection.version}"
        self._board_name = projection.name
        self._log = log
        self._index = BatchedMeaning(index)
        self._cursors = cursors
        self._board = board
        given = {**ports, MeaningIndexWriter: self._index}
        self._project = partial(projection.project, **arguments(projection.project, given))
        self._generation, self._cursor = "", START
        self._checked = -math.inf
        self._ready = False

    def begin(self) -> None:
        """Check mark and cursor before the next batch."""
        self._checked = -math.inf
        self._index.drop()

    async def step(self) -> bool:
        """Bring the index one batch on."""
        if time.monotonic() - self._checked > CHECK_SECONDS:
            await self._check()
        batch = await self._log.read(self._cursor, BATCH)
        done, trouble = await feed(batch, self._project)
        await self._index.flush()
        if done:
            await self._cursors.advance(self.name, self._generation, done)
            self._cursor = done
        if trouble:
            raise trouble
        if not batch and not self._ready:
            self._ready = True
            await self._board.post(self._board_name, READY)
        return len(batch) == BATCH or not self._ready

    async def _check(self) -> None:
        self._generation, self._cursor = await self._cursors.read(self.name)
        try:
            mark = await self._index.generation()
        except BaseException:
            await self._board.post(self._board_name, REBUILDING)
            self._ready = False
            raise
        if not self._generation or mark != self._generation:
            await self._begin_anew()
        elif self._ready:
            await self._board.post(self._board_name, READY)
        self._checked = time.monotonic()

    async def _begin_anew(self) -> None:
        self._generation, self._cursor = f"{self.name}.{uuid4().hex}", START
        self._ready = False
        await self._board.post(self._board_name, REBUILDING)
        await self._index.clear()
        await self._cursors.advance(self.name, self._generation, START)
        await self._index.mark(self._generation)
