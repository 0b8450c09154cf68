"""The table of addresses: what must never be connected to however it is spelled, and what may.

`{port}` stands for the port on which the sentinel listens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """How asking for a URL must end."""

    FORBIDDEN = "forbidden"
    INVALID = "invalid"
    ALLOWED = "allowed"


@dataclass(frozen=True)
class Case:
    """A URL, the names that it uses, and how asking for it must end."""

    url: str
    verdict: Verdict
    known: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        told = " ".join(f"{name}={','.join(ips)}" for name, ips in self.known.items())
        return ascii(f"{self.url} {told}" if told else self.url)[1:-1]

    @property
    def literal(self) -> bool:
        return not self.known


IPV4 = {
    "this network": ["0.0.0.0", "0.1.2.3", "0.255.255.255"],  # noqa: S104  to be refused
    "loopback": ["127.0.0.1", "127.0.0.2", "127.1.2.3", "127.255.255.254"],
    "private": ["10.0.0.1", "10.255.255.255", "172.16.0.1", "172.20.10.1", "172.31.255.255",
                "192.168.0.1", "192.168.255.255"],
    "carrier-grade NAT": ["100.64.0.1", "100.100.100.200", "100.127.255.255"],
    "link local": ["169.254.0.1", "169.254.169.254", "169.254.170.2", "169.254.255.255"],
    "cloud": ["168.63.129.16", "192.0.0.192"],
    "IETF": ["192.0.0.1", "192.0.0.8", "192.0.0.170", "192.88.99.1"],
    "documentation": ["192.0.2.1", "198.51.100.1", "203.0.113.1"],
    "benchmarking": ["198.18.0.1", "198.19.255.255"],
    "multicast": ["224.0.0.1", "239.255.255.250"],
    "reserved": ["240.0.0.1", "250.1.1.1", "255.255.255.255"],
}  # fmt: skip
IPV6 = {
    "unspecified": ["::", "0:0:0:0:0:0:0:0"],
    "loopback": ["::1", "0:0:0:0:0:0:0:1", "::0001"],
    "mapped": ["::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:169.254.169.254", "::ffff:10.0.0.1",
               "::ffff:8.8.8.8", "0:0:0:0:0:FFFF:127.0.0.1"],
    "translated": ["::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8"],
    "compatible": ["::127.0.0.1", "::a9fe:a9fe", "::8.8.8.8"],
    "NAT64": ["64:ff9b::7f00:1", "64:ff9b::169.254.169.254", "64:ff9b::8.8.8.8"],
    "local NAT64": ["64:ff9b:1::7f00:1", "64:ff9b:1:ffff::10.0.0.1"],
    "6to4": ["2002:7f00:1::", "2002:a9fe:a9fe::1", "2002:808:808::1"],
    "Teredo": ["2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:0:7f00:1::"],
    "ISATAP": ["2606:4700::5efe:7f00:1", "2606:4700::200:5efe:10.0.0.1", "fe80::5efe:a00:1"],
    "unique local": ["fc00::1", "fd00:ec2::254", "fd20:ce::254", "fdff:ffff::1"],
    "link local": ["fe80::1", "fe80::a9fe:a9fe", "febf::1"],
    "site local": ["fec0::1", "feff::1"],
    "multicast": ["ff02::1", "ff05::1:3", "ff0e::1"],
    "discard": ["100::1", "100:0:0:1::1"],
    "documentation": ["2001:db8::1", "3fff::1"],
    "benchmarking and ORCHID": ["2001:2::1", "2001:10::1", "2001:20::1"],
    "segment routing": ["5f00::1"],
    "6bone and unassigned": ["3ffe::1", "4000::1", "a000::1", "e000::1"],
}  # fmt: skip
DISGUISES = [
    "http://127.1:{port}/", "http://127.0.1:{port}/", "http://2130706433:{port}/",
    "http://0x7f000001:{port}/", "http://0x7f.0x0.0x0.0x1:{port}/", "http://0X7F.1:{port}/",
    "http://017700000001:{port}/", "http://0177.0.0.1:{port}/", "http://0177.0.0.0x1:{port}/",
    "http://00000177.00000000.00000000.00000001:{port}/", "http://127.0.0.1.:{port}/",
    "http://0:{port}/", "http://0x0:{port}/", "http://0.0:{port}/", "http://127.65535:{port}/",
    "http://2852039166/", "http://0xa9fea9fe/", "http://0251.0376.0251.0376/",
    "http://169.254.43518/", "http://0xA9.254.0251.254/latest/", "http://3232235521/",
    "http://0xc0a80001/", "http://10.1/", "http://012.1/", "http://192.168.257/",
    "http://%31%32%37.0.0.1:{port}/", "http://127%2e0%2e0%2e1:{port}/", "http://%30x7f.1:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/", "http://１２７．０．０．１:{port}/", "http://127。0。0。1:{port}/",
    "http://127｡0｡0｡1:{port}/", "http://𝟏𝟐𝟕.𝟎.𝟎.𝟏:{port}/", "http://¹²⁷.⁰.⁰.¹:{port}/",
    "http://127.0.0.1\u00ad:{port}/", "http://127.0.\u200b0.1:{port}/", "HTTP://127.0.0.1:{port}/",
    "hTtP:\\\\127.0.0.1:{port}\\", "http:////127.0.0.1:{port}/", "http:/\\127.0.0.1:{port}/",
    "  http://127.0.0.1:{port}/\n", "http://127.0.0.1:{port}#@example.org/",
    "http://127.0.0.1:{port}?@example.org/", "http://127.0.0.1:{port}\\@example.org/",
    "http://127.0.0.1:{port}/?u=http://example.org/", "http://127.0.0.1:0{port}/",
    "http://127.0.0.1/", "https://127.0.0.1:{port}/", "https://169.254.169.254/",
    "http://[::FFFF:127.0.0.1]:{port}/", "http://[0000:0000:0000:0000:0000:0000:0000:0001]:{port}/",
    "http://:@127.0.0.1:{port}/", "http://[::127.0.0.1]:{port}/#[2606:4700:4700::1111]",
]  # fmt: skip
INVALID = [
    "http://example.org@127.0.0.1:{port}/", "http://127.0.0.1:{port}@example.org/",
    "http://ana:secret@127.0.0.1:{port}/", "http://a%40b@127.0.0.1:{port}/",
    "http://127.0.0.1%2f@example.org/", "http://example.org%2f@127.0.0.1:{port}/",
    "http://example.org%00.127.0.0.1/", "http://127.0.0.1%0d%0a:{port}/",
    "http://127.0.0.1 .example.org/", "http://[fe80::1%25eth0]/", "http://[::1%1]:{port}/",
    "http://[::ffff:127.0.0.1/", "http://[127.0.0.1]:{port}/", "http://::1:{port}/", "http://[:::1]/",
    "http://[::ffff:127.1]:{port}/", "http://1.2.3.4.5/", "http://256.256.256.256/",
    "http://127.0.0.1.0x:{port}/", "http://4294967296/", "http://127.0.0.08:{port}/",
    "http://127.0.0.1:99999/", "http://127.0.0.1:-1/", "http://127.0.0.1:80a/",
    "http://127.0.0.1:{port}:80/", "http://", "https:///", "http://%/", "http://%zz/", "http://a%2fb/",
    "file:///etc/passwd", "file://127.0.0.1/etc/passwd", "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/_x", "dict://127.0.0.1:{port}/", "ldap://127.0.0.1:{port}/",
    "ws://127.0.0.1:{port}/", "data:text/html,x", "javascript:alert(1)", "blob:http://127.0.0.1/x",
    "view-source:http://127.0.0.1:{port}/", "jar:http://127.0.0.1:{port}/!/", "about:blank",
    "http://example.org/\r\nHost: 127.0.0.1", "http://exa\tmple.org/",
    "unix:///run/server.sock", "http://%5B::1%5D:{port}/",
]  # fmt: skip
NAMED = [
    ("localhost", ["127.0.0.1"]), ("LocalHost", ["127.0.0.1"]), ("localhost.", ["127.0.0.1"]),
    ("a.localhost", ["127.0.0.1"]), ("ⅼocalhost", ["127.0.0.1"]), ("localhos\u00adt", ["::1"]),
    ("l\u043ecalhost", ["127.0.0.1"]), ("localhost6", ["::1"]), ("ip6-loopback", ["::1"]),
    ("localhost.localdomain", ["127.0.0.1"]), ("127.0.0.1.nip.test", ["127.0.0.1"]),
    ("7f000001.rebind.test", ["127.0.0.1"]), ("metadata.google.internal", ["169.254.169.254"]),
    ("instance-data.ec2.internal", ["169.254.169.254"]), ("db", ["10.0.0.5"]),
    ("kubernetes.default.svc", ["10.96.0.1"]), ("host.docker.internal", ["192.168.65.2"]),
    ("mixed.test", ["93.184.215.14", "127.0.0.1"]), ("mixed-first.test", ["10.0.0.1", "1.1.1.1"]),
    ("mixed-six.test", ["2606:4700:4700::1111", "::1"]),
    ("six-of-four.test", ["1.1.1.1", "fd00::1"]),
    ("many.test", [*["1.1.1.1"] * 20, "169.254.169.254"]), ("scoped.test", ["fe80::1%eth0"]),
    ("scoped-public.test", ["2606:4700::1%1"]), ("short.test", ["127.1"]),
    ("decimal.test", ["2130706433"]), ("octal.test", ["0177.0.0.1"]), ("bracketed.test", ["[::1]"]),
    ("named-again.test", ["localhost"]), ("nothing.test", [""]),
]  # fmt: skip
CANONICAL_NAMES = {
    "LocalHost": "localhost",
    "ⅼocalhost": "localhost",
    "localhos\u00adt": "localhost",
    "l\u043ecalhost": "xn--lcalhost-nbh",
}
PUBLIC = [
    ("http://1.1.1.1/", {}), ("http://8.8.8.8:8080/", {}), ("https://93.184.215.14/", {}),
    ("http://16843009/", {}), ("http://0x08.8.2056/", {}), ("http://11.0.0.1/", {}),
    ("http://100.63.255.255/", {}), ("http://100.128.0.1/", {}), ("http://126.255.255.255/", {}),
    ("http://128.0.0.1/", {}), ("http://169.253.255.255/", {}), ("http://169.255.0.1/", {}),
    ("http://172.15.255.255/", {}), ("http://172.32.0.1/", {}), ("http://192.0.1.1/", {}),
    ("http://192.167.255.255/", {}), ("http://192.169.0.1/", {}), ("http://198.17.255.255/", {}),
    ("http://198.20.0.1/", {}), ("http://223.255.255.254/", {}), ("http://168.63.129.17/", {}),
    ("http://[2606:4700:4700::1111]/", {}), ("https://[2001:4860:4860::8888]:8443/", {}),
    ("http://[2a00:1450:4003:80a::200e]/", {}), ("http://[2620:fe::fe]/", {}),
    ("http://[2001:200::1]/", {}),
    ("http://site.test/", {"site.test": ["93.184.215.14"]}),
    ("http://six.test/", {"six.test": ["2606:4700:4700::1111"]}),
    ("http://both.test/", {"both.test": ["2606:4700:4700::1111", "93.184.215.14"]}),
    ("http://127.0.0.1.nip.test/", {"127.0.0.1.nip.test": ["93.184.215.14"]}),
    ("http://bücher.test/", {"xn--bcher-kva.test": ["93.184.215.14"]}),
    ("http://site.test/?u=http://127.0.0.1/", {"site.test": ["93.184.215.14"]}),
    ("http://site.test\\@127.0.0.1/", {"site.test": ["93.184.215.14"]}),
    ("http://site.test#@127.0.0.1/", {"site.test": ["93.184.215.14"]}),
]  # fmt: skip


def _cases() -> list[Case]:
    forbidden = Verdict.FORBIDDEN
    four = [ip for ips in IPV4.values() for ip in ips]
    six = [ip for ips in IPV6.values() for ip in ips]
    hosts = [*four, *(f"[{ip}]" for ip in six)]
    names = [(f"name-{number}.test", [ip]) for number, ip in enumerate((*four, *six))]
    return [
        *(Case(f"http://{host}:{{port}}/", forbidden) for host in hosts),
        *(Case(url, forbidden) for url in DISGUISES),
        *(
            Case(f"http://{name}:{{port}}/", forbidden, {CANONICAL_NAMES.get(name, name): ips})
            for name, ips in (*names, *NAMED)
        ),
        *(Case(url, Verdict.INVALID) for url in INVALID),
        *(Case(url, Verdict.ALLOWED, known) for url, known in PUBLIC),
    ]


CASES = _cases()
