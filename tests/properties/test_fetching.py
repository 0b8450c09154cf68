"""Whatever is asked for and whatever is answered: a page, a named failure or an invalid URL."""

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hostile.connections import connections
from tests.infrastructure.web.wire import LOOPBACK, fetching, wire

from aurora.domains.errors import Invalid
from aurora.domains.perception.types import FetchFailed
from aurora.infrastructure.web.addresses import AddressRule
from aurora.infrastructure.web.fetcher import FetchLimits

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HOST = st.lists(
    st.text(max_size=8)
    | st.sampled_from([".", "xn--", "127", "0x7f", "1", "[", "]", "::", "%", "@", ":", "a", "-"]),
    max_size=6,
).map("".join)
LINE = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 301 Moved\r\n", b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.0 200\r\n", b"Location: /\r\n", b"Location: \xff\xfe\r\n", b"Location: //\r\n",
        b"Content-Length: 5\r\n", b"Content-Length: 0\r\n", b"Transfer-Encoding: chunked\r\n",
        b"Content-Encoding: gzip\r\n", b"Content-Encoding: br, zstd\r\n", b"X: \xc3\xa7\r\n",
        b"Set-Cookie: \x00\r\n", b"Connection: upgrade\r\nUpgrade: h2c\r\n", b"\r\n", b"0\r\n\r\n",
        b"5\r\nabcde\r\n", b"abcde", b"\n", b"\r", b":", b"\x1f\x8b\x08\x00", b"\x28\xb5\x2f\xfd",
    ]
)  # fmt: skip


@given(HOST, st.sampled_from(["", "/", "/a?b", ":80/", ":0/"]))
@FEW
async def test_whatever_the_host_nobody_is_connected_to(host: str, rest: str) -> None:
    async with fetching(AddressRule()) as fetcher:
        with connections() as tried, suppress(FetchFailed, Invalid):
            await fetcher.fetch(f"http://{host}{rest}")
    assert not any(address == "127.0.0.1" for address in tried.hosts)


@given(st.lists(LINE | st.binary(max_size=20), max_size=12).map(b"".join))
@FEW
async def test_whatever_is_answered_is_a_page_or_a_named_failure(said: bytes) -> None:
    limits = FetchLimits(total=0.2, redirects=2)

    async with wire(lambda _: said) as server, fetching(LOOPBACK, limits=limits) as fetcher:
        with suppress(FetchFailed):
            page = await fetcher.fetch(server.url)
            assert 100 <= page.status <= 999
