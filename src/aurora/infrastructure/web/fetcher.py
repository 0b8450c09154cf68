"""Fetching over HTTP: guarded, limited, honest about who asks."""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from urllib.parse import urlsplit

import aiohttp
import certifi
import msgspec
from multidict import CIMultiDict
from yarl import URL

from aurora.domains.errors import Invalid
from aurora.domains.perception.headers import Headers, free, no_headers
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.domains.perception.url import Urls
from aurora.infrastructure.web.addresses import AddressRule, literal
from aurora.infrastructure.web.decoding import ACCEPTED, Body, too_large
from aurora.infrastructure.web.failures import RAISED, told
from aurora.infrastructure.web.guard import Lookup, SystemLookup, guarded_connector

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PORTS = {"http": 80, "https": 443}
CHUNK = 16 * 1024
NOT_KEPT = frozenset({"set-cookie", "set-cookie2"})


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


class AiohttpFetcher:
    """Fetches with aiohttp over HTTP/1.1; cookies are not kept, proxies not used."""

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
        self._tls = tls or _tls()
        self._timeout = aiohttp.ClientTimeout(
            connect=limits.total, sock_connect=limits.connect, sock_read=limits.stall
        )
        self._opened: aiohttp.ClientSession | None = None

    async def fetch(
        self, url: str, *, accept: str = "*/*", headers: Headers = no_headers
    ) -> Fetched:
        """GET the URL, following redirects; raise FetchFailed, and Invalid for a bad URL."""
        start = self._urls.canonical(url)
        began = time.perf_counter()
        try:
            async with asyncio.timeout(self._limits.total):
                answer = await self._follow(start, accept, headers)
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
        if self._opened:
            await self._opened.close()

    async def _follow(self, url: str, accept: str, headers: Headers) -> Fetched:
        passed: list[str] = []
        while True:
            async with self._request(url, accept, headers) as response:
                location = response.headers.get("location")
                if response.status not in REDIRECTS or location is None:
                    body = await self._read(response)
                    return _fetched(url, response, body, tuple(passed))
                target = self._target(_text(location), url)
            passed.append(url)
            self._check_redirect(target, passed)
            url = target

    def _target(self, location: str, url: str) -> str:
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
    async def _request(
        self, url: str, accept: str, headers: Headers
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        host = self._urls.host(url)
        said = CIMultiDict(
            {
                "Host": host,
                "Accept": accept,
                "Accept-Encoding": ACCEPTED,
                "User-Agent": self._agent,
            }
        )
        said.update(free(headers(url)))
        # the server sees the canonical URL as it is: yarl would quote it anew
        asked = URL(url, encoded=True)
        try:
            async with self._session.get(asked, headers=said, allow_redirects=False) as response:
                yield response
        except RAISED as error:
            raise told(error, host) from error

    async def _read(self, response: aiohttp.ClientResponse) -> bytes:
        limits = self._limits
        body = Body(
            response.headers.get("content-encoding", ""), limit=limits.body, ratio=limits.ratio
        )
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length) > limits.body:
            raise too_large(limits.body)
        async for chunk in response.content.iter_chunked(CHUNK):
            body.add(chunk)
        return body.finish()

    @property
    def _session(self) -> aiohttp.ClientSession:
        """The session of the running loop, opened when it is first needed."""
        if self._opened is None:
            limits = self._limits
            self._opened = aiohttp.ClientSession(
                connector=guarded_connector(
                    self._rule, self._lookup, connections=limits.connections, tls=self._tls
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=self._timeout,
                auto_decompress=False,
                max_line_size=limits.header,
                max_field_size=limits.header,
                max_headers=limits.headers,
                trust_env=False,
            )
        return self._opened


def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


def _fetched(
    url: str, response: aiohttp.ClientResponse, body: bytes, passed: tuple[str, ...]
) -> Fetched:
    headers: dict[str, str] = {}
    for name, value in response.headers.items():
        low = name.lower()
        if low not in NOT_KEPT:
            headers[low] = f"{headers[low]}, {_text(value)}" if low in headers else _text(value)
    return Fetched(url=url, status=response.status, headers=headers, body=body, redirects=passed)


def _text(value: str) -> str:
    """Give a header's value as text: what is no UTF-8 is Latin-1."""
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogateescape").decode("latin-1")
    return value
