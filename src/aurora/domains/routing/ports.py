"""What routing needs from outside."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from aurora.domains.aggregate import Repository
from aurora.domains.routing.decision import Decision
from aurora.domains.work import Work


class RoutingWork(Work, Protocol):
    """A unit of work over routing."""

    @property
    def decisions(self) -> Repository[Decision]:
        """The decisions."""
        ...


class Routing(Protocol):
    """Where decisions are kept."""

    def work(self) -> AbstractAsyncContextManager[RoutingWork]:
        """Open a unit of work; a clean exit commits it, an exception undoes it."""
        ...
