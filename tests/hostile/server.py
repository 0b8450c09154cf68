"""The hostile site: every trap on a path of its own, and a sentinel that nobody may reach."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.hostile.traps import BY_PATH, TRAPS, Heard
from tests.infrastructure.web.wire import listening, response, wire

NUMBER = re.compile(r"\d+")


@dataclass
class Hostile:
    """The running site: where it is, what it was asked for, and what reached the sentinel."""

    port: int = 0
    sentinel: str = ""
    hits: Counter[str] = field(default_factory=Counter)
    reached: int = 0

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
            return response(b"nothing here", "Connection: close", status="404 Not Found")
        links = "".join(f'<li><a href="{start(trap.path)}">{trap.path}</a></li>' for trap in TRAPS)
        page = f"<html><body><h1>Traps</h1><p>All the traps of a site.</p><ul>{links}</ul></body>"
        return response(page.encode(), "Content-Type: text/html", "Connection: close")


def start(path: str) -> str:
    """Give the path at which a trap begins."""
    return path.replace("{number}", "0")


@asynccontextmanager
async def hostile_site() -> AsyncIterator[Hostile]:
    """Serve the traps on a free port of loopback, and the sentinel on another."""
    site = Hostile()
    async with wire(lambda _: response(b"secret")) as sentinel:
        site.sentinel = f"127.0.0.1:{sentinel.port}"
        async with listening(site.converse) as site.port:
            yield site
        site.reached = sentinel.connections
