"""The hostile site: every trap on a path of its own, and a sentinel that nobody may reach."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from tests.hostile.mazes import BUSY_ONCE, STARTS, answer, page
from tests.hostile.traps import BY_PATH, TRAPS, Heard, Trap
from tests.infrastructure.web.wire import Wire, listening, response, wire

from aurora.domains.perception.types import FetchError

NUMBER = re.compile(r"\d+")


@dataclass
class Hostile:
    """The running site: where it is, where else it leads, what it was asked for, and what reached
    the sentinel.
    """

    port: int = 0
    sentinel: str = ""
    elsewhere: Sequence[str] = ()
    doors: dict[str, int] = field(default_factory=dict)
    hits: Counter[str] = field(default_factory=Counter)
    sentinels: Wire = field(default_factory=Wire)

    @property
    def reached(self) -> int:
        return self.sentinels.connections

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def ports(self) -> list[int]:
        return [self.port, *self.doors.values()]

    def place(self, trap: Trap) -> str:
        """Give the URL at which a crawl meets a trap: at a host of its own where the whole host
        looks broken.
        """
        port = self.doors.get(trap.path, self.port)
        return f"http://127.0.0.1:{port}{start(trap.path)}"

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request and hang up."""
        request = await reader.readuntil(b"\r\n\r\n")
        path = request.split(b" ")[1].decode("latin-1")
        self.hits[path] += 1
        trap = BY_PATH.get(NUMBER.sub("{number}", path))
        if trap is None:
            writer.write(self._page(path))
            return
        number = NUMBER.search(path)
        await trap.play(Heard(int(number[0]) if number else 0, writer, self.sentinel))

    def _page(self, path: str) -> bytes:
        if path != "/":
            return answer(path, self.hits[path])
        traps = map(self.place, TRAPS)
        return page("All the traps of a site", *traps, *STARTS, BUSY_ONCE, *self.elsewhere)


def start(path: str) -> str:
    """Give the path at which a trap begins."""
    return path.replace("{number}", "0")


@asynccontextmanager
async def hostile_site() -> AsyncIterator[Hostile]:
    """Serve the traps on free ports of loopback, and the sentinel on another."""
    site = Hostile()
    async with AsyncExitStack() as stack:
        site.sentinels = await stack.enter_async_context(wire(lambda _: response(b"secret")))
        site.sentinel = f"127.0.0.1:{site.sentinels.port}"
        site.port = await stack.enter_async_context(listening(site.converse))
        for trap in TRAPS:
            if trap.reason in (FetchError.CONNECTION, FetchError.TIMEOUT):
                door = await stack.enter_async_context(listening(site.converse))
                site.doors[trap.path] = door
        yield site
