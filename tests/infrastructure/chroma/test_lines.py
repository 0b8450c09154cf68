"""Lines to an HTTP server: kept, replaced where they broke, never crossed."""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from aurora.infrastructure.chroma.lines import Lines

Reply = Callable[[bytes, StreamWriter], Awaitable[None]]
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"


class Post:
    """A server that reads requests and answers them as it is told."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self._writers: list[StreamWriter] = []
        self.requests: list[bytes] = []

    @property
    def connections(self) -> int:
        return len(self._writers)

    async def serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._writers.append(writer)
        while head := await _head(reader):
            length = int(head.partition(b"Content-Length: ")[2].split(b"\r\n")[0])
            self.requests.append(head + await reader.readexactly(length))
            await self._reply(self.requests[-1], writer)

    def hang_up(self) -> None:
        for writer in self._writers:
            writer.close()


async def _head(reader: StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""


async def echo(request: bytes, writer: StreamWriter) -> None:
    content = request.partition(b"\r\n\r\n")[2]
    writer.write(PLAIN % (len(content), content))


@asynccontextmanager
async def post(
    reply: Reply = echo, user: str = "", seconds: float = 5.0
) -> AsyncIterator[tuple[Post, Lines]]:
    office = Post(reply)
    server = await asyncio.start_server(office.serve, "127.0.0.1", 0)
    url = f"http://{user}127.0.0.1:{server.sockets[0].getsockname()[1]}/below/"
    lines = Lines(url, seconds)
    try:
        yield office, lines
    finally:
        lines.close()
        office.hang_up()
        server.close()
        await asyncio.sleep(0)


async def test_a_request_is_whole() -> None:
    async with post(user="some%40one:secret@") as (office, lines):
        assert await lines.ask("PUT", "/place?limit=1", b"{}") == (200, b"{}")
    head = office.requests[0].decode()
    assert head.startswith("PUT /below/place?limit=1 HTTP/1.1\r\nHost: 127.0.0.1:")
    assert "\r\nAuthorization: Basic c29tZUBvbmU6c2VjcmV0\r\n" in head
    assert head.endswith("Content-Length: 2\r\n\r\n{}")


async def test_a_line_is_kept_and_another_opened_only_beside_it() -> None:
    async with post() as (office, lines):
        for _ in range(3):
            await lines.ask("GET", "/")
        assert office.connections == 1
        contents = [b"%d" % number for number in range(5)]
        answers = await asyncio.gather(*(lines.ask("POST", "/", content) for content in contents))
        assert answers == [(200, content) for content in contents]
        assert office.connections == 5


async def test_a_line_that_the_server_ended_is_replaced() -> None:
    async with post() as (office, lines):
        await lines.ask("POST", "/", b"1")
        office.hang_up()
        assert await lines.ask("POST", "/", b"2") == (200, b"2")
        assert office.connections == 2


async def test_an_answer_in_pieces_is_put_together() -> None:
    async def pieces(_: bytes, writer: StreamWriter) -> None:
        writer.write(b"HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
        await asyncio.sleep(0.01)
        writer.write(b"2\r\nde\r\n0\r\n\r\n")

    async with post(pieces) as (_, lines):
        assert await lines.ask("GET", "/") == await lines.ask("GET", "/") == (404, b"abcde")


async def test_a_server_that_says_goodbye_is_not_asked_on_that_line() -> None:
    async def goodbye(_: bytes, writer: StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")

    async with post(goodbye) as (office, lines):
        assert await lines.ask("GET", "/") == await lines.ask("GET", "/") == (200, b"")
        assert office.connections == 2


@pytest.mark.parametrize(
    "said", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab", b"?!\r\n"]
)
async def test_half_an_answer_is_none(said: bytes) -> None:
    async def break_off(_: bytes, writer: StreamWriter) -> None:
        writer.write(said)
        writer.close()

    async with post(break_off) as (_, lines):
        with pytest.raises(ConnectionError):
            await lines.ask("GET", "/")


async def test_whoever_stops_waiting_leaves_no_answer_to_the_next() -> None:
    async def slowly(request: bytes, writer: StreamWriter) -> None:
        if request.endswith(b"slow"):
            await asyncio.sleep(0.05)
        await echo(request, writer)

    async with post(slowly) as (_, lines):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(lines.ask("POST", "/", b"slow"), 0.01)
        assert await lines.ask("POST", "/", b"quick") == (200, b"quick")


async def test_silence_ends_in_a_timeout() -> None:
    async def nothing(_: bytes, __: StreamWriter) -> None:
        await asyncio.sleep(0)

    async with post(nothing, seconds=0.05) as (_, lines):
        with pytest.raises(TimeoutError):
            await lines.ask("GET", "/")
