"""A link farm on loopback: a made-up site on several ports, served by a process of its own."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from mmap import mmap
from pathlib import Path
from socket import socket
from tempfile import NamedTemporaryFile
from typing import cast

import msgspec
import uvloop

from benchmarks.crawl_pages import Pages, place

ROBOTS = b"User-agent: *\nAllow: /\n"
COUNTER_BYTES = 8
END = b"\r\n\r\n"


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What a farm looks like; `across` of a page's 60 links lead to other hosts."""

    hosts: int
    pages: int
    seed: int = 1
    delay: float = 0.0
    across: int = 0

    def held(self, host: int) -> int:
        """Give the number of pages at a host."""
        return self.pages // self.hosts + (host < self.pages % self.hosts)


@dataclass(frozen=True, kw_only=True)
class Farm:
    """A farm that answers: one start URL a host, and how many pages it has given out so far."""

    layout: Layout
    starts: Sequence[str]
    counter: mmap

    @property
    def served(self) -> int:
        """Count the pages given out, robots.txt and missing ones not among them."""
        return int.from_bytes(self.counter[:COUNTER_BYTES], sys.byteorder)


@asynccontextmanager
async def farm(layout: Layout) -> AsyncIterator[Farm]:
    """Run a farm as a process of its own."""
    with NamedTemporaryFile(prefix="aurora-farm-") as file:
        file.write(bytes(COUNTER_BYTES))
        file.flush()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "benchmarks.farm", file.name, msgspec.json.encode(layout)),
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            assert process.stdout
            hosts = msgspec.json.decode(await process.stdout.readline(), type=list[str])
            starts = [host + place(0) for host in hosts]
            yield Farm(layout=layout, starts=starts, counter=mmap(file.fileno(), COUNTER_BYTES))
        finally:
            process.terminate()
            await process.wait()


async def serve(layout: Layout, file: Path) -> None:
    """Answer until terminated; the hosts are told on the standard output when all listen."""
    sockets = [_bound() for _ in range(layout.hosts)]
    hosts = [f"http://127.0.0.1:{one.getsockname()[1]}" for one in sockets]
    counted = _counting(file)
    loop = asyncio.get_running_loop()
    for number, one in enumerate(sockets):
        pages = Pages(number, hosts, layout.held(number), layout.seed, layout.across)
        await loop.create_server(partial(Answering, pages, layout.delay, counted), sock=one)
    print(msgspec.json.encode(hosts).decode(), flush=True)
    await asyncio.Event().wait()


class Answering(asyncio.Protocol):
    """One connection, kept alive, its requests answered one after the other."""

    def __init__(self, pages: Pages, delay: float, counted: Callable[[], None]) -> None:
        self._pages = pages
        self._delay = delay
        self._counted = counted
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep where answers go to."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Answer each request that is complete."""
        self._waiting += data
        while END in self._waiting:
            head, _, self._waiting = self._waiting.partition(END)
            answer = self._answer(head.split(b" ", 2)[1].decode("ascii"))
            if self._delay:
                asyncio.get_running_loop().call_later(self._delay, self._transport.write, answer)
            else:
                self._transport.write(answer)

    def _answer(self, target: str) -> bytes:
        path = target.partition("?")[0]
        if path == "/robots.txt":
            return _message("200 OK", "text/plain", ROBOTS)
        page = self._pages.answer(path)
        if page is None:
            return _message("404 Not Found", "text/plain", b"no such page")
        self._counted()
        return _message("200 OK", "text/html; charset=utf-8", page)


def _message(status: str, kind: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _bound() -> socket:
    listening = socket()
    listening.bind(("127.0.0.1", 0))
    return listening


def _counting(file: Path) -> Callable[[], None]:
    numbers = count(1)
    with file.open("r+b") as opened:
        shared = mmap(opened.fileno(), COUNTER_BYTES)

    def counted() -> None:
        shared[:COUNTER_BYTES] = next(numbers).to_bytes(COUNTER_BYTES, sys.byteorder)

    return counted


if __name__ == "__main__":
    uvloop.run(serve(msgspec.json.decode(sys.argv[2], type=Layout), Path(sys.argv[1])))
