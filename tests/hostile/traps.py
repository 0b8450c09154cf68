"""The traps: what each path of the hostile site does, and how a fetch of it must end."""

import asyncio
import zlib
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

import brotli
import zstandard

from aurora.domains.perception.types import FetchError

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
HUGE = 50_000_000
KILOBYTE = b"<p>more words</p>".ljust(1024)
SECOND = 0.01  # of a slow server


@dataclass(frozen=True)
class Heard:
    """What the site knows when it springs a trap."""

    number: int
    writer: asyncio.StreamWriter
    sentinel: str


Play = Callable[[Heard], Awaitable[None]]


@dataclass(frozen=True)
class Trap:
    """A path, the reason with which fetching it fails, and whether that takes all the time."""

    path: str
    reason: FetchError
    play: Play
    slow: bool = False


def says(*parts: bytes) -> Play:
    """Say the parts and hang up."""

    async def play(heard: Heard) -> None:
        for part in parts:
            heard.writer.write(part)
        await heard.writer.drain()

    return play


def streams(head: bytes, endless: bytes, pause: float = 0.0) -> Play:
    """Say the head, and then the same for ever."""

    async def play(heard: Heard) -> None:
        heard.writer.write(head)
        while not heard.writer.is_closing():
            heard.writer.write(endless)
            await heard.writer.drain()
            await asyncio.sleep(pause)

    return play


def repeats(head: bytes, chunks: Iterable[bytes]) -> Play:
    """Say the head and the chunks as fast as they are taken."""

    async def play(heard: Heard) -> None:
        heard.writer.write(head)
        for chunk in chunks:
            heard.writer.write(chunk)
            await heard.writer.drain()

    return play


def redirects(target: str) -> Play:
    """Redirect; `{number}` stands for the next number, `{sentinel}` for the sentinel's address."""

    async def play(heard: Heard) -> None:
        place = target.format(number=heard.number + 1, sentinel=heard.sentinel)
        head = f"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: {place}\r\n\r\n"
        heard.writer.write(head.encode("utf-8", "surrogateescape"))

    return play


async def resets(heard: Heard) -> None:
    """Break off in the middle."""
    heard.writer.write(OK + b"Content-Length: 1000\r\n\r\nhalf a page")
    await heard.writer.drain()
    heard.writer.transport.abort()


async def sleeps(_: Heard) -> None:
    """Never say a word."""
    await asyncio.Event().wait()


def gzipped(size: int) -> bytes:
    """Pack so many zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()


def body(encoding: str, content: bytes) -> Play:
    """Say the content under the encoding."""
    head = f"Content-Encoding: {encoding}\r\nContent-Length: {len(content)}\r\n\r\n"
    return says(OK + head.encode(), content)


REDIRECTS = [
    ("/loop/self", FetchError.TOO_MANY_REDIRECTS, "/loop/self"),
    ("/loop/a", FetchError.TOO_MANY_REDIRECTS, "/loop/b"),
    ("/loop/b", FetchError.TOO_MANY_REDIRECTS, "/loop/a"),
    ("/loop/nowhere", FetchError.TOO_MANY_REDIRECTS, ""),
    ("/chain/{number}", FetchError.TOO_MANY_REDIRECTS, "/chain/{number}"),
    ("/to/metadata", FetchError.FORBIDDEN_ADDRESS, "http://169.254.169.254/latest/meta-data/"),
    ("/to/sentinel", FetchError.FORBIDDEN_ADDRESS, "http://{sentinel}/"),
    ("/to/localhost", FetchError.FORBIDDEN_ADDRESS, "//localhost:1/"),
    ("/to/decimal", FetchError.FORBIDDEN_ADDRESS, "http://2130706433:1/"),
    ("/to/mapped", FetchError.FORBIDDEN_ADDRESS, "http://[::ffff:7f00:1]:1/"),
    ("/to/translated", FetchError.FORBIDDEN_ADDRESS, "http://[64:ff9b::a9fe:a9fe]/"),
    ("/to/file", FetchError.BAD_REDIRECT, "file:///etc/passwd"),
    ("/to/ftp", FetchError.BAD_REDIRECT, "ftp://example.org/"),
    ("/to/javascript", FetchError.BAD_REDIRECT, "javascript:alert(1)"),
    ("/to/data", FetchError.BAD_REDIRECT, "data:text/html,<p>x"),
    ("/to/gopher", FetchError.BAD_REDIRECT, "gopher://127.0.0.1:6379/_FLUSHALL"),
    ("/to/somebody", FetchError.BAD_REDIRECT, "http://ana:secret@example.org/"),
    ("/to/far", FetchError.BAD_REDIRECT, "/" + "far/" * 1_000),
    ("/to/broken", FetchError.BAD_REDIRECT, "http://[::1/"),
]
SAID = [
    ("/head/long", FetchError.TOO_LARGE, OK + b"X: " + b"x" * 40_000 + b"\r\n\r\n"),
    ("/head/reason", FetchError.TOO_LARGE, b"HTTP/1.1 200 " + b"O" * 40_000 + b"K\r\n\r\n"),
    ("/head/nul", FetchError.CONNECTION, OK + b"X: a\0b\r\n\r\n"),
    ("/head/folded", FetchError.CONNECTION, OK + b"X\r\n: y\r\n\r\n"),
    ("/garbage/old", FetchError.CONNECTION, b"<html><p>HTTP/0.9 has no head</p></html>\r\n\r\n"),
    ("/garbage/ssh", FetchError.CONNECTION, b"SSH-2.0-OpenSSH_9.2\r\n\r\n"),
    ("/garbage/bytes", FetchError.CONNECTION, bytes(range(256)) + b"\r\n\r\n"),
    ("/garbage/nothing", FetchError.CONNECTION, b""),
    ("/length/short", FetchError.CONNECTION, OK + b"Content-Length: 1000\r\n\r\nfew words"),
    ("/length/word", FetchError.CONNECTION, OK + b"Content-Length: many\r\n\r\nx"),
    ("/length/minus", FetchError.CONNECTION, OK + b"Content-Length: -1\r\n\r\nx"),
    ("/length/digits", FetchError.CONNECTION,
     OK + b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\n"),
    ("/length/both", FetchError.CONNECTION,
     OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxy"),
    ("/chunks/size", FetchError.CONNECTION, OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
    ("/chunks/cut", FetchError.CONNECTION, OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\nx"),
    ("/chunks/vast", FetchError.CONNECTION,
     OK + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\nx"),
]  # fmt: skip
BODIES = [
    ("/bomb/gzip", FetchError.BOMB, "gzip", gzipped(HUGE)),
    ("/bomb/deflate", FetchError.BOMB, "deflate", zlib.compress(bytes(HUGE), 9)),
    ("/bomb/br", FetchError.BOMB, "br", brotli.compress(bytes(HUGE), quality=5)),
    ("/bomb/zstd", FetchError.BOMB, "zstd", zstandard.compress(bytes(HUGE))),
    ("/bomb/twice", FetchError.BOMB, "gzip, br", brotli.compress(gzipped(HUGE))),
    ("/damaged/gzip", FetchError.ENCODING, "gzip", gzipped(1 << 20)[:-9]),
    ("/damaged/br", FetchError.ENCODING, "br", brotli.compress(KILOBYTE)[:-3]),
    ("/damaged/zstd", FetchError.ENCODING, "zstd", zstandard.compress(KILOBYTE)[:-3]),
    ("/damaged/claim", FetchError.ENCODING, "gzip", KILOBYTE),
    ("/damaged/unknown", FetchError.ENCODING, "compress", KILOBYTE),
    ("/damaged/deep", FetchError.ENCODING, "gzip, gzip, gzip", KILOBYTE),
]
CHUNK = b"400\r\n" + KILOBYTE + b"\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
MANY = HUGE // len(KILOBYTE)

TRAPS: tuple[Trap, ...] = (
    *(Trap(path, reason, redirects(target)) for path, reason, target in REDIRECTS),
    *(Trap(path, reason, says(said)) for path, reason, said in SAID),
    *(Trap(path, reason, body(encoding, packed)) for path, reason, encoding, packed in BODIES),
    Trap("/head/endless", FetchError.TOO_LARGE, streams(OK, b"X-More: x\r\n" * 50)),
    Trap("/head/line", FetchError.TOO_LARGE, streams(OK, b"x" * 1024)),
    Trap("/head/status", FetchError.TOO_LARGE, streams(b"HTTP/1.1 200 ", b"O" * 1024)),
    Trap("/huge/sized", FetchError.TOO_LARGE,
         repeats(OK + b"Content-Length: %d\r\n\r\n" % HUGE, [KILOBYTE] * MANY)),
    Trap("/huge/unsized", FetchError.TOO_LARGE, repeats(OK + b"\r\n", [KILOBYTE] * MANY)),
    Trap("/huge/chunked", FetchError.TOO_LARGE, repeats(CHUNKED, [CHUNK] * MANY)),
    Trap("/huge/endless", FetchError.TOO_LARGE, streams(CHUNKED, CHUNK)),
    Trap("/reset", FetchError.CONNECTION, resets),
    Trap("/slow/silent", FetchError.TIMEOUT, sleeps, slow=True),
    Trap("/slow/head", FetchError.TIMEOUT, streams(OK + b"X: ", b"x", SECOND), slow=True),
    Trap("/slow/body", FetchError.TIMEOUT, streams(OK + b"\r\n", b"x", SECOND), slow=True),
    Trap("/slow/chunks", FetchError.TIMEOUT, streams(CHUNKED, b"1\r\nx\r\n", SECOND), slow=True),
    Trap("/slow/hints", FetchError.TIMEOUT,
         streams(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", SECOND), slow=True),
)  # fmt: skip
BY_PATH = {trap.path: trap for trap in TRAPS}
