"""Clients that hang up on a real server."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from tests.api.reception import Quiet, as_, authenticate
from tests.expedition import SITE, Expedition
from tests.people import EDITOR

from aurora.api import scrapes, site_maps
from aurora.api.application import assemble
from aurora.api.state import Parts
from aurora.domains.perception.types import Fetched
from aurora.infrastructure.memory.web import MemoryFetcher


class Endless(MemoryFetcher):
    """Never answers, and knows whether somebody still waits."""

    def __init__(self) -> None:
        super().__init__({})
        self.begun, self.ended = asyncio.Event(), asyncio.Event()

    async def answer(self, url: str) -> Fetched:
        """Wait until nobody does."""
        self.begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.ended.set()
        return await super().answer(url)


@asynccontextmanager
async def listening(expedition: Expedition) -> AsyncIterator[int]:
    """Serve scrapes and maps at a port of loopback."""
    quiet = Quiet()
    parts = Parts(bus=expedition.bus, metrics=quiet, readiness=quiet, version="0", router=None)
    app = assemble(parts, (*scrapes.ROUTES, *site_maps.ROUTES))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        serving = asyncio.create_task(server.serve([listener]))
        yield int(listener.getsockname()[1])
        server.should_exit = True
        await serving


def asked(path: str) -> bytes:
    body = json.dumps({"url": SITE})
    said = {**as_(EDITOR), "Host": "aurora", "Content-Type": "application/json"}
    said["Content-Length"] = str(len(body))
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items())]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


@pytest.mark.parametrize("path", ["/v1/scrape", "/v1/map"])
async def test_who_hangs_up_on_the_wire_ends_the_work(path: str) -> None:
    fetcher = Endless()
    expedition = Expedition({}, handlers=(authenticate,), fetcher=fetcher)
    async with asyncio.timeout(20), listening(expedition) as port:
        _, line = await asyncio.open_connection("127.0.0.1", port)
        line.write(asked(path))
        await fetcher.begun.wait()
        line.close()
        await fetcher.ended.wait()
