"""A server that behaves as badly as a test wants, and keeps what it was asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec
from aiohttp import web


@dataclass(frozen=True)
class Prepared:
    """An answer to come; one that is cut off has no end."""

    status: int
    body: bytes
    headers: dict[str, str]
    cut_off: bool = False


@dataclass
class Pretender:
    """Gives prepared answers in turn, the last one for ever; says that it is `alive`."""

    url: str = ""
    alive: object = field(default_factory=lambda: {"status": "ok"})
    greeted: list[web.Request] = field(default_factory=list)
    answers: list[Prepared] = field(default_factory=list)
    asked: list[web.Request] = field(default_factory=list)

    def will(self, status: int, content: object, **headers: str) -> None:
        """Prepare one answer."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.append(Prepared(status, msgspec.json.encode(content), named))

    def will_show(self, html: str) -> None:
        """Prepare a page."""
        self.answers.append(Prepared(200, html.encode(), {"Content-Type": "text/html"}))

    def will_stream(self, text: str, *, cut_off: bool = False) -> None:
        """Prepare server-sent events, after which the connection ends, properly or not."""
        kind = {"Content-Type": "text/event-stream"}
        self.answers.append(Prepared(200, text.encode(), kind, cut_off))

    def header(self, name: str) -> list[str | None]:
        """Give one header of each request."""
        return [request.headers.get(name) for request in self.asked]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Keep the request and give what was prepared."""
        if request.path == "/health/live":
            self.greeted.append(request)
            return web.json_response(self.alive)
        self.asked.append(request)
        prepared = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        response = web.StreamResponse(status=prepared.status, headers=prepared.headers)
        await response.prepare(request)
        await response.write(prepared.body)
        if prepared.cut_off and request.transport:
            request.transport.close()
        return response


@asynccontextmanager
async def pretending() -> AsyncIterator[Pretender]:
    """Serve on a free loopback port."""
    pretender = Pretender()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", pretender.answer)
    runner: Any = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        pretender.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield pretender
    finally:
        await runner.cleanup()
