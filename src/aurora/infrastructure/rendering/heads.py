"""The heads of HTTP messages, as far as a proxy must understand them (RFC 9112)."""

import asyncio
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

LONGEST = 64 * 1024
END = b"\r\n\r\n"
METHOD = re.compile(rb"[A-Z]{1,20}")
NAME = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
LENGTH = re.compile(rb"[0-9]{1,18}")
PORT = re.compile(r"[0-9]{1,5}")
# what concerns one connection, and is not passed on
OF_CONNECTION = frozenset({b"connection", b"keep-alive", b"proxy-connection", b"upgrade"})
TO_PROXY = b"proxy-"

Fields = tuple[tuple[bytes, bytes], ...]


class BadHead(ValueError):
    """This is no head of an HTTP message."""


class Head(msgspec.Struct, frozen=True):
    """The first line of a message and its fields, names in lower case."""

    first: tuple[bytes, bytes, bytes]
    fields: Fields

    def all(self, name: bytes) -> list[bytes]:
        """Give every value of a field."""
        return [value for known, value in self.fields if known == name]

    @property
    def length(self) -> int:
        """How many bytes follow it, where it is a request; raises BadHead where it does not say."""
        if self.all(b"transfer-encoding"):
            raise BadHead("a request says its length")
        lengths = set(self.all(b"content-length"))
        if len(lengths) > 1 or not all(map(LENGTH.fullmatch, lengths)):
            raise BadHead("a request has one length")
        return int(lengths.pop()) if lengths else 0

    def passed_on(self, first: Iterable[bytes]) -> bytes:
        """Give the head for the next connection, which ends with the answer."""
        kept = (
            name + b": " + value
            for name, value in self.fields
            if name not in OF_CONNECTION and not name.startswith(TO_PROXY)
        )
        return b"\r\n".join((b" ".join(first), *kept, b"connection: close")) + END


async def read_head(reader: asyncio.StreamReader, *, lenient: bool = False) -> Head:
    """Read a head; raises BadHead, and IncompleteReadError where the connection ends before. Who is
    lenient passes over fields that are none.
    """
    try:
        raw = await reader.readuntil(END)
    except asyncio.LimitOverrunError:
        raise BadHead("the head is too long") from None
    first, *lines = raw[: -len(END)].split(b"\r\n")
    words = first.split(b" ", 2)
    if len(words) < 2:
        raise BadHead("the first line is none")
    fields = [_field(line) for line in lines]
    if not lenient and None in fields:
        raise BadHead("a field is none")
    return Head((words[0], words[1], b"".join(words[2:])), tuple(filter(None, fields)))


def _field(line: bytes) -> tuple[bytes, bytes] | None:
    name, colon, value = line.partition(b":")
    if not colon or not NAME.fullmatch(name) or b"\r" in value or b"\n" in value:
        return None
    return name.lower(), value.strip(b" \t")


class Target(msgspec.Struct, frozen=True):
    """Where a request goes: the host, the port, and the path where it is not a tunnel."""

    host: str
    port: int
    path: bytes | None

    @classmethod
    def of(cls, head: Head) -> "Target":
        """Read the target of a request to a proxy; raises BadHead for any but http and CONNECT."""
        method, target, _ = head.first
        try:
            text = target.decode("ascii")
        except UnicodeDecodeError:
            raise BadHead("the target is not ASCII") from None
        if not METHOD.fullmatch(method):
            raise BadHead("the method is none")
        return _tunnel(text) if method == b"CONNECT" else _plain(text)


def _tunnel(text: str) -> Target:
    host, colon, port = text.rpartition(":")
    if not colon or not host or not PORT.fullmatch(port):
        raise BadHead("the target is no host and port")
    return Target(_bare(host), int(port), None)


def _plain(text: str) -> Target:
    try:
        url = urlsplit(text)
        host, port = url.hostname, url.port
    except ValueError:
        raise BadHead("the target is no URL") from None
    if url.scheme != "http" or not host or "@" in url.netloc:
        raise BadHead("the target is no URL of http")
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    return Target(host, 80 if port is None else port, path.encode())


def _bare(host: str) -> str:
    return host[1:-1] if host.startswith("[") and host.endswith("]") else host
