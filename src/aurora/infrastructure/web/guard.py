"""The guard against requests to forbidden addresses, inside the HTTP engine's own connector.

Names are resolved and every address checked before use; the socket is made for a checked address
only, so that neither a literal address nor a name that changes its answer gets round the rule.
"""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from aurora.infrastructure.web.addresses import AddressRule
from aurora.infrastructure.web.step_by_step import Connector

Lookup = Callable[[str], Awaitable[Sequence[str]]]
AddressInfo = tuple[
    int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[object, ...]
]

DNS_SECONDS = 60
DNS_THREADS = 16  # a name whose server is silent takes one for seconds
IDLE_SECONDS = 4.0  # usual servers hang up on an idle connection after 5


class ForbiddenAddress(PermissionError):
    """The rule does not allow this connection."""

    def __init__(self) -> None:
        super().__init__("the address is not a public one")


class SystemLookup:
    """Asks the operating system for the addresses of a name, in threads of its own."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(DNS_THREADS, thread_name_prefix="dns")

    async def __call__(self, host: str) -> Sequence[str]:
        """Give the addresses; raise OSError when there are none."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _addresses, host)


def _addresses(host: str) -> list[str]:
    found = socket.getaddrinfo(host.encode("ascii"), None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class GuardedResolver(AbstractResolver):
    """Resolves names and refuses those of which any address is forbidden."""

    def __init__(self, rule: AddressRule, lookup: Lookup) -> None:
        self._rule, self._lookup = rule, lookup

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002  aiohttp's signature
    ) -> list[ResolveResult]:
        """Give the checked addresses of the host."""
        addresses = await self._lookup(host)
        if not addresses:
            raise OSError(f"{host} has no address")
        if not all(self._rule.allows(address, port) for address in addresses):
            raise ForbiddenAddress
        return [_result(host, address, port) for address in addresses]

    async def close(self) -> None:
        """Nothing is held."""


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(
        hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST
    )


def guarded_connector(
    rule: AddressRule, lookup: Lookup, *, connections: int, tls: ssl.SSLContext
) -> aiohttp.TCPConnector:
    """Give a connector that opens sockets to allowed addresses only."""

    def open_socket(info: AddressInfo) -> socket.socket:
        family, kind, protocol, _, address = info
        if not rule.allows(str(address[0]), int(str(address[1]))):
            raise ForbiddenAddress
        return socket.socket(family, kind, protocol)

    return Connector(
        resolver=GuardedResolver(rule, lookup),
        socket_factory=open_socket,
        ttl_dns_cache=DNS_SECONDS,
        keepalive_timeout=IDLE_SECONDS,
        limit=connections,
        ssl=tls,
    )
