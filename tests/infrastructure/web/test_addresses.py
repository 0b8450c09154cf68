"""Which addresses the rule allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.domains.errors import Invalid
from aurora.infrastructure.web.addresses import AddressRule, parse_targets

PUBLIC = [
    "1.1.1.1", "8.8.8.8", "93.184.215.14", "100.63.255.255", "100.128.0.0", "126.255.255.255",
    "128.0.0.1", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0",
    "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255",
    "2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450:4003:80a::200e", "2001:200::1",
    "2620:fe::fe",
]  # fmt: skip
FORBIDDEN = {
    "this network": ["0.0.0.0", "0.1.2.3"],  # noqa: S104  an address to refuse
    "private": ["10.0.0.1", "10.255.255.255", "172.16.0.1", "172.20.1.1", "172.31.255.255",
                "192.168.0.1", "192.168.255.255"],
    "carrier-grade NAT": ["100.64.0.1", "100.100.100.200", "100.127.255.255"],
    "loopback": ["127.0.0.1", "127.1.2.3", "127.255.255.255", "::1"],
    "link local": ["169.254.0.1", "169.254.169.254", "169.254.170.2", "fe80::1", "febf::1"],
    "cloud metadata": ["168.63.129.16", "192.0.0.192", "fd00:ec2::254", "fd20:ce::254"],
    "IETF": ["192.0.0.1", "192.0.0.9", "192.0.0.170", "192.88.99.1"],
    "documentation": ["192.0.2.1", "198.51.100.7", "203.0.113.9", "2001:db8::1", "3fff::1"],
    "benchmarking": ["198.18.0.1", "198.19.255.255", "2001:2::1"],
    "multicast": ["224.0.0.1", "239.255.255.250", "ff02::1", "ff0e::1"],
    "reserved": ["240.0.0.1", "254.1.1.1", "255.255.255.255"],
    "unspecified": ["::"],
    "mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:8.8.8.8",
               "::ffff:0:127.0.0.1"],
    "compatible": ["::127.0.0.1", "::10.0.0.1", "::8.8.8.8"],
    "NAT64": ["64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b::8.8.8.8", "64:ff9b:1::1"],
    "6to4": ["2002:7f00:1::", "2002:a00:1::1", "2002:808:808::1"],
    "Teredo and ORCHID": ["2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001::1", "2001:10::1",
                          "2001:20::1"],
    "ISATAP": ["2606:4700::5efe:7f00:1", "2606:4700::200:5efe:10.0.0.1"],
    "unique local": ["fc00::1", "fd12:3456::1"],
    "site local": ["fec0::1"],
    "6bone": ["3ffe::1"],
    "discard": ["100::1", "100:0:0:1::1"],
    "segment routing": ["5f00::1"],
    "unassigned": ["4000::1", "e000::1"],
    "scoped": ["fe80::1%eth0", "2606:4700::1%1"],
    "no address": ["", "localhost", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "1.1.1.01",
                   "1.1.1.1.", " 1.1.1.1", "[::1]", "1.1.1.1/32", "١.١.١.١"],
}  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_allowed(address: str) -> None:
    assert AddressRule().allows(address, 443)


@pytest.mark.parametrize(
    ("kind", "address"), [(kind, one) for kind in FORBIDDEN for one in FORBIDDEN[kind]]
)
def test_all_other_addresses_are_forbidden(kind: str, address: str) -> None:
    assert not AddressRule().allows(address, 443), kind


@given(st.ip_addresses())
def test_only_what_the_standard_library_calls_global_is_allowed(address: object) -> None:
    if AddressRule().allows(str(address), 80):
        assert getattr(address, "is_global", False)
        assert not getattr(address, "is_multicast", True)


def test_the_operator_opens_networks_and_ports() -> None:
    rule = AddressRule(parse_targets("127.0.0.1/32:8000-8999, 10.1.0.0/16:443,[fd00::/8]:80"))
    assert rule.allows("127.0.0.1", 8000)
    assert rule.allows("127.0.0.1", 8999)
    assert rule.allows("10.1.255.1", 443)
    assert rule.allows("fd00::1", 80)
    assert not rule.allows("127.0.0.1", 7999)
    assert not rule.allows("127.0.0.1", 9000)
    assert not rule.allows("127.0.0.2", 8000)
    assert not rule.allows("10.2.0.1", 443)
    assert not rule.allows("::ffff:127.0.0.1", 8000)


@pytest.mark.parametrize(
    "setting",
    ["127.0.0.1:80", "127.0.0.1/32", "127.0.0.1/32:", "127.0.0.1/32:0", "127.0.0.1/32:70000",
     "127.0.0.1/32:9-8", "127.0.0.1/8:80", "localhost/8:80", "127.0.0.1/32:80;10.0.0.0/8:80"],
)  # fmt: skip
def test_settings_that_say_something_else_are_invalid(setting: str) -> None:
    with pytest.raises(Invalid):
        parse_targets(setting)


def test_an_empty_setting_opens_nothing() -> None:
    assert parse_targets(" ") == ()
