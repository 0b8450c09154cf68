"""`--webhook` tells a server of what happens, over a whole Aurora and its worker."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
import pytest
from aiohttp import web
from standardwebhooks import Webhook as Verifier
from tests.cli.command_line import CommandLine
from tests.site.server import NOTICE, Site

SECRET = "whsec_plJ3nmyCDGBKInavdOK15jsl"
SOON = 30.0


@dataclass
class Receiver:
    """May refuse the first notice, takes the others, and knows whether they were signed."""

    url: str = ""
    refuses: bool = True
    refused: list[str] = field(default_factory=list)
    told: dict[str, Any] = field(default_factory=dict)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        message = Verifier(SECRET).verify(await request.read(), headers)
        if self.refuses and not self.refused:
            self.refused.append(headers["webhook-id"])
            return web.Response(status=503, headers={"Retry-After": "1"})
        self.told[headers["webhook-id"]] = message
        self.changed.set()
        return web.Response(status=204)

    async def hears(self, kind: str) -> list[dict[str, Any]]:
        """Wait until it was told of that, and of what it refused, and give all that it heard."""
        async with asyncio.timeout(SOON):
            while not self._has(kind):
                self.changed.clear()
                await self.changed.wait()
        return list(self.told.values())

    def _has(self, kind: str) -> bool:
        kinds = {message["type"] for message in self.told.values()}
        return kind in kinds and set(self.refused) <= set(self.told)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver, application = Receiver(), web.Application()
    application.router.add_post("/heard", receiver.answer)
    runner: Any = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/heard"
    yield receiver
    await runner.cleanup()


@pytest.fixture
def signing(cli: CommandLine) -> CommandLine:
    return replace(cli, environment={**cli.environment, "AURORA_WEBHOOK_SECRET": SECRET})


async def test_a_crawl_tells_of_itself_and_what_was_refused_comes_again(
    signing: CommandLine, site: Site, receiver: Receiver
) -> None:
    started = await signing.json(
        "crawl", site.url + NOTICE, "--depth", "0", "--no-wait", "--webhook", receiver.url
    )
    messages = await receiver.hears("crawl.finished")

    pages = [page for message in messages for page in message["data"].get("pages", ())]
    assert {message["type"] for message in messages} == {
        "crawl.started",
        "crawl.page",
        "crawl.finished",
    }
    assert {message["data"]["id"] for message in messages} == {started["id"]}
    assert [page["url"] for page in pages] == [site.url + NOTICE]


async def test_a_list_tells_of_itself(signing: CommandLine, site: Site, receiver: Receiver) -> None:
    receiver.refuses = False
    urls = (site.url + NOTICE, "ftp://a.example/")
    found = await signing.json("scrape", *urls, "--webhook", receiver.url, code=1)
    messages = await receiver.hears("batch.finished")

    pages = [page for message in messages for page in message["data"].get("pages", ())]
    assert {message["data"]["id"] for message in messages} == {found["batch"]["id"]}
    assert {page["url"]: page["outcome"] for page in pages} == {
        urls[0]: "captured",
        urls[1]: "failed",
    }
    assert SECRET not in msgspec.json.encode(found).decode()
