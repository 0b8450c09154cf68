"""The browser of a process: started when it is needed, replaced before it grows old."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog

from aurora.domains.errors import Unavailable
from aurora.infrastructure.rendering.browser import Browser

AGAIN_SECONDS = 10
REST_SECONDS = 60.0

log = structlog.get_logger("aurora.rendering")


@dataclass(eq=False)
class _Lent:
    browser: Browser
    served: int = field(default=0, init=False)
    open: int = field(default=0, init=False)


class BrowserPool:
    """Lends one browser to so many pages at once. It is replaced after so many pages, and when it
    has ended; after so many idle seconds there is none. One that does not start is tried again
    after a minute.
    """

    def __init__(
        self,
        start: Callable[[], Awaitable[Browser]],
        *,
        at_once: int,
        pages: int = 100,
        idle: float = 60.0,
        patience: float = 50.0,
    ) -> None:
        self._start, self._pages, self._idle = start, pages, idle
        self._patience = patience
        self._places = asyncio.Semaphore(at_once)
        self._starting = asyncio.Lock()
        self._lent: _Lent | None = None
        self._rest: asyncio.TimerHandle | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._refused: tuple[float, str] | None = None

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[Browser]:
        """Give the browser for one page, as soon as there is a place. Raises Unavailable."""
        await self._placed()
        try:
            lent = await self._current()
            lent.served += 1
            lent.open += 1
            try:
                yield lent.browser
            finally:
                lent.open -= 1
                self._take_back(lent)
        finally:
            self._places.release()

    async def aclose(self) -> None:
        """End the browser."""
        if lent := self._lent:
            self._retire()
            if lent.open:
                self._end(lent)
        await asyncio.gather(*self._ending, return_exceptions=True)

    async def _placed(self) -> None:
        try:
            async with asyncio.timeout(self._patience):
                await self._places.acquire()
        except TimeoutError:
            said = f"the browser showed other pages for {self._patience:g} s"
            raise Unavailable(said, retry_after=AGAIN_SECONDS) from None

    async def _current(self) -> _Lent:
        async with self._starting:
            if self._rest:
                self._rest.cancel()
            lent = self._lent
            if lent and lent.browser.alive and lent.served < self._pages:
                return lent
            if lent:
                self._retire()
            self._lent = _Lent(await self._begun())
            return self._lent

    async def _begun(self) -> Browser:
        now = asyncio.get_running_loop().time()
        if self._refused and now < self._refused[0]:
            raise Unavailable(self._refused[1], retry_after=AGAIN_SECONDS)
        try:
            browser = await self._start()
        except Unavailable as refusal:
            self._refused = (now + REST_SECONDS, str(refusal))
            log.warning("no page can be rendered", reason=str(refusal))
            raise
        self._refused = None
        return browser

    def _take_back(self, lent: _Lent) -> None:
        if lent.open:
            return
        if lent is not self._lent:
            self._end(lent)
        elif not lent.browser.alive:
            self._retire()
        else:
            self._rest = asyncio.get_running_loop().call_later(self._idle, self._tire, lent)

    def _tire(self, lent: _Lent) -> None:
        if lent is self._lent and not lent.open:
            self._retire()

    def _retire(self) -> None:
        """Give the browser to nobody else; it ends with the last page that has it."""
        lent, self._lent = self._lent, None
        if self._rest:
            self._rest.cancel()
        if lent and not lent.open:
            self._end(lent)

    def _end(self, lent: _Lent) -> None:
        task = asyncio.create_task(lent.browser.close())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)
