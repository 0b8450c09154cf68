"""Sitemaps of a site that is reached over HTTP, by the fetcher that guards all addresses."""

import gzip

import pytest
from tests.infrastructure.web.wire import LOOPBACK, Wire, fetching, redirect, response, wire
from tests.sitemap_memory import no_memory

from aurora.domains.perception.sitemaps import Source
from aurora.domains.perception.types import FetchError
from aurora.infrastructure.web.robots import ProtegoRobots
from aurora.infrastructure.web.sitemaps import LxmlSitemaps
from aurora.infrastructure.web.urls import AdaUrls

METADATA = "http://169.254.169.254/latest/sitemap.xml"
NAMES = ("encoded.xml", "packed.xml.gz", "both.xml.gz", "bomb.xml.gz", "inward.xml", "moved.xml")
BOMB = gzip.compress(bytes(3 << 20))
GZIP = "Content-Encoding: gzip"
MISSING = response(status="404 Not Found")


class Site:
    """A site that names its sitemaps, good ones and bad ones."""

    def __init__(self) -> None:
        self.running = Wire()

    def __call__(self, request: bytes) -> bytes:
        path = request.split()[1].decode().lstrip("/")
        return self.answers().get(path, MISSING)

    def answers(self) -> dict[str, bytes]:
        one, two = gzip.compress(self.urlset("one")), gzip.compress(self.urlset("two"))
        three = gzip.compress(gzip.compress(self.urlset("three")))
        return {
            "robots.txt": response(f"Sitemap: {self.running.url}/index.xml".encode()),
            "index.xml": response(self.index()),
            "encoded.xml": response(one, GZIP),
            "packed.xml.gz": response(two, "Content-Type: application/x-gzip"),
            "both.xml.gz": response(three, GZIP),
            "bomb.xml.gz": response(BOMB),
            "inward.xml": redirect(METADATA),
            "moved.xml": redirect("/after/moved.txt"),
            "after/moved.txt": response(f"{self.running.url}/four".encode()),
        }

    def urlset(self, path: str) -> bytes:
        return f"<urlset><url><loc>{self.running.url}/{path}</loc></url></urlset>".encode()

    def index(self) -> bytes:
        urls = [*[f"{self.running.url}/{name}" for name in NAMES], METADATA]
        entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
        return f"<sitemapindex>{entries}</sitemapindex>".encode()


@pytest.fixture(scope="module")
async def sources() -> dict[str, Source]:
    site = Site()
    async with wire(site) as site.running, fetching(LOOPBACK) as fetcher:
        sitemaps = LxmlSitemaps(fetcher, ProtegoRobots(fetcher), AdaUrls(), no_memory())
        found = [source async for source in sitemaps.announced(f"{site.running.url}/")]
        base = f"{site.running.url}/"
    return {source.url.removeprefix(base): source for source in found}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("encoded.xml", "/one"),
        ("packed.xml.gz", "/two"),
        ("both.xml.gz", "/three"),
        ("moved.xml", "/four"),
    ],
)
async def test_each_way_of_sending_is_understood(
    sources: dict[str, Source], name: str, path: str
) -> None:
    (announced,) = sources[name].announced
    assert announced.url.endswith(path)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("bomb.xml.gz", FetchError.BOMB),
        ("inward.xml", FetchError.FORBIDDEN_ADDRESS),
        (METADATA, FetchError.FORBIDDEN_ADDRESS),
    ],
)
async def test_each_trap_is_named(sources: dict[str, Source], name: str, error: FetchError) -> None:
    assert sources[name].error is error
    assert sources[name].detail
