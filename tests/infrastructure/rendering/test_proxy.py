"""The guarding proxy: for one browser, to allowed addresses, one request at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from tests.infrastructure.embedded.waiting import eventually
from tests.infrastructure.rendering.browsing import Names
from tests.infrastructure.rendering.sentinel import watching
from tests.site.scripted import LATE, ScriptedSite

from aurora.domains.perception.types import FetchError
from aurora.infrastructure.rendering.dialing import GuardedDialer
from aurora.infrastructure.rendering.errand import Errand
from aurora.infrastructure.rendering.heads import LONGEST
from aurora.infrastructure.rendering.proxy import GuardingProxy
from aurora.infrastructure.web.addresses import AddressRule, parse_targets

LIMIT = 100_000


@dataclass
class Client:
    """Speaks to the proxy as a browser would, or as it never would."""

    proxy: GuardingProxy
    names: Names
    port: int = 0

    async def say(self, said: bytes, errand: Errand | None = None) -> bytes:
        """Send bytes, the errand's credential in the place of KEY, and give all that comes."""
        port = int(self.proxy.url.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        shown = f"Proxy-Authorization: {errand.credential}\r\n".encode() if errand else b""
        writer.write(said.replace(b"KEY", shown))
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return answer


@pytest.fixture
async def client(scripted: ScriptedSite) -> AsyncIterator[Client]:
    names = Names()
    rule = AddressRule(parse_targets(f"127.0.0.1/32:{scripted.port}"))
    proxy = GuardingProxy(GuardedDialer(rule, names, limit=LONGEST))
    await proxy.open()
    yield Client(proxy, names)
    await proxy.aclose()


def asked(url: str, method: str = "GET") -> bytes:
    return f"{method} {url} HTTP/1.1\r\nHost: x\r\nKEY\r\n".encode()


async def test_who_shows_no_credential_is_not_served(
    client: Client, scripted: ScriptedSite
) -> None:
    scripted.hits.clear()
    url = scripted.url + "/plain"
    async with client.proxy.errand(limit=LIMIT) as errand:
        assert b" 407 " in await client.say(asked(url))
        stolen = Errand(limit=LIMIT)
        assert b" 407 " in await client.say(asked(url), stolen)
    assert b" 407 " in await client.say(asked(url), errand)
    assert scripted.hits == []


async def test_a_request_and_its_answer_are_passed_on(
    client: Client, scripted: ScriptedSite
) -> None:
    scripted.sent.clear()
    async with client.proxy.errand(limit=LIMIT) as errand:
        answer = await client.say(asked(scripted.url + "/plain?x=1"), errand)
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert LATE.encode() in answer
    assert errand.spent > len(LATE)
    sent = scripted.sent["/plain"][0]
    assert "proxy-authorization" not in sent
    assert sent["connection"] == "close"


async def test_a_body_is_passed_on_by_its_length(client: Client, scripted: ScriptedSite) -> None:
    said = (
        f"POST {scripted.url}/api/told HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nKEY\r\nhello"
        f"GET {scripted.url}/smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
    )
    async with client.proxy.errand(limit=LIMIT) as errand:
        await client.say(said.encode(), errand)
    assert "/smuggled" not in scripted.hits


async def test_a_tunnel_leads_to_an_allowed_address(client: Client, scripted: ScriptedSite) -> None:
    inside = b"GET /plain HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    said = f"CONNECT 127.0.0.1:{scripted.port} HTTP/1.1\r\nKEY\r\n".encode()
    async with client.proxy.errand(limit=LIMIT) as errand:
        answer = await client.say(said + inside, errand)
    assert answer.startswith(b"HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 200 OK")
    assert LATE.encode() in answer


@pytest.mark.parametrize("form", ["GET http://HOST:PORT/x", "CONNECT HOST:PORT"])
@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "inside.example", "[::ffff:127.0.0.1]"])
async def test_no_request_leads_to_a_forbidden_address(
    client: Client, form: str, host: str
) -> None:
    client.names.known["inside.example"] = [["127.0.0.1"]]
    async with watching() as sentinel, client.proxy.errand(limit=LIMIT) as errand:
        first = form.replace("HOST", host).replace("PORT", str(sentinel.port))
        answer = await client.say(f"{first} HTTP/1.1\r\nKEY\r\n".encode(), errand)
        assert answer == b""
        assert sentinel.arrived == []
    failure = errand.failures[host.strip("[]")]
    assert failure.reason is FetchError.FORBIDDEN_ADDRESS


BAD = [
    b"GET / HTTP/1.1\r\nKEY\r\n",
    b"GET https://example.org/ HTTP/1.1\r\nKEY\r\n",
    b"GET file:///etc/passwd HTTP/1.1\r\nKEY\r\n",
    b"GET http://user@127.0.0.1/ HTTP/1.1\r\nKEY\r\n",
    b"CONNECT 127.0.0.1 HTTP/1.1\r\nKEY\r\n",
    b"CONNECT 127.0.0.1:0 HTTP/1.1\r\nKEY\r\n",
    b"CONNECT 127.0.0.1:99999 HTTP/1.1\r\nKEY\r\n",
    b"CONNECT 127.0.0.1:+80 HTTP/1.1\r\nKEY\r\n",
    b"POST http://127.0.0.1:PORT/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\nKEY\r\n0\r\n\r\n",
    b"POST http://127.0.0.1:PORT/ HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\nKEY\r\n1",
    b"GET http://127.0.0.1:PORT/ HTTP/1.1\r\nbad field\r\nKEY\r\n",
    b"POST http://127.0.0.1:PORT/ HTTP/1.1\r\nContent-Length: " + b"1" * 5_000 + b"\r\nKEY\r\n1",
    b"nonsense\r\n\r\n",
]


@pytest.mark.parametrize("said", BAD)
async def test_what_is_no_request_to_a_proxy_leads_nowhere(
    client: Client, scripted: ScriptedSite, said: bytes
) -> None:
    scripted.hits.clear()
    async with client.proxy.errand(limit=LIMIT) as errand:
        answer = await client.say(said.replace(b"PORT", str(scripted.port).encode()), errand)
    assert answer in (b"", answer if b" 407 " in answer else b"")
    assert scripted.hits == []


async def test_who_has_fetched_enough_is_cut_off(client: Client, scripted: ScriptedSite) -> None:
    async with client.proxy.errand(limit=LIMIT) as errand:
        answer = await client.say(asked(scripted.url + "/huge"), errand)
        assert len(answer) <= LIMIT
        assert errand.too_large is not None
        assert await client.say(asked(scripted.url + "/plain"), errand) == b""


async def test_connections_end_with_their_errand(client: Client, scripted: ScriptedSite) -> None:
    said = f"CONNECT 127.0.0.1:{scripted.port} HTTP/1.1\r\nKEY\r\n".encode()
    async with client.proxy.errand(limit=LIMIT) as errand:
        waiting = asyncio.create_task(client.say(said, errand))
        await eventually(lambda: bool(errand.under_way))
    assert (await waiting) in (b"", b"HTTP/1.1 200 Connection established\r\n\r\n")
    assert not errand.under_way


@asynccontextmanager
async def answering(answer: bytes | None) -> AsyncIterator[Client]:
    """Give a client of a proxy before a server that says so much at once, or never listens."""
    ends = asyncio.Event()

    async def serve(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if answer is None:
            await ends.wait()
        else:
            writer.write(answer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=1_000)
    port = server.sockets[0].getsockname()[1]
    rule = AddressRule(parse_targets(f"127.0.0.1/32:{port}"))
    proxy = GuardingProxy(GuardedDialer(rule, Names(), limit=LONGEST))
    await proxy.open()
    try:
        yield Client(proxy, Names(), port)
    finally:
        ends.set()
        await proxy.aclose()
        server.close()
        await server.wait_closed()


async def test_a_host_that_never_listens_keeps_no_page_from_its_end() -> None:
    async with answering(None) as client, asyncio.timeout(30):
        async with client.proxy.errand(limit=1 << 30) as errand:
            said = f"CONNECT 127.0.0.1:{client.port} HTTP/1.1\r\nKEY\r\n".encode()
            talking = asyncio.create_task(client.say(said + b"x" * (32 << 20), errand))
            await eventually(lambda: errand.spent > 1_000_000)
            await asyncio.sleep(0)
        assert not errand.under_way
        talking.cancel()
        await asyncio.gather(talking, return_exceptions=True)


@pytest.mark.parametrize("status", ["1" * 5_000, "²", "-1", "20"])
async def test_an_answer_without_a_status_is_none(status: str) -> None:
    answer = f"HTTP/1.1 {status} OK\r\n\r\n".encode()
    async with answering(answer) as client, client.proxy.errand(limit=LIMIT) as errand:
        assert await client.say(asked(f"http://127.0.0.1:{client.port}/"), errand) == b""
