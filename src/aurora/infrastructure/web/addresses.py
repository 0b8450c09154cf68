"""Which addresses may be connected to: public unicast, and what the operator adds."""

import re
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import msgspec

from aurora.domains.errors import Invalid

# IANA special-purpose registries, plus the addresses where clouds answer their own machines
FORBIDDEN_IPV4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
PUBLIC_IPV6 = IPv6Network("2000::/3")
ISATAP = (0x0000_5EFE, 0x0200_5EFE)  # RFC 5214: an interface that leads to the IPv4 address below
FORBIDDEN_IPV6 = tuple(
    IPv6Network(network)
    for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3ffe::/16", "3fff::/20")
)


LOCAL = re.compile(r"(.+\.)?localhost\.?")


class AllowedTarget(msgspec.Struct, frozen=True, kw_only=True):
    """A network and a range of ports that the operator opens although the rule closes them."""

    network: IPv4Network | IPv6Network
    first_port: int
    last_port: int

    def covers(self, ip: IPv4Address | IPv6Address, port: int) -> bool:
        """Tell whether the address and the port lie inside."""
        return ip in self.network and self.first_port <= port <= self.last_port


def parse_targets(setting: str) -> tuple[AllowedTarget, ...]:
    """Read a list of `CIDR:port` or `CIDR:first-last` separated by commas, or raise Invalid."""
    return tuple(_parse_target(part.strip()) for part in setting.split(",") if part.strip())


def _parse_target(text: str) -> AllowedTarget:
    network, _, ports = text.rpartition(":")
    first, _, last = ports.partition("-")
    try:
        target = AllowedTarget(
            network=ip_network(network.strip("[]")),
            first_port=int(first),
            last_port=int(last or first),
        )
    except ValueError as error:
        raise Invalid(f"{text!r} is not CIDR:port or CIDR:first-last ({error})") from None
    if not 1 <= target.first_port <= target.last_port <= 65_535 or "/" not in network:
        raise Invalid(f"{text!r} is not CIDR:port or CIDR:first-last")
    return target


class AddressRule:
    """Allows globally routable unicast addresses and the operator's exceptions, nothing else.

    IPv6 forms with an IPv4 address inside (mapped, compatible, NAT64, 6to4, Teredo, ISATAP) are
    refused whatever it is.
    """

    def __init__(self, exceptions: Sequence[AllowedTarget] = ()) -> None:
        self._exceptions = tuple(exceptions)

    def allows(self, ip: str, port: int) -> bool:
        """Tell whether a connection to the address in its usual spelling may be opened."""
        try:
            address = ip_address(ip)
        except ValueError:
            return False
        return _public(address) or any(it.covers(address, port) for it in self._exceptions)


def literal(host: str) -> str | None:
    """Give the address that a canonical host says itself, without being resolved (RFC 6761)."""
    if LOCAL.fullmatch(host):
        return "127.0.0.1"
    try:
        return str(ip_address(host))
    except ValueError:
        return None


def _public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in FORBIDDEN_IPV4)
    if address.scope_id is not None or address not in PUBLIC_IPV6:
        return False
    if int(address) >> 32 & 0xFFFF_FFFF in ISATAP:
        return False
    return not any(address in network for network in FORBIDDEN_IPV6)


def address_rule(exceptions: str) -> AddressRule:
    """Give the rule with the operator's exceptions as the setting lists them, or raise Invalid."""
    return AddressRule(parse_targets(exceptions))
