"""Aurora in memory: a bus over the memory adapters, with projections, policies and jobs run by
hand.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from aurora.bus import Bus, Handler, Witness
from aurora.commands.policy import Policy
from aurora.domains.blobs import Blobs
from aurora.domains.clock import Clock, Ids
from aurora.domains.event import START, Position, Recorded
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.binding import arguments
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.views import MemoryViews
from aurora.infrastructure.memory.work import MemoryLedger, MemoryRecord
from aurora.infrastructure.postgres.jobs import Job
from aurora.queries.knowledge.ports import WordIndexWriter
from aurora.queries.projection import Projection, Store
from aurora.queries.view import View, Views

V = TypeVar("V", bound=View)
ROUNDS = 1_000


class Silence:
    """A meter that nobody reads."""

    def observe(self, message: str, outcome: str, seconds: float) -> None:
        """Take no note."""


class Present:
    """Projections that the harness keeps up by itself."""

    async def wait(self, projections: Sequence[str], position: Position) -> None:
        """Return at once."""


class Harness:
    """Whatever part of Aurora a test needs, in memory."""

    def __init__(
        self,
        handlers: Sequence[Handler],
        ports: Mapping[Any, Any],
        policies: Sequence[Policy] = (),
        projections: Sequence[Projection] = (),
        record: MemoryRecord | None = None,
        witness: Witness | None = None,
    ) -> None:
        self.clock = cast("MemoryClock", record.clock) if record else MemoryClock()
        self.record = record or MemoryRecord(self.clock, MemoryIds())
        self.kinds = {kind: MemoryViews(kind) for p in projections for kind in p.views}
        views: dict[Any, Any] = {Views[kind]: self.kinds[kind] for kind in self.kinds}  # type: ignore[valid-type]
        given = {Clock: self.clock, Ids: self.record.ids, Blobs: MemoryBlobs()}
        self.ports = {**given, **views, **ports}
        self.bus = Bus(
            handlers,
            self.ports,
            ledger=MemoryLedger(self.record),
            progress=Present(),
            meter=Silence(),
            witness=witness,
        )
        self._policies = policies
        self._projections = [(p, arguments(p.project, self.ports)) for p in projections]
        self._read = 0

    def views(self, kind: type[V]) -> MemoryViews[V]:
        """Give the views of that kind."""
        return cast("MemoryViews[V]", self.kinds[kind])

    @property
    def reached(self) -> Position:
        """How far the projections have come."""
        return self.record.log[self._read - 1].at if self._read else START

    async def settle(self) -> None:
        """Run projections, policies and jobs that are due until nothing is left to do."""
        for _ in range(ROUNDS):
            if not (await self._follow() or await self._work()):
                return
        raise AssertionError(f"still busy after {ROUNDS} rounds")

    async def _follow(self) -> bool:
        news = self.record.log[self._read :]
        self._read += len(news)
        for recorded in news:
            for projection, found in self._projections:
                await projection.project(recorded, **found)
            await self._apply_policies(recorded)
        for projection, _ in self._projections:
            if news and projection.store is Store.WORDS:
                writer = cast("WordIndexWriter", self.ports[WordIndexWriter])
                await writer.commit("memory", news[-1].at)
        return bool(news)

    async def _apply_policies(self, recorded: Recorded) -> None:
        for policy in self._policies:
            for number, command in enumerate(policy(recorded)):
                key = f"policy:{policy.__name__}:{recorded.id}:{number}"
                if command.queue is None:
                    await self.bus.send(command, SYSTEM, key=key)
                else:
                    ids, now = self.record.ids, self.clock.now()
                    self.record.jobs.append(
                        Job(id=ids.new(), command=command, by=SYSTEM, due_at=now)
                    )

    async def _work(self) -> bool:
        due = [job for job in self.record.jobs if job.due_at <= self.clock.now()]
        for job in due:
            self.record.jobs.remove(job)
            await self.bus.send(job.command, job.by)
        return bool(due)
