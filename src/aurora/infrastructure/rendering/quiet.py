"""Whether a page has come to rest: nothing is asked for any more."""

import asyncio
from collections.abc import Callable

from playwright.async_api import Page, Request

LOOK_SECONDS = 0.05


class Quiet:
    """Counts what a page has asked for and not got yet."""

    def __init__(self, page: Page) -> None:
        self._open: set[Request] = set()
        self._since = asyncio.get_running_loop().time()
        self._loaded = False
        page.on("load", self._note_loaded)
        page.on("request", self._began)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)

    async def load(self, *, most: float, over: Callable[[], bool]) -> None:
        """Return when the document has loaded with all that belongs to it, when it is over, and
        after so many seconds.
        """
        loop = asyncio.get_running_loop()
        ends = loop.time() + most
        while loop.time() < ends:
            if self._loaded or over():
                return
            await asyncio.sleep(LOOK_SECONDS)

    async def wait(self, *, quiet: float, most: float, over: Callable[[], bool]) -> None:
        """Return when all was quiet for a while, when it is over, and after so many seconds."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + most
        self._since = loop.time()
        while loop.time() < ends and not over():
            if not self._open and loop.time() - self._since >= quiet:
                return
            await asyncio.sleep(LOOK_SECONDS)

    def _note_loaded(self, _: Page) -> None:
        self._loaded = True

    def _began(self, request: Request) -> None:
        self._open.add(request)

    def _ended(self, request: Request) -> None:
        self._open.discard(request)
        self._since = asyncio.get_running_loop().time()
