"""The guarding proxy: the only way out of the browser, and a way for this browser alone.

It listens on loopback, serves who shows the credential of an open errand, and connects to addresses
only that the rule of the fetcher allows, so that neither redirects nor names that change their
answer, neither scripts nor sockets get round the rule.
"""

import asyncio
import hmac
import re
import socket
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.rendering.dialing import Connection, GuardedDialer
from aurora.infrastructure.rendering.errand import Errand, TooMuch
from aurora.infrastructure.rendering.heads import LONGEST, BadHead, Head, Target, read_head
from aurora.infrastructure.web.failures import told

CHUNK = 64 * 1024
HEAD_SECONDS, CLOSE_SECONDS = 30.0, 5.0
ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"
WHO_ASKS = (
    b"HTTP/1.1 407 Proxy Authentication Required\r\n"
    b'proxy-authenticate: Basic realm="aurora"\r\n'
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)
STATUS, INTERIM = re.compile(rb"[1-9][0-9]{2}"), range(100, 200)
BROKEN = (BadHead, TooMuch, OSError, asyncio.IncompleteReadError, TimeoutError)


class GuardingProxy:
    """Serves one browser, each of its pages on an errand of its own."""

    def __init__(self, dialer: GuardedDialer) -> None:
        self._dialer = dialer
        self._errands: set[Errand] = set()
        self._serving: asyncio.Server | None = None
        self._clients: set[asyncio.StreamWriter] = set()

    @property
    def url(self) -> str:
        """Where the browser finds it."""
        if self._serving is None:
            raise RuntimeError("the proxy is not open")
        host, port = self._serving.sockets[0].getsockname()
        return f"http://{host}:{port}"

    async def open(self) -> None:
        """Listen on a free port of loopback."""
        self._serving = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=LONGEST)

    async def aclose(self) -> None:
        """Serve nobody any more."""
        for errand in list(self._errands):
            await errand.end()
        for client in list(self._clients):
            client.transport.abort()
        if self._serving:
            self._serving.close()
            await self._serving.wait_closed()

    @asynccontextmanager
    async def errand(self, *, limit: int) -> AsyncIterator[Errand]:
        """Let a page fetch so many bytes; at the end its connections are cut."""
        errand = Errand(limit=limit)
        self._errands.add(errand)
        try:
            yield errand
        finally:
            self._errands.discard(errand)
            await errand.end()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._clients.add(writer)
        errand: Errand | None = None
        with suppress(*BROKEN):
            async with asyncio.timeout(HEAD_SECONDS):
                head = await read_head(reader)
            errand = self._errand_of(head)
            if errand is None:
                writer.write(WHO_ASKS)
            else:
                with errand.joined():
                    await self._run(errand, head, (reader, writer))
        await _close(writer, cut=errand is not None and errand.over)
        self._clients.discard(writer)

    def _errand_of(self, head: Head) -> Errand | None:
        shown = b"".join(head.all(b"proxy-authorization"))
        for errand in self._errands:
            if hmac.compare_digest(shown, errand.credential.encode()):
                return errand
        return None

    async def _run(self, errand: Errand, head: Head, client: Connection) -> None:
        target = Target.of(head)
        try:
            server = await self._dialer.dial(target.host, target.port)
        except OSError as error:
            errand.failures[target.host] = _failure(error, target.host)
            return
        try:
            if target.path is None:
                await _tunnel(errand, client, server)
            else:
                await _exchange(errand, head, target.path, client, server)
        finally:  # what it has not listened to by now, it need not
            server[1].transport.abort()


async def _tunnel(errand: Errand, client: Connection, server: Connection) -> None:
    client[1].write(ESTABLISHED)
    await _first(_pump(errand, client[0], server[1]), _pump(errand, server[0], client[1]))


async def _exchange(
    errand: Errand, head: Head, path: bytes, client: Connection, server: Connection
) -> None:
    """Pass on one request and its answer; both connections end with it."""
    left = head.length
    server[1].write(head.passed_on((head.first[0], path, b"HTTP/1.1")))
    while left:
        piece = await client[0].read(min(CHUNK, left))
        if not piece:
            return
        left -= len(piece)
        await _pass_on(errand, piece, server[1])
    answer = await _answer(server[0])
    await _pass_on(errand, answer.passed_on(answer.first), client[1])
    await _first(_pump(errand, server[0], client[1]), client[0].read(1))


async def _answer(reader: asyncio.StreamReader) -> Head:
    while True:
        head = await read_head(reader, lenient=True)
        if not STATUS.fullmatch(head.first[1]):
            raise BadHead("the answer has no status")
        if int(head.first[1]) not in INTERIM:
            return head


async def _pump(errand: Errand, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(CHUNK):
        await _pass_on(errand, piece, writer)


async def _pass_on(errand: Errand, piece: bytes, writer: asyncio.StreamWriter) -> None:
    errand.spend(len(piece))
    writer.write(piece)
    await writer.drain()


async def _first(*running: Coroutine[Any, Any, object]) -> None:
    """Wait until one has ended, end the others, and raise what it raised."""
    tasks = [asyncio.ensure_future(one) for one in running]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()


async def _close(writer: asyncio.StreamWriter, *, cut: bool) -> None:
    """Let what was said arrive, within a moment; or cut the connection at once."""
    writer.close()
    with suppress(OSError):
        async with asyncio.timeout(0 if cut else CLOSE_SECONDS):
            await writer.wait_closed()
    writer.transport.abort()


def _failure(error: OSError, host: str) -> FetchFailed:
    if isinstance(error, socket.gaierror):
        return FetchFailed(FetchError.NAME_NOT_FOUND, f"{host} has no address")
    return told(error, host)
