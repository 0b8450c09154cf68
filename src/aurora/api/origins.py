"""Who is on the other side of a connection, seen through the proxies that may be believed."""

import re
from collections.abc import Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import Headers

from aurora.domains.origin import Origin

AGENT_LIMIT = 200
CHAIN_LIMIT = 4_096
PREFIX_BITS = 64  # what a provider gives to one customer
ELEMENT = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')
FOR = re.compile(r'(?:^|;)\s*for\s*=\s*(?:"([^"]*)"|([^;\s]*))', re.IGNORECASE)
WITH_PORT = re.compile(r"\[([^\]]+)\](?::\d+)?|([\d.]+):\d+")

Address = IPv4Address | IPv6Address


class Proxies:
    """The proxies whose word about the other side is taken, by their networks.

    `X-Forwarded-For` and `Forwarded` (RFC 7239) are read from the right, each hop as long as the
    one that reported it is trusted. Where both are there and tell two stories, neither is believed.
    """

    def __init__(self, networks: Sequence[str] = ()) -> None:
        self._networks = [ip_network(network) for network in networks]

    def client(self, peer: str, headers: Headers) -> str:
        """Give the address of the client, and what does not look like one as it is."""
        here = _address(peer)
        if here is None:
            return peer
        chains = (_forwarded_for(headers), _forwarded(headers)) if self._trusts(here) else ()
        told = {self._first_untrusted(here, chain) for chain in chains if chain}
        return str(told.pop() if len(told) == 1 else here)

    def _first_untrusted(self, here: Address, chain: Sequence[str]) -> Address:
        for hop in reversed(chain):
            address = _address(hop)
            if address is None or not self._trusts(here):
                break
            here = address
        return here

    def _trusts(self, address: Address) -> bool:
        return any(_within(address, network) for network in self._networks)


def origin_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Origin:
    """Give the client's address, and what its program calls itself; found once a request."""
    state = connection.scope["state"]
    found: Origin | None = state.get("origin")
    if found is None:
        found = state["origin"] = _origin(connection)
    return found


def _origin(connection: ASGIConnection[Any, Any, Any, Any]) -> Origin:
    client, proxies = connection.client, connection.app.state.proxies
    address = proxies.client(client.host, connection.headers) if client else None
    agent = connection.headers.get("user-agent", "")[:AGENT_LIMIT]
    return Origin(
        address=address,
        network=network_of(address) if address else None,
        agent=agent if agent.isprintable() else None,
        request_id=connection.scope["state"].get("request_id"),
    )


def network_of(address: str) -> str:
    """Give what an address is counted as: of IPv6 the first 64 bits, which one customer has."""
    found = _address(address)
    if isinstance(found, IPv6Address):
        return str(IPv6Network((found, PREFIX_BITS), strict=False))
    return str(found or address)


def _forwarded_for(headers: Headers) -> Sequence[str]:
    chain = ",".join(headers.getall("x-forwarded-for", []))
    return chain.split(",") if 0 < len(chain) <= CHAIN_LIMIT else ()


def _forwarded(headers: Headers) -> Sequence[str]:
    chain = ",".join(headers.getall("forwarded", []))
    elements = ELEMENT.findall(chain) if len(chain) <= CHAIN_LIMIT else ()
    found = (FOR.search(element) for element in elements)
    return [(one[1] or one[2] or "") if one else "" for one in found]


def _address(text: str) -> Address | None:
    """Read an address, with a port or without; an IPv4 address in IPv6 is an IPv4 address."""
    bare = text.strip().partition("%")[0]
    if ported := WITH_PORT.fullmatch(bare):
        bare = ported[1] or ported[2]
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _within(address: Address, network: IPv4Network | IPv6Network) -> bool:
    return address.version == network.version and address in network
