"""The unit of work in memory, with the same promises: all or nothing, and nobody overwrites
anybody.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from copy import deepcopy
from datetime import timedelta
from types import TracebackType
from typing import Any, ClassVar, Generic, Self, TypeVar, cast
from uuid import UUID

import msgspec
from msgspec.structs import replace

from aurora.bus import AnsweredMeanwhile, Delivery, KeyReused, delivery
from aurora.commands.command import Command
from aurora.domains.aggregate import Aggregate
from aurora.domains.clock import Clock, Ids
from aurora.domains.errors import NotFound, Stale
from aurora.domains.event import START, Position, Recorded, tag_of
from aurora.domains.principal import SYSTEM
from aurora.infrastructure import auditing
from aurora.infrastructure.auditing import Noted
from aurora.infrastructure.postgres.jobs import Job, on_behalf

A = TypeVar("A", bound=Aggregate)
Answers = dict[tuple[UUID, str, str], tuple[bytes, bytes, Position]]


class MemoryRecord:
    """What PostgreSQL would hold: aggregates by kind, the log, jobs, answers and the audit
    log.
    """

    def __init__(self, clock: Clock, ids: Ids) -> None:
        self.clock = clock
        self.ids = ids
        self.kinds: dict[str, dict[UUID, Aggregate]] = {}
        self.log: list[Recorded] = []
        self.jobs: list[Job] = []
        self.answers: Answers = {}
        self.audit: list[Noted] = []
        self.spent_tokens: dict[str, UUID] = {}

    @property
    def head(self) -> Position:
        """The position of the newest event."""
        return self.log[-1].at if self.log else START


class MemoryRepository(Generic[A]):
    """Aggregates of one kind; loaded ones are copies until the commit."""

    def __init__(self, work: "MemoryWork", kind: str) -> None:
        self.kind = kind
        self._stored = cast("dict[UUID, A]", work.record.kinds.setdefault(kind, {}))
        self._seen: dict[UUID, A] = {}
        self._erased: set[UUID] = set()
        work.repositories.append(cast("MemoryRepository[Aggregate]", self))

    async def get(self, id: UUID) -> A:
        """Load one; raises NotFound."""
        if found := await self.find(id):
            return found
        raise NotFound(f"no {self.kind} {id}")

    async def find(self, id: UUID) -> A | None:
        """Load one, or None."""
        if id not in self._seen and id in self._stored:
            self._seen[id] = deepcopy(self._stored[id])
        return self._seen.get(id)

    async def many(self, ids: Collection[UUID]) -> Mapping[UUID, A]:
        """Load those that there are."""
        return {id: found for id in ids if (found := await self.find(id))}

    async def one(self, **where: object) -> A | None:
        """Load the one whose fields equal `where`, or None."""
        for id, stored in self._stored.items():
            if all(getattr(stored, name) == value for name, value in where.items()):
                return await self.find(id)
        return None

    async def all(self, where: Callable[[A], bool]) -> Sequence[A]:
        """Load those of which the condition holds."""
        found = [await self.find(id) for id, stored in self._stored.items() if where(stored)]
        return [one for one in found if one]

    def add(self, aggregate: A) -> None:
        """Bring a new one; stored when the unit of work ends."""
        self._seen[aggregate.id] = aggregate

    def erase(self, aggregate: A) -> None:
        """Forget one for good when the unit of work ends."""
        self._erased.add(aggregate.id)

    def changed(self) -> list[A]:
        """Give the aggregates that recorded something."""
        return [aggregate for aggregate in self._seen.values() if aggregate.pending]

    def check(self, aggregate: A) -> None:
        """Refuse an aggregate that somebody else stored since it was read."""
        stored = self._stored.get(aggregate.id)
        if (stored.version if stored else 0) != aggregate.version:
            raise Stale(f"{self.kind} {aggregate.id} was changed by somebody else")

    def keep(self, aggregate: A) -> None:
        """Store the aggregate's present state, or forget the aggregate."""
        if aggregate.id in self._erased:
            del self._stored[aggregate.id]
        else:
            self._stored[aggregate.id] = deepcopy(aggregate)

    def empty(self, aggregate: A, log: list[Recorded]) -> None:
        """Empty what was recorded of an aggregate that is to be forgotten."""
        if aggregate.id in self._erased:
            log[:] = [
                replace(one, event=None) if one.aggregate_id == aggregate.id else one for one in log
            ]


class MemoryWork:
    """One unit of work; contexts subclass it and name their repositories."""

    audits_system: ClassVar[bool] = False

    def __init__(self, record: MemoryRecord) -> None:
        self.record = record
        self.repositories: list[MemoryRepository[Aggregate]] = []
        self._under = delivery.get() or Delivery(message=msgspec.Struct, by=SYSTEM)
        self._jobs: list[Job] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            return
        changed = [(r, a) for r in self.repositories for a in r.changed()]
        for repository, aggregate in changed:
            repository.check(aggregate)
        if self._under.key and (changed or self._jobs):
            self._under.position = Position(self.record.head.xid + 1, len(self.record.log) + 1)
            self._under.settle = self._settle
        else:
            self._commit()

    def enqueue(self, command: msgspec.Struct, *, delay: float = 0.0) -> None:
        """Ask for a command to run after the commit."""
        asked = cast("Command[Any]", command)
        self._jobs.append(
            Job(
                id=self.record.ids.new(),
                command=asked,
                by=on_behalf(asked, self._under.by),
                due_at=self.record.clock.now() + timedelta(seconds=delay),
                correlation_id=self._under.correlation_id,
            )
        )

    async def _settle(self, answer: bytes | None) -> None:
        if answer is None:
            return
        entry = (self._under.by.id, self._under.message.__name__, self._under.key or "")
        if entry in self.record.answers:
            raise AnsweredMeanwhile
        self._commit()
        self.record.answers[entry] = (self._under.request_hash, answer, self._under.position)

    def _commit(self) -> None:
        changed = [(r, a) for r in self.repositories for a in r.changed()]
        for repository, aggregate in changed:
            repository.check(aggregate)
        changes = auditing.Changes()
        for repository, aggregate in changed:
            changes.add(repository.kind, [aggregate])
        own = self._under.by == SYSTEM
        if (self.audits_system and changes) if own else (changed or self._jobs):
            self._note(changes)
        xid = self.record.head.xid + 1
        for repository, aggregate in changed:
            repository.empty(aggregate, self.record.log)
            self._log(aggregate, xid)
            repository.keep(aggregate)
        self.record.jobs += self._jobs

    def _note(self, changes: auditing.Changes) -> None:
        id, now = self.record.ids.new(), self.record.clock.now()
        self.record.audit.append(auditing.change(self._under, changes, id=id, at=now))

    def _log(self, aggregate: Aggregate, xid: int) -> None:
        for event in aggregate.pending:
            aggregate.version += 1
            at = Position(xid, len(self.record.log) + 1)
            self.record.log.append(
                Recorded(
                    at=at,
                    id=self.record.ids.new(),
                    type=tag_of(event),
                    aggregate_id=aggregate.id,
                    version=aggregate.version,
                    occurred_at=self.record.clock.now(),
                    event=event,
                    correlation_id=self._under.correlation_id,
                )
            )
            self._under.position = at
        aggregate.pending.clear()


class MemoryLedger:
    """Answers given under an idempotency key."""

    def __init__(self, record: MemoryRecord) -> None:
        self._answers = record.answers

    async def recall(self, under: Delivery) -> tuple[bytes, Position] | None:
        """Give the stored answer; raises KeyReused when the key belongs to another request."""
        kept = self._answers.get((under.by.id, under.message.__name__, under.key or ""))
        if kept is None:
            return None
        if kept[0] != under.request_hash:
            raise KeyReused("this key was used for another request", "Idempotency-Key")
        return kept[1], kept[2]

    async def remember(self, under: Delivery, answer: bytes) -> None:
        """Keep an answer whose command changed nothing; the first one stays."""
        entry = (under.by.id, under.message.__name__, under.key or "")
        self._answers.setdefault(entry, (under.request_hash, answer, under.position))
