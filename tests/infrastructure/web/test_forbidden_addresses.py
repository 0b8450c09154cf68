"""One table of addresses over every path on which Aurora asks the web for something."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import pytest
from tests.hostile.addresses import CASES, Case, Verdict
from tests.hostile.connections import Connections, connections
from tests.infrastructure.web.wire import Wire, names, redirect, response, wire

from aurora.domains.errors import Invalid
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.domains.perception.webhook import Webhook
from aurora.infrastructure.web.addresses import AddressRule, literal, parse_targets
from aurora.infrastructure.web.fetcher import AiohttpFetcher
from aurora.infrastructure.web.robots import ProtegoRobots
from aurora.infrastructure.web.urls import AdaUrls
from aurora.infrastructure.web.webhooks import AiohttpWebhooks

TLS = httpx.create_ssl_context(trust_env=False)
SITEMAP = "application/xml, text/xml;q=0.9, text/plain;q=0.8, */*;q=0.1"


@dataclass
class Ground:
    """A sentinel that nobody may reach, and an open server that redirects to a target."""

    sentinel: Wire
    server: Wire
    target: str = ""

    def fetcher(self, case: Case) -> AiohttpFetcher:
        """Give a fetcher that knows the names of the case; only the server is opened to it."""
        rule = AddressRule(parse_targets(f"127.0.0.1/32:{self.server.port}"))
        lookup = names(case.known)
        return AiohttpFetcher(AdaUrls(), rule, agent="Aurora/0", lookup=lookup, tls=TLS)

    def webhooks(self, case: Case) -> AiohttpWebhooks:
        """Give a client of webhooks that knows the same."""
        rule = AddressRule(parse_targets(f"127.0.0.1/32:{self.server.port}"))
        lookup = names(case.known)
        return AiohttpWebhooks(AdaUrls(), rule, agent="Aurora/0", lookup=lookup, tls=TLS)


@dataclass
class Clients:
    """Whoever asks the web for something."""

    fetcher: AiohttpFetcher
    webhooks: AiohttpWebhooks


Path = Callable[[Clients, Ground, str], Awaitable[object]]


async def page(clients: Clients, _: Ground, url: str) -> object:
    return await clients.fetcher.fetch(url)


async def robots(clients: Clients, _: Ground, url: str) -> object:
    return await ProtegoRobots(clients.fetcher, at_once=0.0).allows(AdaUrls().canonical(url))


async def sitemap(clients: Clients, _: Ground, url: str) -> object:
    return await clients.fetcher.fetch(url, accept=SITEMAP)


async def redirected(clients: Clients, ground: Ground, url: str) -> object:
    ground.target = url.strip()
    return await clients.fetcher.fetch(ground.server.url)


async def webhook(clients: Clients, _: Ground, url: str) -> object:
    return await clients.webhooks.post(Webhook(url=url), UUID(int=1), b"{}")


PATHS: dict[str, Path] = {
    "page": page,
    "robots": robots,
    "sitemap": sitemap,
    "redirect": redirected,
    "webhook": webhook,
}


@pytest.fixture(scope="module")
async def ground() -> AsyncIterator[Ground]:
    async with (
        wire(lambda _: response(b"secret")) as sentinel,
        wire(lambda _: redirect(laid.target)) as server,
    ):
        laid = Ground(sentinel, server)
        yield laid


@dataclass
class Outcome:
    """How asking ended, and whom it tried to reach."""

    error: Exception | None
    tried: Connections


async def outcome(path: Path, ground: Ground, case: Case) -> Outcome:
    clients, error = Clients(ground.fetcher(case), ground.webhooks(case)), None
    with connections() as tried:
        try:
            await path(clients, ground, case.url.format(port=ground.sentinel.port))
        except (FetchFailed, Invalid) as raised:
            error = raised
        finally:
            await clients.fetcher.aclose()
            await clients.webhooks.aclose()
    server = ("127.0.0.1", ground.server.port)
    tried.tried = [address for address in tried.tried if address != server]
    return Outcome(error, tried)


def chosen(*verdicts: Verdict) -> list[Case]:
    return [case for case in CASES if case.verdict in verdicts]


@pytest.mark.parametrize("case", chosen(Verdict.FORBIDDEN), ids=str)
@pytest.mark.parametrize("path", PATHS)
async def test_nobody_ever_connects_to_a_forbidden_address(
    path: str, case: Case, ground: Ground
) -> None:
    ended = await outcome(PATHS[path], ground, case)
    assert isinstance(ended.error, FetchFailed)
    assert ended.error.reason is FetchError.FORBIDDEN_ADDRESS
    assert ended.tried.tried == []
    assert ground.sentinel.connections == 0


def headers_carry(case: Case) -> bool:
    return "\r" not in case.url


@pytest.mark.parametrize(
    ("path", "case"),
    [
        (path, case)
        for path in PATHS
        for case in chosen(Verdict.INVALID)
        if path != "redirect" or headers_carry(case)
    ],
    ids=str,
)
async def test_nobody_connects_for_what_is_no_url(path: str, case: Case, ground: Ground) -> None:
    ended = await outcome(PATHS[path], ground, case)
    if path == "redirect":
        assert isinstance(ended.error, FetchFailed)
        assert ended.error.reason is FetchError.BAD_REDIRECT
    else:
        assert isinstance(ended.error, Invalid)
    assert ended.tried.tried == []
    assert ground.sentinel.connections == 0


@pytest.mark.parametrize("case", chosen(Verdict.FORBIDDEN)[::20], ids=str)
async def test_a_webhook_that_redirects_leads_nowhere(case: Case, ground: Ground) -> None:
    ground.target = case.url.format(port=ground.sentinel.port).strip()
    client = ground.webhooks(case)
    with connections() as tried:
        reply = await client.post(Webhook(url=ground.server.url), UUID(int=1), b"{}")
    await client.aclose()
    assert reply.status == 302
    assert set(tried.tried) == {("127.0.0.1", ground.server.port)}
    assert ground.sentinel.connections == 0


@pytest.mark.parametrize("case", chosen(Verdict.ALLOWED), ids=str)
@pytest.mark.parametrize("path", PATHS)
async def test_public_addresses_are_tried(path: str, case: Case, ground: Ground) -> None:
    ended = await outcome(PATHS[path], ground, case)
    host = urlsplit(AdaUrls().canonical(case.url)).hostname or ""
    addresses = case.known.get(host, [host])
    assert ended.tried.hosts
    assert ended.tried.hosts <= set(addresses)
    if isinstance(ended.error, FetchFailed):
        assert ended.error.reason is FetchError.CONNECTION


@pytest.mark.parametrize("case", chosen(Verdict.FORBIDDEN, Verdict.ALLOWED), ids=str)
async def test_addresses_are_judged_beforehand_as_they_are_judged_when_asked(
    case: Case, ground: Ground
) -> None:
    fetcher = ground.fetcher(case)
    url = AdaUrls().canonical(case.url.format(port=ground.sentinel.port))
    named = literal(urlsplit(url).hostname or "") is None
    assert fetcher.forbids(url) is (case.verdict is Verdict.FORBIDDEN and not named)
    await fetcher.aclose()


def test_the_table_is_as_long_as_it_must_be() -> None:
    assert len(chosen(Verdict.FORBIDDEN)) >= 250
    assert len(chosen(Verdict.INVALID)) >= 40
    assert len(chosen(Verdict.ALLOWED)) >= 30
    assert len({str(case) for case in CASES}) == len(CASES)
