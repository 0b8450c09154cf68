"""Rate limits at the door: each caller and each address has its part, and is told how it stands."""

from collections.abc import Sequence
from typing import Any, Protocol

from litestar.connection import ASGIConnection
from litestar.datastructures import MutableScopeHeaders
from litestar.types import Scope

from aurora.api.origins import origin_of
from aurora.domains.errors import TooOften
from aurora.domains.principal import Principal, PrincipalKind
from aurora.domains.quota import Quota, Share, Standing, Taken

LIMITED = "/v1/"


class RateLimits(Protocol):
    """Counts requests, in the whole installation where that can be."""

    async def take(self, shares: Sequence[Share]) -> Taken:
        """Count one request in every share, or in none where one is used up."""
        ...


class QuotaExceeded(TooOften):
    """The caller or its address asks more often than is allowed."""

    def __init__(self, refused_by: Sequence[Standing]) -> None:
        self.policies = tuple(standing.quota.name for standing in refused_by)
        super().__init__(
            f"too many requests by this {' and '.join(self.policies)}",
            retry_after=max(standing.wait for standing in refused_by),
        )


class Gate:
    """Lets requests through at a rate: `principal` and `address` are requests per minute, 0 for as
    many as they like.
    """

    def __init__(
        self, limits: RateLimits | None = None, *, principal: int = 0, address: int = 0
    ) -> None:
        self._limits = limits
        self._principal = Quota(name="principal", limit=principal)
        self._address = Quota(name="address", limit=address)

    async def admit(
        self, connection: ASGIConnection[Any, Any, Any, Any], by: Principal | None
    ) -> None:
        """Count a request of the API; raises QuotaExceeded."""
        if connection.scope["path"].startswith(LIMITED):
            taken = await self._take(connection, by)
            if taken.refused_by:
                raise QuotaExceeded(taken.refused_by)

    async def tell(self, scope: Scope, headers: MutableScopeHeaders) -> None:
        """Say on an answer of the API how its caller stands; what found no route is counted now."""
        if not scope["path"].startswith(LIMITED):
            return
        taken: Taken | None = scope["state"].get("taken")
        for name, value in said(taken or await self._take(ASGIConnection(scope), None)).items():
            headers[name] = value

    async def _take(
        self, connection: ASGIConnection[Any, Any, Any, Any], by: Principal | None
    ) -> Taken:
        shares = [Share(quota=self._address, subject=origin_of(connection).counted_as)]
        if by and by.kind is not PrincipalKind.ANONYMOUS:
            shares.insert(0, Share(quota=self._principal, subject=str(by.id)))
        limited = [share for share in shares if share.quota.limit]
        taken = Taken(standings=())
        if self._limits and limited:
            taken = await self._limits.take(limited)
        connection.scope["state"]["taken"] = taken
        return taken


def said(taken: Taken) -> dict[str, str]:
    """Give the fields of draft-ietf-httpapi-ratelimit-headers-11 for what was taken."""
    if not taken.standings:
        return {}
    quotas = [(one, f'"{one.quota.name}"', one.quota) for one in taken.standings]
    return {
        "RateLimit-Policy": ", ".join(f"{name};q={q.limit};w={q.seconds}" for _, name, q in quotas),
        "RateLimit": ", ".join(f"{name};r={one.left};t={one.reset}" for one, name, _ in quotas),
    }
