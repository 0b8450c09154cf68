"""Who is on the other side of a connection."""

from typing import Any

from litestar.connection import ASGIConnection

from aurora.domains.origin import Origin

AGENT_LIMIT = 200


def origin_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Origin:
    """Give the address at the other end, and what its program calls itself."""
    client = connection.client
    agent = connection.headers.get("user-agent", "")[:AGENT_LIMIT]
    return Origin(
        address=client.host if client else None,
        agent=agent if agent.isprintable() else None,
        request_id=connection.scope["state"].get("request_id"),
    )
