"""The hostile site: every trap on a path of its own, and a sentinel that nobody may reach."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.hostile.mazes import BUSY_ONCE, STARTS, answer, page
from tests.hostile.traps import BY_PATH, TRAPS, Heard
from tests.infrastructure.web.wire import Wire, listening, response, wire

NUMBER = re.compile(r"\d+")


@dataclass
class Hostile:
    """The running site: where it is, where else it leads, what it was asked for, and what reached
    the sentinel.
    """

    port: int = 0
    sentinel: str = ""
    elsewhere: Sequence[str] = ()
    hits: Counter[str] = field(default_factory=Counter)
    sentinels: Wire = field(default_factory=Wire)

    @property
    def reached(self) -> int:
        return self.sentinels.connections

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

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
        traps = (start(trap.path) for trap in TRAPS)
        return page("All the traps of a site", *traps, *STARTS, BUSY_ONCE, *self.elsewhere)


def start(path: str) -> str:
    """Give the path at which a trap begins."""
    return path.replace("{number}", "0")


@asynccontextmanager
async def hostile_site() -> AsyncIterator[Hostile]:
    """Serve the traps on a free port of loopback, and the sentinel on another."""
    site = Hostile()
    async with wire(lambda _: response(b"secret")) as site.sentinels:
        site.sentinel = f"127.0.0.1:{site.sentinels.port}"
        async with listening(site.converse) as site.port:
            yield site
