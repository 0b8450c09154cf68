"""Keeps the index by meaning up, and notices when the store lost it."""

import time
from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import uuid4

from aurora.domains.event import START, Position
from aurora.infrastructure.binding import arguments
from aurora.infrastructure.postgres.cursors import PostgresCursors
from aurora.infrastructure.postgres.log import EventLog
from aurora.infrastructure.redis.board import Board
from aurora.infrastructure.relay.subscriber import BATCH, feed
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
        log: EventLog,
        index: MeaningIndexWriter,
        cursors: PostgresCursors,
        board: Board,
        ports: Mapping[Any, Any],
    ) -> None:
        self.name = f"{projection.name}.v{projection.version}"
        self._board_name = projection.name
        self._log = log
        self._index = index
        self._cursors = cursors
        self._board = board
        self._project = partial(projection.project, **arguments(projection.project, ports))
        self._checked = 0.0
        self._ready = False

    async def step(self) -> bool:
        """Bring the index one batch on."""
        generation, cursor = await self._cursors.read(self.name)
        if time.monotonic() - self._checked > CHECK_SECONDS:
            generation, cursor = await self._check(generation, cursor)
        batch = await self._log.read(cursor, BATCH)
        done, trouble = await feed(batch, self._project)
        if done:
            await self._cursors.advance(self.name, generation, done)
        if trouble:
            raise trouble
        if not batch and not self._ready:
            self._ready = True
            await self._board.post(self._board_name, READY)
        return len(batch) == BATCH or not self._ready

    async def _check(self, generation: str, cursor: Position) -> tuple[str, Position]:
        try:
            mark = await self._index.generation()
        except BaseException:
            await self._board.post(self._board_name, REBUILDING)
            self._ready = False
            raise
        if not generation or mark != generation:
            generation, cursor = await self._begin()
        elif self._ready:
            await self._board.post(self._board_name, READY)
        self._checked = time.monotonic()
        return generation, cursor

    async def _begin(self) -> tuple[str, Position]:
        generation = f"{self.name}.{uuid4().hex}"
        self._ready = False
        await self._board.post(self._board_name, REBUILDING)
        await self._index.clear()
        await self._cursors.advance(self.name, generation, START)
        await self._index.mark(generation)
        return generation, START
