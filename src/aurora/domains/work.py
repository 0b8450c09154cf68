"""The unit of work: what one command changes, committed whole or not at all."""

from typing import Protocol

import msgspec


class Work(Protocol):
    """An open unit of work; a clean exit commits state, events and jobs together."""

    def enqueue(self, command: msgspec.Struct, *, delay: float = 0.0) -> None:
        """Ask for a command to run on a worker after the commit, `delay` seconds later at the
        earliest.
        """
        ...
