"""Runs a policy: each event once, under a key of its own or with its place in the log."""

import time
from asyncio import sleep
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from aurora.bus import Bus
from aurora.commands.command import Command
from aurora.commands.policy import Policy
from aurora.domains.blobs import ContentLost
from aurora.domains.errors import AuroraError, Stale, Unavailable
from aurora.domains.event import START, Position, Recorded
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.postgres.cursors import PostgresCursors, move
from aurora.infrastructure.postgres.jobs import Job
from aurora.infrastructure.postgres.work import also
from aurora.infrastructure.relay.gathering import Group, grouped
from aurora.infrastructure.relay.pace import Pace
from aurora.infrastructure.relay.subscriber import BATCH, Log, feed
from aurora.infrastructure.tasks import JobEngine

KEEP_SECONDS = 5.0
GATHER_SECONDS, GATHERED_AT_ONCE = 0.5, 4

log = structlog.get_logger("aurora.relay")


class PolicySubscriber:
    """Sends the commands that follow from events; those with a queue become jobs.

    Commands that gather do for several events at once, more where event follows on event, and the
    cursor moves in the transaction of their effect. After others it is kept at the end of the
    batch, and now and then.
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
        self._kept = START
        self._kept_at = 0.0
        self._followed = self._gathers = self._behind = False
        self._pace = Pace(GATHER_SECONDS, GATHERED_AT_ONCE)

    def begin(self) -> None:
        """Read the cursor before the next batch."""
        self._cursor = None

    async def step(self) -> bool:
        """Take in one batch."""
        if self._cursor is None:
            _, self._cursor = await self._cursors.read(self.name)
            self._kept = self._cursor
        if not self._behind:
            await sleep(self._pace.wait)
        batch = await self._log.read(self._cursor, BATCH)
        trouble = None
        for group in grouped(batch, self._policy):
            done, trouble = await self._take_in(group)
            self._cursor = done or self._cursor
            if trouble:
                break
        await self._keep(self._cursor)
        self._rest(len(batch))
        if trouble:
            raise trouble
        return self._behind

    def _rest(self, taken: int) -> None:
        """Let more come together before the next batch, unless there is more than enough."""
        self._behind = taken == BATCH
        if self._gathers:
            self._pace.count()
            self._gathers = False

    async def _keep(self, cursor: Position) -> None:
        if cursor != self._kept and (
            self._followed or time.monotonic() - self._kept_at > KEEP_SECONDS
        ):
            await self._cursors.advance(self.name, "", cursor)
            self._kept, self._kept_at = cursor, time.monotonic()
        self._followed = False

    async def _take_in(self, group: Group) -> tuple[Position | None, Exception | None]:
        if group.alone:
            return await feed(group.events, self._follow)
        try:
            await self._follow_all(group)
        except ContentLost:
            return await feed(group.events, self._follow)
        except (Unavailable, Stale, OSError) as error:
            return None, error
        except Exception:
            return await feed(group.events, self._follow)
        return group.events[-1].at, None

    async def _follow_all(self, group: Group) -> None:
        if group.command is None or group.first is None:
            return
        self._gathers = True
        if group.command.queue is None:
            await self._gathered(group.command, group.events[-1].at, group.cause)
        else:
            await self._enqueue(group.command, group.first, 0)

    async def _follow(self, recorded: Recorded) -> None:
        for number, command in enumerate(self._policy(recorded)):
            if command.queue is not None:
                await self._enqueue(command, recorded, number)
                continue
            key = f"{self.name}:{recorded.id}:{number}"
            try:
                await self._send(command, recorded, key)
            except ContentLost as loss:
                log.warning("left to a job", policy=self.name, key=key, reason=str(loss))
                await self._enqueue(command, recorded, number)
            except (Unavailable, Stale):
                raise
            except AuroraError as refusal:
                log.warning("refused", policy=self.name, key=key, reason=str(refusal))

    async def _send(self, command: Command[Any], recorded: Recorded, key: str) -> None:
        if command.gathers:
            await self._gathered(command, recorded.at, recorded.correlation_id)
        else:
            self._followed = True
            await self._bus.send(command, SYSTEM, key=key, cause=recorded.correlation_id)

    async def _gathered(self, command: Command[Any], upto: Position, cause: UUID | None) -> None:
        """Send a command whose effect and the cursor go together."""
        before, moved = self._kept, []

        async def onward(connection: AsyncConnection) -> None:
            await move(connection, self.name, before, upto)
            moved.append(upto)

        token = also.set(onward)
        try:
            await self._bus.send(command, SYSTEM, cause=cause)
        finally:
            also.reset(token)
        if moved:
            self._kept, self._kept_at = upto, time.monotonic()

    async def _enqueue(self, command: Command[Any], recorded: Recorded, number: int) -> None:
        self._followed = True
        await self._jobs.add(
            Job(
                id=uuid5(recorded.id, f"{self.name}:{number}"),
                command=command,
                by=SYSTEM,
                due_at=datetime.now(UTC),
                correlation_id=recorded.correlation_id,
            )
        )
