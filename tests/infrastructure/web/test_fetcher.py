"""How pages are fetched: limits, manners and what goes over the wire."""

import asyncio

import pytest
from tests.infrastructure.web.test_decoding import packed
from tests.infrastructure.web.wire import (
    LOOPBACK,
    fetching,
    listening,
    redirect,
    response,
    talking,
    wire,
)

from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.web.fetcher import AiohttpFetcher, FetchLimits
from aurora.infrastructure.web.urls import AdaUrls

HURRY = FetchLimits(total=0.3)


async def reason(fetcher: AiohttpFetcher, url: str) -> FetchError:
    with pytest.raises(FetchFailed) as failed:
        await fetcher.fetch(url)
    assert str(failed.value)
    return failed.value.reason


async def test_the_request_says_honestly_who_asks() -> None:
    async with talking(response(b"x")) as (server, fetcher):
        await fetcher.fetch(f"{server.url}/a?b=1", accept="text/html")
    lines = server.requests[0].decode().lower().split("\r\n")
    assert lines[0] == "get /a?b=1 http/1.1"
    assert f"host: 127.0.0.1:{server.port}" in lines
    assert "user-agent: aurora/0 (+https://example.org/bot)" in lines
    assert "accept: text/html" in lines
    assert "accept-encoding: gzip, deflate, br, zstd" in lines


async def test_further_headers_go_along_but_never_in_the_place_of_our_own() -> None:
    given = {"Cookie": "a=1", "accept": "image/png", "HOST": "elsewhere.example",
        "User-Agent": "Mozilla/5.0", "accept-encoding": "x", "Content-Length": "9",
        "Transfer-Encoding": "chunked", "Connection": "close"}  # fmt: skip
    async with talking(response(b"x")) as (server, fetcher):
        await fetcher.fetch(server.url, headers=lambda _: given)
    lines = server.requests[0].decode().lower().split("\r\n")
    assert {"cookie: a=1", "accept: image/png", f"host: 127.0.0.1:{server.port}"} <= set(lines)
    assert not any("elsewhere" in line or "mozilla" in line for line in lines)
    assert "accept-encoding: gzip, deflate, br, zstd" in lines
    assert [line.partition(":")[0] for line in lines[1:-2]] == [
        "host", "accept", "accept-encoding", "user-agent", "cookie",
    ]  # fmt: skip


async def test_each_url_on_the_way_is_sent_its_own_headers() -> None:
    async with (
        wire(lambda _: response(b"x")) as other,
        talking(redirect(f"{other.url}/b")) as (server, fetcher),
    ):
        mine = {f"{server.url}/": {"Cookie": "secret"}}
        await fetcher.fetch(server.url, headers=lambda url: mine.get(url, {}))
    assert b"Cookie: secret\r\n" in server.requests[0]
    assert b"ookie" not in other.requests[0]


async def test_a_header_that_would_end_the_request_early_is_not_sent() -> None:
    async with talking(response(b"x")) as (server, fetcher):
        with pytest.raises(ValueError, match="header"):
            await fetcher.fetch(server.url, headers=lambda _: {"X-A": "1\r\nHost: b"})
    assert server.requests == []


@pytest.mark.parametrize("name", ["maçã".encode(), "maçã".encode("latin-1")])
async def test_headers_that_are_no_ascii_are_read_as_text(name: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Name: " + name + b"\r\nX-Name: b\r\n\r\n"
    async with talking(head) as (server, fetcher):
        page = await fetcher.fetch(server.url)
    assert page.headers["x-name"] == "maçã, b"


async def test_cookies_are_neither_kept_nor_told() -> None:
    answer = response(b"x", "Set-Cookie: a=1; Path=/")
    async with talking(answer, {"site.test": ["127.0.0.1"]}) as (server, fetcher):
        for _ in range(2):
            page = await fetcher.fetch(f"http://site.test:{server.port}/")
            assert "set-cookie" not in page.headers
    assert not any(b"cookie" in request.lower() for request in server.requests)


async def test_connections_are_reused_and_hosts_resolved_once() -> None:
    async with talking(response(b"x")) as (server, fetcher):
        for _ in range(5):
            await fetcher.fetch(server.url)
    assert server.connections == 1


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate", "br", "zstd", "gzip, br"])
async def test_compressed_bodies_arrive_as_they_were(encoding: str) -> None:
    text = b"varied words number " * 5_000
    head = f"Content-Encoding: {encoding.removeprefix('raw ')}"
    async with talking(response(packed(text, encoding), head)) as (server, fetcher):
        assert (await fetcher.fetch(server.url)).body == text


async def test_many_bombs_at_once_are_all_defused() -> None:
    bomb = response(packed(bytes(100_000_000), "gzip"), "Content-Encoding: gzip")
    async with talking(bomb) as (server, fetcher):
        reasons = await asyncio.gather(*[reason(fetcher, server.url) for _ in range(8)])
    assert set(reasons) == {FetchError.BOMB}


async def test_a_body_that_says_it_is_too_large_is_not_read() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nx"
    async with talking(answer) as (server, fetcher):
        assert await reason(fetcher, server.url) is FetchError.TOO_LARGE


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 40_000 + b"\r\n\r\n", FetchError.TOO_LARGE),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", FetchError.CONNECTION),
        (b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", FetchError.CONNECTION),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", FetchError.CONNECTION),
        (response(b"x", "Content-Encoding: br"), FetchError.ENCODING),
        (response(b"x", "Content-Encoding: gzip"), FetchError.ENCODING),
        (redirect("file:///etc/passwd"), FetchError.BAD_REDIRECT),
        (redirect("gopher://127.0.0.1/"), FetchError.BAD_REDIRECT),
        (redirect("http://a:b@c.example/"), FetchError.BAD_REDIRECT),
        (redirect("/"), FetchError.TOO_MANY_REDIRECTS),
    ],
)
async def test_bad_answers_are_named(answer: bytes, expected: FetchError) -> None:
    async with talking(answer) as (server, fetcher):
        assert await reason(fetcher, server.url) is expected


async def test_an_endless_chain_of_redirects_ends() -> None:
    def onward(request: bytes) -> bytes:
        number = int(request.split(b" ")[1].strip(b"/") or b"0")
        return redirect(f"/{number + 1}")

    async with wire(onward) as server, fetching(LOOPBACK) as fetcher:
        assert await reason(fetcher, server.url) is FetchError.TOO_MANY_REDIRECTS
    assert len(server.requests) == FetchLimits().redirects + 1


AS_THEY_ARE = [
    "/a%7Eb%41", "/a%2Fb%3F", "/a|b'c", "/a%", "/a%zz?b=%zz", "/[a]", "/a//b", "/a+b?c+d=%2B",
    "/a?b=[c]{d}|^`", "/a?x=%27y%27&z='", "/a?b&&c=&=d", "/a?b=%C3%A7&c=%26%3D", "/a?%61=%62",
    "/a%25b%2525", "/a?b\\c", "/a;b=c:d@e,f!$()*~", "/%C3%A7%E7",
]  # fmt: skip


@pytest.mark.parametrize("path", AS_THEY_ARE)
async def test_the_server_sees_the_canonical_url_and_nothing_else(path: str) -> None:
    async with talking(response(b"x")) as (server, fetcher):
        url = AdaUrls().canonical(server.url + path)
        assert (await fetcher.fetch(url)).url == url
    assert server.requests[0].split(b" ")[1].decode() == url.removeprefix(server.url)


HOSTS = {
    "💩.test": "xn--ls8h.test", "a_b.test": "a_b.test", "maçã.test": "xn--ma-tiap.test",
    "xn--.test": "xn--.test", "faß.test": "xn--fa-hia.test", "-a-.test": "-a-.test",
}  # fmt: skip


@pytest.mark.parametrize(("host", "asked"), HOSTS.items())
async def test_hosts_are_asked_whatever_they_are_called(host: str, asked: str) -> None:
    async with talking(response(b"x"), {asked: ["127.0.0.1"]}) as (server, fetcher):
        assert (await fetcher.fetch(f"http://{host}:{server.port}/")).body == b"x"
    assert f"host: {asked}:{server.port}\r\n".encode() in server.requests[0].lower()


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
async def test_who_asks_for_patience_is_an_answer_that_says_how_long(status: str) -> None:
    async with talking(response(b"later", "Retry-After: 120", status=status)) as (server, fetcher):
        page = await fetcher.fetch(server.url)
    assert (page.status, page.headers["retry-after"]) == (int(status[:3]), "120")
    assert len(server.requests) == 1


async def test_what_follows_an_answer_is_not_taken_for_the_next() -> None:
    planted = response(b"true") + response(b"planted")
    async with talking(planted) as (server, fetcher):
        for _ in range(3):
            assert (await fetcher.fetch(f"{server.url}/page")).body == b"true"
    assert server.connections == 3


@pytest.mark.parametrize(
    ("headers", "body", "read"),
    [
        (b"Content-Length: 4\r\n", b"page", b"page"),
        (b"Transfer-Encoding: chunked\r\n", b"4;x=y\r\npage\r\n0\r\nX: y\r\n\r\n", b"page"),
        (b"Content-Length: 0\r\n", b"", b""),
        (b"Content-Encoding: br\r\nContent-Length: 0\r\n", b"", b""),
    ],
)
async def test_a_body_ends_where_the_answer_says(headers: bytes, body: bytes, read: bytes) -> None:
    async with talking(b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n" + body) as (server, fetcher):
        assert (await fetcher.fetch(server.url)).body == read


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified"])
async def test_an_answer_without_a_body_has_none_whatever_it_claims(status: str) -> None:
    head = f"HTTP/1.1 {status}\r\nContent-Length: 50\r\nContent-Encoding: gzip\r\n\r\n".encode()
    async with talking(head) as (server, fetcher):
        page = await fetcher.fetch(server.url)
    assert (page.status, page.body) == (int(status[:3]), b"")


async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer the first request of a connection, and hang up at the second."""
    await reader.readuntil(b"\r\n\r\n")
    writer.write(response(b"x"))
    await reader.readuntil(b"\r\n\r\n")
    writer.transport.abort()


async def test_a_kept_connection_that_was_cut_is_opened_again_unless_one_request_is_wanted() -> (
    None
):
    async with listening(cut) as port, fetching(LOOPBACK) as fetcher:
        url = f"http://127.0.0.1:{port}/"
        for _ in range(3):
            assert (await fetcher.fetch(url)).body == b"x"
        with pytest.raises(FetchFailed) as failed:
            await fetcher.fetch(url, follow=False)
        assert failed.value.reason is FetchError.CONNECTION
        assert failed.value.stale
        assert (await fetcher.fetch(url, follow=False)).body == b"x"


async def test_one_request_is_one_connection_even_where_it_is_cut() -> None:
    tried = 0

    async def abort(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal tried
        await reader.readuntil(b"\r\n\r\n")
        tried += 1
        writer.transport.abort()

    async with listening(abort) as port, fetching(LOOPBACK) as fetcher:
        with pytest.raises(FetchFailed) as failed:
            await fetcher.fetch(f"http://127.0.0.1:{port}/", follow=False)
    assert (tried, failed.value.stale) == (1, False)


async def test_a_redirect_that_names_no_target_is_an_answer() -> None:
    async with talking(response(b"x", status="302 Found")) as (server, fetcher):
        assert (await fetcher.fetch(server.url)).status == 302


async def never(_: bytes) -> bytes:
    await asyncio.Event().wait()
    return b""


@pytest.mark.parametrize("limits", [HURRY, FetchLimits(stall=0.2)])
async def test_a_server_that_never_answers_is_left(limits: FetchLimits) -> None:
    async with wire(never) as server, fetching(LOOPBACK, limits=limits) as fetcher:
        assert await reason(fetcher, server.url) is FetchError.TIMEOUT


async def test_an_answer_that_trickles_is_left_at_the_deadline() -> None:
    async def trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x")
            await asyncio.sleep(0.01)

    async with listening(trickle) as port, fetching(LOOPBACK, limits=HURRY) as fetcher:
        assert await reason(fetcher, f"http://127.0.0.1:{port}/") is FetchError.TIMEOUT


async def test_a_closed_port_refuses_the_connection() -> None:
    async with wire(lambda _: b"") as server:
        pass
    async with fetching(LOOPBACK) as fetcher:
        assert await reason(fetcher, server.url) is FetchError.CONNECTION
