"""How long a host takes: what Aurora itself keeps it waiting does not count."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(kw_only=True)
class Stopwatch:
    """Runs from now on under a deadline, which is put off while the watch stands still."""

    deadline: asyncio.Timeout
    began: float = field(default_factory=time.perf_counter, init=False)

    @property
    def seconds(self) -> float:
        """How long it has run."""
        return time.perf_counter() - self.began

    @asynccontextmanager
    async def stopped(self) -> AsyncIterator[None]:
        """Stand still meanwhile."""
        due, since = self.deadline.when(), time.perf_counter()
        self.deadline.reschedule(None)
        try:
            yield
        finally:
            lost = time.perf_counter() - since
            self.began += lost
            self.deadline.reschedule(None if due is None else due + lost)
