"""A town of hosts on loopback: most are healthy, some slow, some broken; all note who asks when."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from tests.infrastructure.web.wire import listening, redirect, response

ROBOTS = "/robots.txt"
ANSWERS = 0.02


class Temper(StrEnum):
    """How a host answers: at once, late, with errors, by hanging up, or from another path."""

    HEALTHY = "healthy"
    SLOW = "slow"
    BROKEN = "broken"
    RESETTING = "resetting"
    MOVED = "moved"


@dataclass(kw_only=True)
class Host:
    """One of the hosts; it answers after so many seconds and asks for rest between requests.

    `asked` says when which path was asked for, `answered` when a page was given out.
    """

    temper: Temper
    pages: int
    answers: float = ANSWERS
    crawl_delay: float = 0.0
    port: int = 0
    asked: list[tuple[float, str]] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def urls(self) -> list[str]:
        return [f"{self.url}/{number}" for number in range(self.pages)]

    @property
    def pauses(self) -> list[float]:
        """The seconds between requests for pages."""
        return [later - at for at, later in pairwise(at for at, path in self.asked if path)]

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request after the other."""
        while True:
            request = await reader.readuntil(b"\r\n\r\n")
            path = request.split(b" ")[1].decode()
            if path == ROBOTS:
                writer.write(response(f"User-agent: *\nCrawl-delay: {self.crawl_delay}\n".encode()))
                continue
            self.asked.append((time.monotonic(), path))
            await asyncio.sleep(self.answers)
            if self.temper is Temper.RESETTING:
                writer.transport.abort()
                return
            writer.write(self._page(path))
            await writer.drain()
            if path.strip("/").isdecimal():
                self.answered.append(time.monotonic())

    def _page(self, path: str) -> bytes:
        if self.temper is Temper.BROKEN:
            return response(b"broken", status="500 Internal Server Error")
        if self.temper is Temper.MOVED and not path.endswith("/"):
            return redirect(f"{path}/")
        links = "".join(f'<a href="/{number}">{number}</a> ' for number in range(self.pages))
        title = f"Page {path} of {self.port}"
        page = f"<html><head><title>{title}</title></head><body><p>{title} {links}</p></body>"
        return response(page.encode(), "Content-Type: text/html")


@dataclass(frozen=True)
class Town:
    """The running hosts."""

    hosts: Sequence[Host]

    @property
    def starts(self) -> list[str]:
        return [host.urls[0] for host in self.hosts]

    @property
    def healthy(self) -> list[Host]:
        return [host for host in self.hosts if host.temper is Temper.HEALTHY]

    @property
    def healthy_answered(self) -> float:
        """When the last page of the healthy hosts was answered."""
        return max(at for host in self.healthy for at in host.answered)

    @property
    def spared(self) -> float:
        """The least rest that any host got beyond what it asked for."""
        return min(pause - host.crawl_delay for host in self.hosts for pause in host.pauses)


@asynccontextmanager
async def town(hosts: Sequence[Host]) -> AsyncIterator[Town]:
    """Serve the hosts, each on a port of its own."""
    async with AsyncExitStack() as stack:
        for host in hosts:
            host.port = await stack.enter_async_context(listening(host.converse))
        yield Town(hosts)
