"""Servers on loopback that say byte for byte what a test wants, and fetchers that reach them."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from aurora.infrastructure.web.addresses import AddressRule, parse_targets
from aurora.infrastructure.web.fetcher import AiohttpFetcher, FetchLimits
from aurora.infrastructure.web.urls import AdaUrls

Script = Callable[[bytes], bytes | Awaitable[bytes]]
Converse = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
LOOPBACK = AddressRule(parse_targets("127.0.0.1/32:1024-65535"))


@dataclass
class Wire:
    """The running server, its connections and the requests it read."""

    port: int = 0
    connections: int = 0
    requests: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def response(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def redirect(target: str) -> bytes:
    return response(b"", f"Location: {target}", status="302 Found")


@asynccontextmanager
async def listening(converse: Converse, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """Talk with whoever comes; at the end every line is not only closing, but closed."""
    talks: set[asyncio.Task[None]] = set()
    lines: set[asyncio.StreamWriter] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            try:
                await converse(reader, writer)
            finally:
                writer.close()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talks.add(asyncio.create_task(talk(reader, writer)))
        lines.add(writer)

    server = await asyncio.start_server(accept, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for one in talks:
            one.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        for line in lines:
            line.transport.abort()
        await asyncio.gather(*(line.wait_closed() for line in lines), return_exceptions=True)


@asynccontextmanager
async def wire(script: Script, tls: ssl.SSLContext | None = None) -> AsyncIterator[Wire]:
    running = Wire()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        running.connections += 1
        while True:
            request = await reader.readuntil(b"\r\n\r\n")
            running.requests.append(request)
            said = script(request)
            writer.write(said if isinstance(said, bytes) else await said)
            await writer.drain()

    async with listening(converse, tls) as running.port:
        yield running


def names(known: Mapping[str, Sequence[str]]) -> Callable[[str], Awaitable[Sequence[str]]]:
    async def lookup(host: str) -> Sequence[str]:
        if host not in known:
            raise OSError(f"{host} is not known")
        return known[host]

    return lookup


@asynccontextmanager
async def fetching(
    rule: AddressRule | None = None,
    *,
    known: Mapping[str, Sequence[str]] | None = None,
    limits: FetchLimits | None = None,
    tls: ssl.SSLContext | None = None,
) -> AsyncIterator[AiohttpFetcher]:
    fetcher = AiohttpFetcher(
        AdaUrls(),
        rule or AddressRule(),
        agent="Aurora/0 (+https://example.org/bot)",
        limits=limits or FetchLimits(),
        lookup=names(known or {}),
        tls=tls,
    )
    try:
        yield fetcher
    finally:
        await fetcher.aclose()


@asynccontextmanager
async def talking(
    answer: bytes, known: Mapping[str, Sequence[str]] | None = None
) -> AsyncIterator[tuple[Wire, AiohttpFetcher]]:
    async with wire(lambda _: answer) as server, fetching(LOOPBACK, known=known) as fetcher:
        yield server, fetcher
