"""Connections to where a browser wants to go, opened only where the guard allows it."""

import asyncio

from aurora.infrastructure.web.addresses import AddressRule
from aurora.infrastructure.web.guard import ForbiddenAddress, GuardedResolver, Lookup

CONNECT_SECONDS = 10.0

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class GuardedDialer:
    """Resolves a host, checks every address by the rule of the fetcher, and connects to a checked
    one.
    """

    def __init__(self, rule: AddressRule, lookup: Lookup, *, limit: int) -> None:
        self._rule, self._limit = rule, limit
        self._resolver = GuardedResolver(rule, lookup)

    async def dial(self, host: str, port: int) -> Connection:
        """Open a connection; raises ForbiddenAddress, and OSError where nobody answers."""
        if not 1 <= port <= 65_535:
            raise ForbiddenAddress
        failure = OSError(f"{host} has no address")
        for found in await self._resolver.resolve(host, port):
            try:
                async with asyncio.timeout(CONNECT_SECONDS):
                    return await self._opened(found["host"], port)
            except (TimeoutError, OSError) as error:
                if isinstance(error, ForbiddenAddress):
                    raise
                failure = error
        raise failure

    async def _opened(self, address: str, port: int) -> Connection:
        if not self._rule.allows(address, port):
            raise ForbiddenAddress
        return await asyncio.open_connection(address, port, limit=self._limit)
