"""What clients and keepers of webhooks promise, in memory and for real."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec
import pytest
from aiohttp import web
from standardwebhooks import Webhook as Verifier
from tests.contracts.test_fetcher import no_names

from aurora.domains.perception.notice import Reply, WebhookClient
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.domains.perception.webhook import Webhook
from aurora.infrastructure.memory.webhooks import MemoryWebhookClient
from aurora.infrastructure.web.addresses import AddressRule, parse_targets
from aurora.infrastructure.web.urls import AdaUrls
from aurora.infrastructure.web.webhooks import AiohttpWebhooks, WebhookLimits

ID = UUID(int=7)
BODY = b'{"type":"crawl.finished"}'
SECRET = "whsec_plJ3nmyCDGBKInavdOK15jsl"


@dataclass
class Receiver:
    """Takes what is posted, and answers as the path says."""

    url: str = ""
    heard: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.heard.append((request.method, dict(request.headers), await request.read()))
        match request.path:
            case "/moved":
                return web.Response(status=307, headers={"Location": f"{self.url}/elsewhere"})
            case "/slow":
                await asyncio.sleep(30)
            case "/endless":
                return await self._endless(request)
            case "/refuses":
                return web.Response(status=503, headers={"Retry-After": "90"})
        return web.Response(status=204)

    async def _endless(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(status=200)
        await response.prepare(request)
        while request.transport and not request.transport.is_closing():
            await response.write(b"x" * 65_536)
        return response


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", receiver.answer)
    runner: Any = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield receiver
    await runner.cleanup()


@pytest.fixture
async def over_http() -> AsyncIterator[AiohttpWebhooks]:
    client = AiohttpWebhooks(
        AdaUrls(),
        AddressRule(parse_targets("127.0.0.1/32:1024-65535")),
        agent="Aurora/0 (+me)",
        limits=WebhookLimits(total=1.0),
        lookup=no_names,
    )
    yield client
    await client.aclose()


@pytest.mark.parametrize("path", ["/taken", "/moved", "/refuses", "/endless"])
@pytest.mark.parametrize("kind", ["memory", "aiohttp"])
async def test_every_status_is_an_answer_and_no_redirect_is_followed(
    kind: str, path: str, receiver: Receiver, over_http: AiohttpWebhooks
) -> None:
    statuses = {"/taken": 204, "/moved": 307, "/refuses": 503, "/endless": 200}
    client: WebhookClient = over_http
    if kind == "memory":
        said = "90" if path == "/refuses" else None
        client = MemoryWebhookClient(Reply(status=statuses[path], retry_after=said))

    reply = await client.post(Webhook(url=receiver.url + path), ID, BODY)

    assert reply.status == statuses[path]
    assert reply.retry_after == ("90" if path == "/refuses" else None)
    assert len(receiver.heard) == (kind == "aiohttp")


@pytest.mark.parametrize("kind", ["memory", "aiohttp"])
async def test_no_answer_in_time_is_a_failure(
    kind: str, receiver: Receiver, over_http: AiohttpWebhooks
) -> None:
    client: WebhookClient = over_http
    if kind == "memory":
        client = MemoryWebhookClient(FetchFailed(FetchError.TIMEOUT, "laid out"))

    with pytest.raises(FetchFailed) as failed:
        await client.post(Webhook(url=receiver.url + "/slow"), ID, BODY)

    assert failed.value.reason is FetchError.TIMEOUT


async def test_what_is_posted_is_signed_by_the_standard(
    receiver: Receiver, over_http: AiohttpWebhooks
) -> None:
    await over_http.post(Webhook(url=receiver.url + "/taken", secret=SECRET), ID, BODY)

    ((method, headers, body),) = receiver.heard
    lower = {name.lower(): value for name, value in headers.items()}
    assert (method, body, lower["content-type"]) == ("POST", BODY, "application/json")
    assert lower["webhook-id"] == str(ID)
    assert lower["user-agent"] == "Aurora/0 (+me)"
    assert Verifier(SECRET).verify(body, lower) == msgspec.json.decode(BODY)


async def test_without_a_secret_nothing_is_signed(
    receiver: Receiver, over_http: AiohttpWebhooks
) -> None:
    await over_http.post(Webhook(url=receiver.url + "/taken"), ID, BODY)

    ((_, headers, _),) = receiver.heard
    assert "webhook-signature" not in {name.lower() for name in headers}


async def test_nobody_there_is_a_failure(over_http: AiohttpWebhooks) -> None:
    for url, reason in (
        ("http://127.0.0.1:1/", FetchError.FORBIDDEN_ADDRESS),
        ("http://nowhere.example/", FetchError.NAME_NOT_FOUND),
    ):
        with pytest.raises(FetchFailed) as failed:
            await over_http.post(Webhook(url=url), ID, BODY)
        assert failed.value.reason is reason
