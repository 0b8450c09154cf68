"""`aurora crawl` perceives a site, says how it goes, and leaves it running when told to."""

import re
import signal
from uuid import UUID

import pytest
from tests.cli.command_line import CommandLine
from tests.journeys.living import Living
from tests.site.server import Site

from aurora.cli.urls import host

SMALL = ("--depth", "1", "--limit", "4")


async def test_a_crawl_is_summed_up(cli: CommandLine, site: Site) -> None:
    result = await cli("crawl", f"{site.url}/", "--collection", "summed up", *SMALL)
    assert result.exit_code == 0, result.output
    captured = r'Captured 4 pages \((?:\d unchanged, )?[\d.]+ kB\) into "summed up"'
    assert re.search(captured, result.stdout)
    assert "4 documents" in result.stdout
    assert "pages" in result.stderr


async def test_a_second_crawl_says_how_much_is_unchanged(cli: CommandLine, site: Site) -> None:
    for _ in range(2):
        result = await cli("crawl", f"{site.url}/", "--collection", "again", *SMALL)
    assert "Captured 4 pages (4 unchanged, " in result.stdout
    assert ' into "again"' in result.stdout
    summary = await cli.json("crawl", f"{site.url}/", "--max-age", "60", *SMALL)
    assert (summary["crawl"]["unchanged"], summary["crawl"]["plan"]["max_age"]) == (4, 60)


async def test_json_is_one_document_with_everything(cli: CommandLine, site: Site) -> None:
    summary = await cli.json("crawl", f"{site.url}/", "--collection", "as json", *SMALL)
    assert summary["crawl"]["captured"] == 4
    assert summary["crawl"]["plan"]["depth"] == 1
    assert summary["collection"]["name"] == "as json"
    assert summary["passages"]["by_word"] == summary["passages"]["total"] > 0


async def test_failures_are_counted_by_reason(cli: CommandLine, site: Site) -> None:
    urls = [f"{site.url}/{path}" for path in ("missing", "private/letters", "loop/a")]
    summary = await cli.json("crawl", *urls, "--depth", "0", "--collection", "failing", code=1)
    counts = {reason: found["count"] for reason, found in summary["failures"].items()}
    assert counts == {"status 404": 1, "robots": 1, "too-many-redirects": 1}


async def test_a_crawl_that_captures_nothing_is_a_failure(cli: CommandLine, site: Site) -> None:
    result = await cli("crawl", f"{site.url}/missing", "--depth", "0")
    assert result.exit_code == 1
    assert "status 404" in result.stdout


async def test_the_collection_is_named_after_the_host(cli: CommandLine, site: Site) -> None:
    summary = await cli.json("crawl", f"{site.url}/missing", "--depth", "0", code=1)
    assert summary["collection"]["name"] == site.url.removeprefix("http://")


async def test_a_crawl_says_which_limit_it_reached(cli: CommandLine, site: Site) -> None:
    result = await cli(
        "crawl", f"{site.url}/", "--collection", "small", "--bytes", "1", "--time", "1h"
    )
    assert "its limit of bytes was reached" in result.stdout


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://Example.org/a/b", "example.org"),
        ("http://me:secret@example.org:8080", "example.org:8080"),
        ("https://example.org?x=1", "example.org"),
        ("https://[::1]:8080/", "[::1]:8080"),
    ],
)
def test_a_name_holds_neither_path_nor_secrets(url: str, name: str) -> None:
    assert host(url) == name


async def test_a_crawl_can_be_left_alone_followed_and_cancelled(
    cli: CommandLine, site: Site
) -> None:
    left = await cli.json(
        "crawl", f"{site.url}/", "--collection", "left", "--no-wait", "--limit", "9"
    )
    cancelled = await cli("crawl", "--cancel", left["id"])
    assert "cancelled" in cancelled.stdout
    followed = await cli("crawl", "--follow", left["id"])
    assert "the crawl was cancelled" in followed.stdout


async def test_a_refused_crawl_says_why(cli: CommandLine) -> None:
    result = await cli("crawl", "ftp://example.org/", "--collection", "refused")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "start_urls[0]" in result.stderr
    assert "neither http nor https" in result.stderr


@pytest.mark.parametrize("arguments", [(), ("https://a.example", "--cancel", str(UUID(int=1)))])
async def test_it_is_told_what_to_do_once(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    result = await cli("crawl", *arguments)
    assert result.exit_code == 2


async def test_ctrl_c_leaves_the_crawl_running_and_says_how_to_follow_it(
    cli: CommandLine, site: Site, aurora: Living
) -> None:
    watching = await cli.start("crawl", f"{site.url}/slow", "--depth", "0", "--collection", "in")
    assert watching.stderr
    await watching.stderr.readline()
    watching.send_signal(signal.SIGINT)
    _, said = await watching.communicate()
    id = said.decode().rpartition("--cancel ")[2][:36]
    assert watching.returncode == 130
    assert f"aurora crawl --follow {id}" in said.decode()
    assert (await aurora.finished(id))["status"] == "finished"
