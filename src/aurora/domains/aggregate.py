"""Aggregates: plain classes whose state changes only together with a recorded event."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar
from uuid import UUID

from aurora.domains.event import Event


@dataclass(kw_only=True, eq=False)
class Aggregate:
    """Something with an identity and a version, guarding its own rules."""

    id: UUID
    version: int = 0
    pending: list[Event] = field(default_factory=list, init=False, repr=False)

    @property
    def next_version(self) -> int:
        """The version that the next event makes."""
        return self.version + len(self.pending) + 1

    def record(self, event: Event) -> None:
        """Note what happened; the unit of work stores it together with the state."""
        self.pending.append(event)

    def concerns(self) -> UUID | None:
        """Give the user whom this is about, where it is not the user's own account."""
        return None


A = TypeVar("A", bound=Aggregate)


class Repository(Protocol[A]):
    """The aggregates of one kind, inside one unit of work."""

    async def get(self, id: UUID) -> A:
        """Load one; raises NotFound."""
        ...

    async def find(self, id: UUID) -> A | None:
        """Load one, or None."""
        ...

    async def many(self, ids: Collection[UUID]) -> Mapping[UUID, A]:
        """Load those that there are."""
        ...

    def add(self, aggregate: A) -> None:
        """Bring a new one; stored when the unit of work ends."""
        ...

    def erase(self, aggregate: A) -> None:
        """Forget one for good when the unit of work ends: its state, and what its events said but
        for those that it records now.
        """
        ...
