"""Fetching over HTTP: guarded, limited, honest about who asks."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from urllib.parse import urlsplit

import aiohttp
import certifi
import msgspec
from multidict import CIMultiDict
from yarl import URL

from aurora.domains.errors import Invalid
from aurora.domains.perception.agent import product_token
from aurora.domains.perception.headers import Headers, free, no_headers
from aurora.domains.perception.redirects import LIMIT, onward
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.domains.perception.url import Urls, route_of
from aurora.infrastructure.places import aside, at_work
from aurora.infrastructure.web.addresses import AddressRule, literal
from aurora.infrastructure.web.decoding import ACCEPTED, Body, too_large
from aurora.infrastructure.web.failures import RAISED, told
from aurora.infrastructure.web.guard import Lookup, SystemLookup, guarded_connector
from aurora.infrastructure.web.refreshing import sent_on
from aurora.infrastructure.web.stopwatch import Stopwatch
from aurora.infrastructure.web.wire import CutOff, Once, kept, text_of, watched

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PORTS = {"http": 80, "https": 443}
CHUNK = 16 * 1024


class FetchLimits(msgspec.Struct, frozen=True, kw_only=True):
    """How far an answer may go: seconds, bytes (of the wire and decoded) and counts. What is not
    `light` is only received at work, so that few great bodies are there at once.
    """

    total: float = 30.0
    connect: float = 10.0
    stall: float = 15.0
    body: int = 10_000_000
    ratio: int = 200
    header: int = 16_384
    headers: int = 128
    redirects: int = LIMIT
    light: int = 256 * 1024
    connections: int = 600


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
        self._token = product_token(agent)
        self._lookup = lookup or SystemLookup()
        self._tls = tls or _tls()
        self._timeout = aiohttp.ClientTimeout(
            connect=limits.total, sock_connect=limits.connect, sock_read=limits.stall
        )
        self._opened: aiohttp.ClientSession | None = None

    async def fetch(
        self,
        url: str,
        *,
        accept: str = "*/*",
        headers: Headers = no_headers,
        follow: bool = True,
    ) -> Fetched:
        """GET the URL, whose fragment stays with it wherever it leads; raise FetchFailed, and
        Invalid for a bad URL.
        """
        start = self._urls.named(url)
        follows = self._follow if follow else self._once
        ask = partial(follows, start, accept, headers)
        async with aside():
            return await self._timed(ask, self._urls.host(start))

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

    async def _timed(self, ask: Callable[[Stopwatch], Awaitable[Fetched]], host: str) -> Fetched:
        total = self._limits.total
        try:
            async with asyncio.timeout(total) as deadline:
                watch = Stopwatch(deadline=deadline)
                answer = await ask(watch)
        except TimeoutError:
            reason = f"{host} gives no whole answer in {total:g} s"
            raise FetchFailed(FetchError.TIMEOUT, reason) from None
        return msgspec.structs.replace(answer, elapsed=watch.seconds)

    async def _follow(self, url: str, accept: str, headers: Headers, watch: Stopwatch) -> Fetched:
        way: tuple[str, ...] = (url,)
        while True:
            answer = await self._ask(way[-1], accept, headers, watch)
            if answer.moved_to is None:
                return msgspec.structs.replace(answer, redirects=way[:-1])
            way = onward(way, answer.moved_to, self._limits.redirects)

    async def _once(self, url: str, accept: str, headers: Headers, watch: Stopwatch) -> Fetched:
        answer = await self._ask(url, accept, headers, watch, Once())
        target = sent_on(answer, self._urls, self._token)
        return msgspec.structs.replace(answer, body=b"", moved_to=target) if target else answer

    async def _ask(
        self, url: str, accept: str, headers: Headers, watch: Stopwatch, once: Once | None = None
    ) -> Fetched:
        host = self._urls.host(url)
        # the server sees the canonical URL as it is: yarl would quote it anew
        asked = URL(url, encoded=True)
        said = self._said(host, accept, headers(url))
        try:
            async with self._session.get(
                asked,
                headers=said,
                allow_redirects=False,
                middlewares=(once,) if once else (),
                trace_request_ctx=once,
            ) as response:
                return await self._answer(url, response, watch)
        except RAISED as error:
            stale = once is not None and once.reused and isinstance(error, CutOff)
            raise told(error, host, stale=stale) from error

    def _said(self, host: str, accept: str, further: Mapping[str, str]) -> CIMultiDict[str]:
        said = CIMultiDict(
            {
                "Host": host,
                "Accept": accept,
                "Accept-Encoding": ACCEPTED,
                "User-Agent": self._agent,
            }
        )
        said.update(free(further))
        return said

    async def _answer(
        self, url: str, response: aiohttp.ClientResponse, watch: Stopwatch
    ) -> Fetched:
        target = response.headers.get("location") if response.status in REDIRECTS else None
        moved_to = self._target(text_of(target), url) if target is not None else None
        return Fetched(
            url=url,
            status=response.status,
            headers=kept(response.headers),
            body=await self._read(response, watch) if moved_to is None else b"",
            moved_to=moved_to,
        )

    def _target(self, location: str, url: str) -> str:
        try:
            return self._urls.canonical(location, base=url) + route_of(url)
        except Invalid as error:
            raise FetchFailed(
                FetchError.BAD_REDIRECT, f"{url} redirects to where nobody may follow: {error}"
            ) from None

    async def _read(self, response: aiohttp.ClientResponse, watch: Stopwatch) -> bytes:
        limits = self._limits
        body = Body(
            response.headers.get("content-encoding", ""), limit=limits.body, ratio=limits.ratio
        )
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length) > limits.body:
            raise too_large(limits.body)
        async for chunk in response.content.iter_chunked(CHUNK):
            body.add(chunk)
            if body.size > limits.light:
                async with watch.stopped():
                    await at_work()
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
                trace_configs=[watched()],
                trust_env=False,
            )
        return self._opened


def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context
