"""What a subscriber is, and how a batch of events is fed to one."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from aurora.domains.errors import Stale, Unavailable
from aurora.domains.event import Position, Recorded

BATCH = 200

Handle = Callable[[Recorded], Awaitable[None]]


class Log(Protocol):
    """What subscribers read."""

    async def read(self, after: Position, limit: int) -> Sequence[Recorded]:
        """Give up to `limit` events after the position, in order."""
        ...


class Subscriber(Protocol):
    """Somebody who reads the log from beginning to end."""

    @property
    def name(self) -> str:
        """The name of its lock, cursor and place among the parked ones."""
        ...

    def begin(self) -> None:
        """Stand again where the store says: somebody else may have gone on meanwhile."""
        ...

    async def step(self) -> bool:
        """Take in the next batch; True when there may be more at once."""
        ...


class Poisoned(Exception):
    """A subscriber cannot take an event in, and the fault is in the two of them."""

    def __init__(self, recorded: Recorded, error: Exception) -> None:
        super().__init__(f"{recorded.type} at {recorded.at}: {error!r}")
        self.recorded = recorded


async def feed(
    batch: Sequence[Recorded], handle: Handle
) -> tuple[Position | None, Exception | None]:
    """Hand events over one by one; give the position of the last good one and what stopped it."""
    done: Position | None = None
    for recorded in batch:
        if recorded.unreadable:
            return done, Poisoned(recorded, ValueError(recorded.unreadable))
        try:
            await handle(recorded)
        except (Unavailable, Stale, OSError) as error:
            return done, error
        except Exception as error:
            return done, Poisoned(recorded, error)
        done = recorded.at
    return done, None
