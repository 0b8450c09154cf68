"""Fetching over HTTP: guarded, limited, honest about who asks."""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from importlib.metadata import version
from urllib.parse import urlsplit

import aiohttp
import httpx
import msgspec
from httpx_aiohttp import AiohttpTransport
from yarl import URL

from aurora.domains.errors import Invalid
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.domains.perception.url import Urls
from aurora.infrastructure.web.addresses import AddressRule, literal
from aurora.infrastructure.web.decoding import ACCEPTED, Body, too_large
from aurora.infrastructure.web.failures import RAISED, told
from aurora.infrastructure.web.guard import Lookup, SystemLookup, guarded_connector

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PORTS = {"http": 80, "https": 443}
NOT_KEPT = frozenset({"set-cookie", "set-cookie2"})
ASKED: ContextVar[str] = ContextVar("asked")


class FetchLimits(msgspec.Struct, frozen=True, kw_only=True):
    """How far an answer may go: seconds, bytes (of the wire and decoded) and counts."""

    total: float = 30.0
    connect: float = 10.0
    stall: float = 15.0
    body: int = 10_000_000
    ratio: int = 200
    header: int = 16_384
    headers: int = 128
    redirects: int = 10
    connections: int = 100


def user_agent(contact: str) -> str:
    """Say who asks and where the operator can be found."""
    return f"Aurora/{version('aurora')} (+{contact})"


class HttpxFetcher:
    """Fetches with httpx over aiohttp's engine; cookies are not kept, proxies not used."""

    def __init__(
        self,
        urls: Urls,
        rule: AddressRule,
        *,
        agent: str,
        limits: FetchLimits = FetchLimits(),  # noqa: B008  frozen
        lookup: Lookup | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._urls, self._rule, self._limits, self._agent = urls, rule, limits, agent
        self._lookup = lookup or SystemLookup()
        self._tls = tls or httpx.create_ssl_context(trust_env=False)
        self._transport = AiohttpTransport(verify=self._tls, trust_env=False, client=self._session)

    async def fetch(self, url: str, *, accept: str = "*/*") -> Fetched:
        """GET the URL, following redirects; raise FetchFailed, and Invalid for a bad URL."""
        start = self._urls.canonical(url)
        began = time.perf_counter()
        try:
            async with asyncio.timeout(self._limits.total):
                answer = await self._follow(start, accept)
        except TimeoutError:
            raise FetchFailed(
                FetchError.TIMEOUT,
                f"{self._urls.host(start)} gives no whole answer in {self._limits.total:g} s",
            ) from None
        return msgspec.structs.replace(answer, elapsed=time.perf_counter() - began)

    def forbids(self, url: str) -> bool:
        """Tell whether the URL names an address that the rule refuses."""
        asked = urlsplit(url)
        address = literal(asked.hostname or "")
        port = asked.port or PORTS[asked.scheme]
        return address is not None and not self._rule.allows(address, port)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._transport.aclose()

    async def _follow(self, url: str, accept: str) -> Fetched:
        passed: list[str] = []
        while True:
            async with self._request(url, accept) as response:
                if not _redirects(response):
                    body = await self._read(response)
                    return _fetched(url, response, body, tuple(passed))
                target = self._target(response, url)
            passed.append(url)
            self._check_redirect(target, passed)
            url = target

    def _target(self, response: httpx.Response, url: str) -> str:
        location = response.headers["location"]
        try:
            return self._urls.canonical(location, base=url)
        except Invalid as error:
            raise FetchFailed(
                FetchError.BAD_REDIRECT, f"{url} redirects to where nobody may follow: {error}"
            ) from None

    def _check_redirect(self, target: str, passed: list[str]) -> None:
        if target in passed:
            raise FetchFailed(FetchError.TOO_MANY_REDIRECTS, f"{target} redirects to itself")
        if len(passed) > self._limits.redirects:
            raise FetchFailed(
                FetchError.TOO_MANY_REDIRECTS,
                f"{passed[0]} redirects more than {self._limits.redirects} times",
            )

    @asynccontextmanager
    async def _request(self, url: str, accept: str) -> AsyncIterator[httpx.Response]:
        limits = self._limits
        headers = {
            "Host": self._urls.host(url),  # httpx would decode it, and knows no emoji
            "Accept": accept,
            "Accept-Encoding": ACCEPTED,
            "User-Agent": self._agent,
        }
        timeout = {"connect": limits.connect, "read": limits.stall, "pool": limits.total}
        try:
            ASKED.set(url)
            request = httpx.Request("GET", url, headers=headers, extensions={"timeout": timeout})
            response = await self._transport.handle_async_request(request)
            try:
                yield response
            finally:
                await response.aclose()
        except RAISED as error:
            raise told(error, self._urls.host(url)) from error

    async def _read(self, response: httpx.Response) -> bytes:
        limits = self._limits
        body = Body(
            response.headers.get("content-encoding", ""), limit=limits.body, ratio=limits.ratio
        )
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length) > limits.body:
            raise too_large(limits.body)
        async for chunk in response.aiter_raw():
            body.add(chunk)
        return body.finish()

    def _session(self) -> aiohttp.ClientSession:
        limits = self._limits
        return aiohttp.ClientSession(
            connector=guarded_connector(
                self._rule, self._lookup, connections=limits.connections, tls=self._tls
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            middlewares=(_as_asked,),
            max_line_size=limits.header,
            max_field_size=limits.header,
            max_headers=limits.headers,
            trust_env=False,
        )


async def _as_asked(
    request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    # httpx and yarl quote anew what the canonical URL says already: the server sees it as it is
    request.url = URL(ASKED.get(), encoded=True)
    return await send(request)


def _redirects(response: httpx.Response) -> bool:
    return response.status_code in REDIRECTS and "location" in response.headers


def _fetched(url: str, response: httpx.Response, body: bytes, passed: tuple[str, ...]) -> Fetched:
    headers = {
        name: value for name, value in response.headers.items() if name.lower() not in NOT_KEPT
    }
    return Fetched(
        url=url, status=response.status_code, headers=headers, body=body, redirects=passed
    )
