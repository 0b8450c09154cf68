"""What the HTTP engine raises, told as fetch failures."""

import ssl

import aiohttp
from aiohttp.http_exceptions import LineTooLong

from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.web.guard import ForbiddenAddress

# the first class that fits anything in the chain of causes decides
FAILURES: tuple[tuple[type[BaseException], FetchError, str], ...] = (
    (ForbiddenAddress, FetchError.FORBIDDEN_ADDRESS, "leads to an address that may not be fetched"),
    (LineTooLong, FetchError.TOO_LARGE, "answers with too large headers"),
    (ssl.SSLError, FetchError.TLS, "has no valid certificate or TLS"),
    (aiohttp.ClientSSLError, FetchError.TLS, "has no valid certificate or TLS"),
    (aiohttp.ClientConnectorDNSError, FetchError.NAME_NOT_FOUND, "has no address"),
    (aiohttp.InvalidURL, FetchError.NAME_NOT_FOUND, "is not a host name"),
    (TimeoutError, FetchError.TIMEOUT, "does not answer in time"),
    (aiohttp.ClientConnectorError, FetchError.CONNECTION, "refuses the connection"),
    (aiohttp.ClientResponseError, FetchError.CONNECTION, "does not answer in HTTP"),
    (aiohttp.ClientPayloadError, FetchError.CONNECTION, "ends its answer too early"),
    (OSError, FetchError.CONNECTION, "breaks the connection"),
    (aiohttp.ClientError, FetchError.CONNECTION, "breaks the connection"),
)
TOO_MANY = "Too many headers"  # all that aiohttp says of it
RAISED = (aiohttp.ClientError, OSError)


def told(error: BaseException, host: str, *, stale: bool = False) -> FetchFailed:
    """Name the failure of a request to the host."""
    causes = _causes(error)
    if any(TOO_MANY in str(cause) for cause in causes):
        return FetchFailed(FetchError.TOO_LARGE, f"{host} answers with too many headers")
    for kind, reason, says in FAILURES:
        if any(isinstance(cause, kind) for cause in causes):
            return FetchFailed(reason, f"{host} {says}", stale=stale)
    return FetchFailed(FetchError.CONNECTION, f"{host} breaks the connection", stale=stale)


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__
    return found
