"""TLS is verified: nobody's page is taken for somebody else's."""

import asyncio
from datetime import timedelta

import pytest
from tests.hostile.certificates import DAY, authority, self_signed
from tests.infrastructure.web.wire import LOOPBACK, fetching, listening, redirect, response, wire

from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.web.fetcher import AiohttpFetcher, FetchLimits

HOME = authority()
KNOWN = {"site.test": ["127.0.0.1"], "other.test": ["127.0.0.1"]}
BAD = {
    "self-signed": self_signed("site.test"),
    "nobody's": authority("Somebody Else").serving(["site.test"]),
    "expired": HOME.serving(["site.test"], since=-2 * DAY, until=-timedelta(seconds=1)),
    "of the future": HOME.serving(["site.test"], since=DAY, until=2 * DAY),
    "another host's": HOME.serving(["other.test"]),
    "a wildcard too high": HOME.serving(["*.test"]),
    "a longer name's": HOME.serving(["site.test.example"]),
}


async def failure(fetcher: AiohttpFetcher, url: str) -> FetchError:
    with pytest.raises(FetchFailed) as failed:
        await fetcher.fetch(url)
    return failed.value.reason


async def test_the_host_is_asked_for_by_name_and_its_certificate_believed() -> None:
    seen: list[str | None] = []
    serving = HOME.serving(["site.test"])
    serving.sni_callback = lambda _socket, name, _context: seen.append(name)
    async with (
        wire(lambda _: response(b"x"), tls=serving) as server,
        fetching(LOOPBACK, known=KNOWN, tls=HOME.trusted()) as fetcher,
    ):
        url = f"https://site.test:{server.port}/"
        assert (await fetcher.fetch(url)).body == b"x"
        assert await failure(fetcher, f"https://other.test:{server.port}/") is FetchError.TLS
    assert seen[:2] == ["site.test", "other.test"]
    assert f"host: site.test:{server.port}".encode() in server.requests[0].lower()


@pytest.mark.parametrize("kind", BAD)
async def test_a_bad_certificate_is_named_and_nothing_asked(kind: str) -> None:
    async with wire(lambda _: response(b"x"), tls=BAD[kind]) as server:
        async with fetching(LOOPBACK, known=KNOWN, tls=HOME.trusted()) as fetcher:
            assert await failure(fetcher, f"https://site.test:{server.port}/") is FetchError.TLS
        assert server.requests == []


async def test_without_settings_no_private_authority_is_believed() -> None:
    async with (
        wire(lambda _: response(b"x"), tls=HOME.serving(["site.test"])) as server,
        fetching(LOOPBACK, known=KNOWN) as fetcher,
    ):
        assert await failure(fetcher, f"https://site.test:{server.port}/") is FetchError.TLS


async def test_a_redirect_to_a_bad_certificate_is_not_followed() -> None:
    async with wire(lambda _: response(b"x"), tls=BAD["expired"]) as server:
        target = redirect(f"https://site.test:{server.port}/")
        async with (
            wire(lambda _: target) as start,
            fetching(LOOPBACK, known=KNOWN, tls=HOME.trusted()) as fetcher,
        ):
            assert await failure(fetcher, start.url) is FetchError.TLS
        assert server.requests == []


async def test_https_to_a_server_that_speaks_plainly_is_named() -> None:
    async with (
        wire(lambda _: response(b"x")) as server,
        listening(_blurts) as blurting,
        fetching(LOOPBACK, known=KNOWN, limits=FetchLimits(total=1)) as fetcher,
    ):
        assert await failure(fetcher, f"https://site.test:{blurting}/") is FetchError.TLS
        silent = await failure(fetcher, f"https://site.test:{server.port}/")
        assert silent is FetchError.TIMEOUT


async def _blurts(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.write(response(b"x", status="400 Bad Request"))


async def test_a_handshake_that_is_broken_off_is_a_broken_connection() -> None:
    async def leaves(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.transport.abort()

    async with listening(leaves) as port, fetching(LOOPBACK, known=KNOWN) as fetcher:
        assert await failure(fetcher, f"https://site.test:{port}/") is FetchError.CONNECTION
