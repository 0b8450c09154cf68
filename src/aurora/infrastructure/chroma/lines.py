"""All connections to one HTTP server."""

import asyncio
from base64 import b64encode
from ssl import SSLContext, create_default_context
from urllib.parse import SplitResult, unquote, urlsplit

from aurora.infrastructure.chroma.line import Answer, Line

CONNECT_SECONDS = 5.0
PORTS = {"http": 80, "https": 443}


class Lines:
    """Lines to the server of a URL: a request takes one that is idle, or opens another."""

    def __init__(self, url: str, seconds: float = 60.0) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        self._port = parts.port or PORTS[parts.scheme]
        self._tls: SSLContext | None = create_default_context() if parts.scheme == "https" else None
        self._root = parts.path.rstrip("/")
        self._headers = _headers(parts)
        self._seconds = seconds
        self._idle: list[Line] = []

    async def ask(self, method: str, path: str, content: bytes = b"") -> Answer:
        """Send JSON and give status and content; raises OSError where the server does not answer.

        A request that a kept line broke under is sent once more: what is asked bears repeating.
        """
        first = f"{method} {self._root}{path} HTTP/1.1\r\n"
        head = f"{first}{self._headers}Content-Length: {len(content)}\r\n\r\n"
        request = head.encode("ascii") + content
        async with asyncio.timeout(self._seconds):
            if kept := self._kept():
                try:
                    return await self._ask(kept, request)
                except ConnectionError:
                    pass
            return await self._ask(await self._opened(), request)

    def close(self) -> None:
        """End the idle lines."""
        for line in self._idle:
            line.close()
        self._idle = []

    async def _ask(self, line: Line, request: bytes) -> Answer:
        answer = await line.ask(request)
        if line.is_open:
            self._idle.append(line)
        return answer

    def _kept(self) -> Line | None:
        while self._idle:
            if (line := self._idle.pop()).is_open:
                return line
        return None

    async def _opened(self) -> Line:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(CONNECT_SECONDS):
            _, line = await loop.create_connection(Line, self._host, self._port, ssl=self._tls)
        return line


def _headers(parts: SplitResult) -> str:
    place = parts.netloc.rpartition("@")[2]
    headers = f"Host: {place}\r\nContent-Type: application/json\r\n"
    if parts.username is None:
        return headers
    secret = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return f"{headers}Authorization: Basic {b64encode(secret.encode()).decode()}\r\n"
