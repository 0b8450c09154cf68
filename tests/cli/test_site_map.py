"""`aurora map URL` lists what a site announces and links to, over a whole Aurora."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

import pytest
from tests.cli.command_line import CommandLine
from tests.journeys.living import Living, free_port
from tests.site.server import FORBIDDEN, Site, serve_site

from aurora.cli.client import Client
from aurora.cli.connection import at
from aurora.cli.output import Failed
from aurora.cli.site_map import mapped, remarks, standing
from aurora.cli.targets import Target
from aurora.commands.perception.survey import SiteMap, Surveyed
from aurora.domains.perception.site_mapping import MappingStatus
from aurora.domains.perception.sitemaps import Announced
from aurora.domains.perception.types import FetchError
from aurora.queries.perception.mappings_projection import MappingView

CHANGED = "2026-03-01T00:00:00Z"
ANNOUNCED = ("/en/notice", "/en/announced", "/private/announced")


def urlset(site: Site) -> str:
    entries = [
        f"<url><loc>{site.url}{path}</loc><lastmod>2026-03-01</lastmod></url>" for path in ANNOUNCED
    ]
    return f"<urlset>{''.join(entries)}</urlset>"


@pytest.fixture(scope="module")
async def announcing() -> AsyncIterator[Site]:
    async with serve_site() as site:
        site.robots += f"Sitemap: {site.url}/map.xml\nSitemap: {FORBIDDEN}\n"
        site.pages["/map.xml"] = urlset(site)
        site.pages["/llms.txt"] = "# Lume\n\n- [Ring](/ring/0)\n"
        yield site


async def test_the_map_of_a_site_is_one_document(cli: CommandLine, announcing: Site) -> None:
    site, hits = announcing, announcing.hits.copy()
    found = await cli.json("map", site.url)
    urls = {one["url"].removeprefix(site.url): one for one in found["urls"]}
    assert urls["/en/announced"] == {
        "url": f"{site.url}/en/announced",
        "lastmod": CHANGED,
        "priority": None,
        "source": f"{site.url}/map.xml",
    }
    assert urls["/ring/0"]["source"] == f"{site.url}/llms.txt"
    assert urls["/en/index"]["source"] == f"{site.url}/"
    assert not [path for path in urls if path.startswith("/private/")]
    assert (found["refused_by_robots"], found["truncated"]) == (3, False)
    errors = {one["url"]: one["error"] for one in found["sources"] if one["error"]}
    assert errors == {FORBIDDEN: "forbidden-address"}
    assert set(site.hits - hits) <= {"/robots.txt", "/map.xml", "/llms.txt", "/"}


async def test_each_url_is_a_line_where_nobody_looks(cli: CommandLine, announcing: Site) -> None:
    result = await cli("map", announcing.url, "--search", "ANNOUNCED")
    assert result.exit_code == 0, result.output
    assert result.stdout == f"{announcing.url}/en/announced\n"
    assert "1 URL found." in result.stderr
    assert "1 URL refused by robots.txt." in result.stderr
    assert FORBIDDEN in result.stderr


async def test_a_limit_is_told(cli: CommandLine, announcing: Site) -> None:
    result = await cli("map", announcing.url, "--limit", "1", "--scope", "prefix")
    assert len(result.stdout.splitlines()) == 1
    assert "There are more" in result.stderr


async def test_nothing_found_has_its_own_exit_code(cli: CommandLine, announcing: Site) -> None:
    result = await cli("map", announcing.url, "--search", "nowhere at all")
    assert (result.exit_code, result.stdout) == (3, "")


@pytest.mark.parametrize(
    ("url", "why"),
    [("ftp://site.example/", "neither http nor https"), ("http://10.0.0.1/", "public address")],
)
async def test_a_refused_map_says_why(cli: CommandLine, url: str, why: str) -> None:
    result = await cli("map", url)
    assert (result.exit_code, result.stdout) == (1, "")
    assert why in result.stderr


@pytest.fixture
async def client(aurora: Living) -> AsyncIterator[Client]:
    key = (aurora.data_dir / "local.key").read_text().strip()
    async with at(Target(aurora.url, key, chosen=True)) as client:
        yield client


async def test_a_map_is_watched_while_it_is_made(client: Client, announcing: Site) -> None:
    views: list[MappingView] = []
    site = await mapped(client, {"url": announcing.url}, views.append)

    assert f"{announcing.url}/en/announced" in {one.url for one in site.urls}
    last = views[-1]
    assert (last.found, last.sources, last.failed) == (len(site.urls), len(site.sources), 1)
    assert "failed" in standing(last)
    assert standing(views[0]).startswith(f"{announcing.url}")


async def test_a_map_that_cannot_be_made_says_why(client: Client) -> None:
    with pytest.raises(Failed, match="refuses the connection"):
        await mapped(client, {"url": f"http://127.0.0.1:{free_port()}"}, lambda _: None)


@pytest.fixture
def silent() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


async def test_who_stops_watching_ends_the_map(client: Client, silent: str) -> None:
    views: list[MappingView] = []

    def stop(view: MappingView) -> None:
        views.append(view)
        watching.cancel()

    watching = asyncio.create_task(mapped(client, {"url": silent}, stop))
    await asyncio.gather(watching, return_exceptions=True)

    assert watching.cancelled()
    told = await client.get(f"/v1/maps/{views[0].id}", MappingView)
    assert told.status is MappingStatus.CANCELLED


@pytest.mark.parametrize("option", [("--json",), ("--search", "x")])
async def test_options_need_a_site(stranger: CommandLine, option: tuple[str, ...]) -> None:
    assert (await stranger("map", *option)).exit_code == 2


def test_remarks_are_sentences() -> None:
    one = Announced(url="https://a.example/", lastmod=datetime(2026, 3, 1, tzinfo=UTC), source="x")
    failed = Surveyed(url="x", found=0, error=FetchError.TIMEOUT, detail="is too slow")
    site = SiteMap(urls=(one, one), sources=(failed,), refused_by_robots=0, truncated=True)
    assert remarks(site) == [
        "2 URLs found.",
        "x: is too slow",
        "There are more: a limit was reached, or the time was up.",
    ]


async def test_a_crawl_can_take_only_what_its_site_announces(
    cli: CommandLine, announcing: Site
) -> None:
    site, hits = announcing, announcing.hits.copy()
    options = ("--sitemaps", "only", "--collection", "announced")
    summary = await cli.json("crawl", f"{site.url}/", *options)

    failed = {reason: one["count"] for reason, one in summary["failures"].items()}
    assert failed == {"status 404": 1, "robots": 1}
    assert summary["crawl"]["captured"] == 3
    asked = set(site.hits - hits)
    assert asked <= {"/robots.txt", "/map.xml", "/llms.txt", "/", "/ring/0", *ANNOUNCED}
    assert "/private/announced" not in asked
