"""Headers that a request carries beyond the usual ones, decided anew for each URL asked."""

from collections.abc import Callable, Mapping

Headers = Callable[[str], Mapping[str, str]]

# what the connection, the guard and the honest name of the client depend on
RESERVED = frozenset(
    {
        "accept-encoding",
        "connection",
        "content-length",
        "expect",
        "host",
        "keep-alive",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
    }
)


def no_headers(url: str) -> Mapping[str, str]:  # noqa: ARG001  the signature of Headers
    """Ask without further headers."""
    return {}


def free(headers: Mapping[str, str]) -> dict[str, str]:
    """Give the headers that a caller may decide: all but the reserved ones."""
    return {name: value for name, value in headers.items() if name.lower() not in RESERVED}
