"""Posting to webhooks: guarded as every fetch is, signed, and all but deaf to what comes back."""

import asyncio
import ssl
from datetime import UTC, datetime
from uuid import UUID

import aiohttp
import certifi
import msgspec
from standardwebhooks import Webhook as Signer
from yarl import URL

from aurora.domains.perception.notice import Reply
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.domains.perception.url import Urls
from aurora.domains.perception.webhook import Webhook
from aurora.infrastructure.web.addresses import AddressRule
from aurora.infrastructure.web.failures import RAISED, told
from aurora.infrastructure.web.guard import Lookup, SystemLookup, guarded_connector


class WebhookLimits(msgspec.Struct, frozen=True, kw_only=True):
    """How long an answer may take, in seconds, and how large its headers may be."""

    total: float = 15.0
    connect: float = 5.0
    header: int = 16_384
    headers: int = 128
    connections: int = 32


class AiohttpWebhooks:
    """Posts with aiohttp; the answer's status and `Retry-After` are read and nothing else of it."""

    def __init__(
        self,
        urls: Urls,
        rule: AddressRule,
        *,
        agent: str,
        limits: WebhookLimits = WebhookLimits(),  # noqa: B008  frozen
        lookup: Lookup | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._urls, self._rule, self._limits, self._agent = urls, rule, limits, agent
        self._lookup = lookup or SystemLookup()
        self._tls = tls or ssl.create_default_context(cafile=certifi.where())
        self._opened: aiohttp.ClientSession | None = None

    async def post(self, webhook: Webhook, id: UUID, body: bytes) -> Reply:
        """POST the body; raise FetchFailed, and Invalid for a bad URL."""
        url = self._urls.canonical(webhook.url)
        host = self._urls.host(url)
        try:
            async with asyncio.timeout(self._limits.total):
                return await self._post(url, self._headers(webhook, id, body), body)
        except TimeoutError:
            raise FetchFailed(FetchError.TIMEOUT, f"{host} does not answer in time") from None
        except RAISED as error:
            raise told(error, host) from error

    async def aclose(self) -> None:
        """Close the connections."""
        if self._opened:
            await self._opened.close()

    async def _post(self, url: str, headers: dict[str, str], body: bytes) -> Reply:
        asked = URL(url, encoded=True)
        async with self._session.post(
            asked, data=body, headers=headers, allow_redirects=False
        ) as response:
            said = response.headers.get("retry-after")
            response.close()  # a body that nobody reads may be endless
            return Reply(status=response.status, retry_after=said)

    def _headers(self, webhook: Webhook, id: UUID, body: bytes) -> dict[str, str]:
        now = datetime.now(UTC)
        headers = {
            "Content-Type": "application/json",
            "User-Agent": self._agent,
            "webhook-id": str(id),
            "webhook-timestamp": str(int(now.timestamp())),
        }
        if webhook.secret:
            signed = Signer(webhook.secret).sign(str(id), now, body.decode())
            headers["webhook-signature"] = signed
        return headers

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
                timeout=aiohttp.ClientTimeout(total=limits.total, sock_connect=limits.connect),
                auto_decompress=False,
                max_line_size=limits.header,
                max_field_size=limits.header,
                max_headers=limits.headers,
                trust_env=False,
            )
        return self._opened
