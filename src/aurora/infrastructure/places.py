"""Places at work: a worker has a few, and who waits for long leaves his to another meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Literal

PATIENCE_SECONDS = 0.5


class Places(asyncio.Semaphore):
    """Lets so many jobs work at once, and so many be there in all, those that wait included."""

    def __init__(self, at_work: int, in_all: int) -> None:
        super().__init__(in_all)
        self._at_work = asyncio.Semaphore(at_work)
        self._away = 0

    async def acquire(self) -> Literal[True]:
        """Take a place for a job that comes."""
        await super().acquire()
        try:
            return await self._at_work.acquire()
        except BaseException:
            super().release()
            raise

    def release(self) -> None:
        """Give up the place of a job that has ended, if need be while it was away."""
        super().release()
        if self._away:
            self._away -= 1
        else:
            self._at_work.release()

    def leave(self) -> None:
        """Let somebody else work."""
        self._at_work.release()

    async def come_back(self) -> None:
        """Work again as soon as there is a place."""
        await self._at_work.acquire()

    def stay_away(self) -> None:
        """Have a job end that did not come back."""
        self._away += 1


class Place:
    """The place of one job, which is free while anything of the job waits for long."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._waits = 0
        self._free = False
        self._over = False

    def leave(self) -> bool:
        """Begin to wait for long; False when the job has ended."""
        if self._over:
            return False
        self._waits += 1
        if not self._free:
            self._free = True
            self._places.leave()
        return True

    async def come_back(self) -> None:
        """End a wait; the last one to end takes the place again."""
        self._waits -= 1
        if self._goes_on():
            await self._places.come_back()
            if self._goes_on():
                self._free = False
            else:  # others wait again, or were quicker
                self._places.leave()

    def close(self) -> None:
        """End the job."""
        self._over = True
        if self._free:
            self._places.stay_away()

    def _goes_on(self) -> bool:
        return self._free and not self._waits and not self._over


class Absence:
    """A wait, which is one for long when its time is up before it ends."""

    def __init__(self, place: Place, seconds: float) -> None:
        self._place = place
        self._left = False
        self._timer = asyncio.get_running_loop().call_later(seconds, self._leave)

    async def end(self) -> None:
        """Go on with the work, at a place of the job's own."""
        self._timer.cancel()
        left, self._left = self._left, False
        if left:
            await self._place.come_back()

    def _leave(self) -> None:
        self._left = self._place.leave()


_place: ContextVar[Place | None] = ContextVar("_place", default=None)
_absence: ContextVar[Absence | None] = ContextVar("_absence", default=None)


@contextmanager
def placed(places: Places) -> Iterator[None]:
    """Run a job at the place that was taken for it."""
    place = Place(places)
    token = _place.set(place)
    try:
        yield
    finally:
        _place.reset(token)
        place.close()


@asynccontextmanager
async def aside(seconds: float = PATIENCE_SECONDS) -> AsyncIterator[None]:
    """Wait for something; after so many seconds the job's place is somebody else's until then."""
    place = _place.get()
    if place is None:
        yield
        return
    absence = Absence(place, seconds)
    token = _absence.set(absence)
    try:
        yield
    finally:
        _absence.reset(token)
        await absence.end()


async def at_work() -> None:
    """End the wait that goes on, and work again as soon as there is a place."""
    if absence := _absence.get():
        await absence.end()
