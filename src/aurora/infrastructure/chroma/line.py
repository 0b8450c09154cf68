"""Kept-alive HTTP/1.1 connections for small requests where every tenth of a millisecond counts."""

import asyncio
from asyncio import BaseTransport, Future, Protocol, Transport
from typing import cast

import httptools

Answer = tuple[int, bytes]


class Line(Protocol):
    """One connection that carries one request at a time."""

    def __init__(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._transport: Transport | None = None
        self._answer: Future[Answer] | None = None
        self._parts: list[bytes] = []

    @property
    def is_open(self) -> bool:
        """Tell whether another request can be sent."""
        return self._transport is not None and not self._transport.is_closing()

    async def ask(self, request: bytes) -> Answer:
        """Send a request and give status and content; raises OSError where the line breaks.

        Whoever stops waiting ends the line: the answer still to come is nobody else's.
        """
        if self._transport is None:
            raise ConnectionResetError("the line is closed")
        self._answer, self._parts = asyncio.get_running_loop().create_future(), []
        self._transport.write(request)
        try:
            return await self._answer
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the connection."""
        if self._transport:
            self._transport.abort()

    def connection_made(self, transport: BaseTransport) -> None:
        """Keep what requests are written to."""
        self._transport = cast("Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever waits."""
        self._transport = None
        self._fail(exc or ConnectionResetError("the server ended the line"))

    def data_received(self, data: bytes) -> None:
        """Read on in the answer."""
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as fault:
            self._fail(ConnectionError(str(fault)))

    def on_body(self, part: bytes) -> None:
        """Keep a part of the content."""
        self._parts.append(part)

    def on_message_complete(self) -> None:
        """Hand the answer over; end the line where the server asks for that."""
        if not self._parser.should_keep_alive():
            self.close()
        if self._answer and not self._answer.done():
            self._answer.set_result((self._parser.get_status_code(), b"".join(self._parts)))

    def _fail(self, fault: Exception) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(fault)
