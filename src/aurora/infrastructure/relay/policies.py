"""Runs a policy: each event once, under a key of its own."""

import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

import structlog

from aurora.bus import Bus
from aurora.commands.command import Command
from aurora.commands.policy import Policy
from aurora.domains.errors import AuroraError, Stale, Unavailable
from aurora.domains.event import Position, Recorded
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.postgres.cursors import PostgresCursors
from aurora.infrastructure.postgres.jobs import Job
from aurora.infrastructure.relay.subscriber import BATCH, Log, feed
from aurora.infrastructure.tasks import JobEngine

KEEP_SECONDS = 5.0

log = structlog.get_logger("aurora.relay")


class PolicySubscriber:
    """Sends the commands that follow from events; those with a queue become jobs.

    Its cursor is kept after events from which something followed, and now and then.
    """

    def __init__(
        self, policy: Policy, log: Log, cursors: PostgresCursors, bus: Bus, jobs: JobEngine
    ) -> None:
        self.name = f"policy:{policy.__name__}"
        self._policy = policy
        self._log = log
        self._cursors = cursors
        self._bus = bus
        self._jobs = jobs
        self._cursor: Position | None = None
        self._kept_at = 0.0
        self._followed = False

    def begin(self) -> None:
        """Read the cursor before the next batch."""
        self._cursor = None

    async def step(self) -> bool:
        """Take in one batch."""
        if self._cursor is None:
            _, self._cursor = await self._cursors.read(self.name)
        batch = await self._log.read(self._cursor, BATCH)
        done, trouble = await feed(batch, self._follow)
        if done:
            self._cursor = done
            await self._keep(done)
        if trouble:
            raise trouble
        return len(batch) == BATCH

    async def _keep(self, cursor: Position) -> None:
        if self._followed or time.monotonic() - self._kept_at > KEEP_SECONDS:
            await self._cursors.advance(self.name, "", cursor)
            self._followed, self._kept_at = False, time.monotonic()

    async def _follow(self, recorded: Recorded) -> None:
        for number, command in enumerate(self._policy(recorded)):
            self._followed = True
            key = f"{self.name}:{recorded.id}:{number}"
            if command.queue is None:
                await self._send(command, key, recorded.correlation_id)
            else:
                await self._enqueue(command, recorded, number)

    async def _send(self, command: Command[Any], key: str, cause: UUID | None) -> None:
        try:
            await self._bus.send(command, SYSTEM, key=key, cause=cause)
        except (Unavailable, Stale):
            raise
        except AuroraError as refusal:
            log.warning("refused", policy=self.name, key=key, reason=str(refusal))

    async def _enqueue(self, command: Command[Any], recorded: Recorded, number: int) -> None:
        await self._jobs.add(
            Job(
                id=uuid5(recorded.id, f"{self.name}:{number}"),
                command=command,
                by=SYSTEM,
                due_at=datetime.now(UTC),
                correlation_id=recorded.correlation_id,
            )
        )
