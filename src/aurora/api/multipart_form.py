"""Forms with a file, read while they arrive (RFC 7578): the fields first, then the file."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

import msgspec
from litestar.exceptions import ClientException, HTTPException
from litestar.types import Receive
from multipart import (
    MultipartError,
    MultipartSegment,
    ParserLimitReached,
    PushMultipartParser,
    content_disposition_unquote,
    parse_options_header,
)

from aurora.api.extended_names import decoded, extended
from aurora.api.pace import Pace
from aurora.domains.file_names import spelled

MEDIA_TYPE = "multipart/form-data"
FILE = "file"
FIELDS = 10
FIELD_BYTES = 10_000
AROUND = 200_000  # bytes of a body beside its file
BYTE_BY_BYTE = "latin-1"  # so that headers can be taken for bytes again
BOUNDARY = 70  # RFC 2046, section 5.1.1


class Opening(msgspec.Struct, frozen=True):
    """A part of a form begins: its name, and that of its file, if it is one."""

    name: str
    file_name: str | None


Event = Opening | bytes | None  # None ends a part


class MultipartForm:
    """One form on its way in; of a file of more than `limit` bytes no more is read."""

    def __init__(self, content_type: str, receive: Receive, limit: int) -> None:
        self.file_name = ""
        self._limit = limit
        self._receive = receive
        self._events = self._parsed(_boundary(content_type))

    async def aclose(self) -> None:
        """Read no further."""
        await self._events.aclose()

    async def fields(self) -> dict[str, str]:
        """Give the fields before the file, those without a value left out; raises 400 and 413."""
        found: dict[str, bytearray] = {}
        name, value = "", bytearray()
        async for event in self._events:
            if isinstance(event, Opening):
                if event.name == FILE:
                    self.file_name = event.file_name or ""
                    return {one: _text(one, said) for one, said in found.items() if said}
                name = event.name
                value = found[name] = _new(event, found)
            elif event is not None:
                value += event
                if len(value) > FIELD_BYTES:
                    raise _too_large(f"the field `{name}` has at most {FIELD_BYTES:,} bytes")
        raise ClientException(f"the form is missing required field `{FILE}`")

    async def file(self) -> AsyncIterator[bytes]:
        """Give the file part by part; raises 400 and 413."""
        size = 0
        async for event in self._events:
            if not isinstance(event, bytes):
                break
            size += len(event)
            if size > self._limit:
                raise _too_large(f"a file has at most {self._limit:,} bytes")
            yield event
        async for _ in self._events:
            raise ClientException("nothing follows the file: fields come first, and one file each")

    async def _parsed(self, boundary: str) -> AsyncGenerator[Event, None]:
        parser = PushMultipartParser(
            boundary, max_segment_count=FIELDS + 1, header_charset=BYTE_BY_BYTE
        )
        try:
            async with aclosing(self._body()) as body:
                async for chunk in body:
                    for event in parser.parse(chunk):
                        yield _opening(event) if isinstance(event, MultipartSegment) else event
            parser.close()
        except ParserLimitReached as error:
            raise _too_large(f"the form is too large: {error}") from error
        except MultipartError as error:
            raise ClientException(f"the form is malformed: {error}") from error

    async def _body(self) -> AsyncGenerator[bytes, None]:
        pace, more = Pace(), True
        while more:
            try:
                async with asyncio.timeout(pace.patience):
                    message = await pace.timed(self._receive())
            except TimeoutError:
                raise HTTPException(status_code=408, detail="the body comes too slowly") from None
            if message["type"] != "http.request":
                raise ClientException("the client hung up")
            more = message.get("more_body", False)
            pace.received += len(message["body"])
            if pace.received > self._limit + AROUND:
                raise _too_large(f"a file has at most {self._limit:,} bytes")
            if message["body"]:
                yield message["body"]


def _boundary(content_type: str) -> str:
    boundary = str(parse_options_header(content_type)[1].get("boundary", ""))
    if not (0 < len(boundary) <= BOUNDARY and boundary.isascii() and boundary.isprintable()):
        raise ClientException("the form does not say what its boundary is")
    return boundary


def _opening(segment: MultipartSegment) -> Opening:
    """Name a part and its file; of two names, that which states its charset is the file's."""
    said = spelled(segment.header("Content-Disposition", "").encode(BYTE_BY_BYTE))
    _, options = parse_options_header(said, unquote=content_disposition_unquote)
    plain = options.get("filename")
    return Opening(options.get("name", ""), extended(said) or (plain and decoded(plain)))


def _new(opening: Opening, known: dict[str, bytearray]) -> bytearray:
    if opening.file_name is not None:
        raise ClientException(f"the file of a form is called `{FILE}`")
    if opening.name in known:
        raise ClientException(f"the field `{opening.name}` is there more than once")
    return bytearray()


def _text(name: str, value: bytearray) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        raise ClientException(f"the field `{name}` is no UTF-8") from None


def _too_large(detail: str) -> HTTPException:
    return HTTPException(status_code=413, detail=detail)
