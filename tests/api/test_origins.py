"""Who is on the other side, whatever the other side says of itself."""

from typing import Any

import pytest
from litestar.datastructures import Headers

from aurora.api.origins import Proxies, network_of

PROXIES = Proxies(["10.0.0.0/8", "203.0.113.7/32", "fd00::/8"])
CLIENT, PROXY = "198.51.100.4", "10.0.0.1"


def client(peer: str, *given: tuple[str, str], proxies: Proxies = PROXIES) -> str:
    raw: Any = [(name.lower().encode(), value.encode("latin-1")) for name, value in given]
    return proxies.client(peer, Headers(raw))


def forwarded_for(*values: str) -> list[tuple[str, str]]:
    return [("X-Forwarded-For", value) for value in values]


@pytest.mark.parametrize(
    ("peer", "chain", "found"),
    [
        (CLIENT, ["1.2.3.4"], CLIENT),  # nobody to be believed
        (PROXY, [CLIENT], CLIENT),
        (PROXY, ["1.2.3.4, " + CLIENT], CLIENT),  # the client made the first hop up
        (PROXY, ["1.2.3.4", CLIENT], CLIENT),  # … in a field of its own
        (PROXY, [f"{CLIENT}, 10.9.9.9"], CLIENT),  # two proxies of ours
        (PROXY, [f"1.2.3.4, {CLIENT}, 203.0.113.7, 10.9.9.9"], CLIENT),
        (PROXY, ["10.1.1.1, 10.2.2.2"], "10.1.1.1"),  # from within
        (PROXY, ["127.0.0.1, " + CLIENT], CLIENT),
        (PROXY, ["127.0.0.1"], "127.0.0.1"),  # our proxy says so
        (PROXY, ["junk"], PROXY),
        (PROXY, [f"{CLIENT}, junk"], PROXY),
        (PROXY, [f"junk, {CLIENT}"], CLIENT),
        (PROXY, ["junk, 10.9.9.9"], "10.9.9.9"),
        (PROXY, [""], PROXY),
        (PROXY, [","], PROXY),
        (PROXY, ["1.2.3.4" + ", 10.0.0.2" * 5_000], PROXY),
        (PROXY, [f"{CLIENT}:4711"], CLIENT),
        (PROXY, ["[2001:db8::1]:4711"], "2001:db8::1"),
        (PROXY, ["2001:db8::1"], "2001:db8::1"),
        (PROXY, [f"::ffff:{CLIENT}"], CLIENT),
        (PROXY, ["fe80::1%eth0"], "fe80::1"),
        ("::ffff:10.0.0.1", [CLIENT], CLIENT),
        ("fd00::1", ["2001:db8::1"], "2001:db8::1"),
        ("testclient", [CLIENT], "testclient"),
    ],
)
def test_a_chain_is_read_from_the_right_through_trusted_hops(
    peer: str, chain: list[str], found: str
) -> None:
    assert client(peer, *forwarded_for(*chain)) == found


@pytest.mark.parametrize(
    ("field", "found"),
    [
        (f"for={CLIENT}", CLIENT),
        (f'for="{CLIENT}:4711";proto=https;by=10.0.0.1', CLIENT),
        (f"For={CLIENT};proto=http, for=10.0.0.2", CLIENT),
        (f"for=1.2.3.4, proto=https ;for= {CLIENT}", CLIENT),
        ('for="[2001:db8:cafe::17]:4711"', "2001:db8:cafe::17"),
        (f'for=1.2.3.4, for="a, for={CLIENT}"', PROXY),
        ("for=_hidden", PROXY),
        ("for=unknown, for=10.0.0.2", "10.0.0.2"),
        (f"for={CLIENT}, proto=https", PROXY),
        (f"by={CLIENT}", PROXY),
        ('"' * 3_000, PROXY),
        ('for="' + "\\" * 3_000, PROXY),
    ],
)
def test_the_standard_field_is_read_alike(field: str, found: str) -> None:
    assert client(PROXY, ("Forwarded", field)) == found


def test_two_stories_are_none() -> None:
    told = [("X-Forwarded-For", CLIENT), ("Forwarded", "for=1.2.3.4")]
    assert client(PROXY, *told) == PROXY


def test_the_same_story_twice_is_one() -> None:
    assert client(PROXY, ("X-Forwarded-For", CLIENT), ("Forwarded", f"for={CLIENT}")) == CLIENT


def test_without_proxies_nobody_is_believed() -> None:
    assert client("127.0.0.1", *forwarded_for(CLIENT), proxies=Proxies()) == "127.0.0.1"


@pytest.mark.parametrize(
    ("address", "network"),
    [
        (CLIENT, CLIENT),
        (f"::ffff:{CLIENT}", CLIENT),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_the_addresses_of_one_customer_count_as_one(address: str, network: str) -> None:
    assert network_of(address) == network
