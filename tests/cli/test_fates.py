"""`aurora fates` says what became of every URL, and `--export` keeps it."""

import csv
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from tests.cli.command_line import CommandLine
from tests.site.server import Site

from aurora.cli.fates import why
from aurora.queries.perception.fates import Fate, UrlFate

URL = "https://a.example/"


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.is_file())


async def crawled(cli: CommandLine, site: Site, *more: str) -> str:
    urls = [f"{site.url}/{path}" for path in ("", "missing", "private/letters")]
    depth = ("--depth", "0", "--collection", "fates")
    summary = await cli.json("crawl", *urls, *depth, *more)
    return str(summary["crawl"]["id"])


async def test_every_url_is_printed_with_its_outcome_and_reason(
    cli: CommandLine, site: Site
) -> None:
    result = await cli("fates", await crawled(cli, site))

    lines = {tuple(line.split("\t")) for line in result.stdout.splitlines()}
    assert lines & {("captured", reason, f"{site.url}/") for reason in ("", "unchanged")}
    assert ("failed", "status", f"{site.url}/missing") in lines
    assert ("failed", "robots", f"{site.url}/private/letters") in lines
    assert any((outcome, reason) == ("left", "depth") for outcome, reason, _ in lines)


async def test_they_can_be_narrowed_and_none_is_told_by_the_exit_code(
    cli: CommandLine, site: Site
) -> None:
    id = await crawled(cli, site)
    robots = await cli("fates", id, "--reason", "robots")
    none = await cli("fates", id, "--reason", "timeout")

    assert robots.stdout == f"failed\trobots\t{site.url}/private/letters\n"
    assert (none.exit_code, none.stdout) == (3, "")


async def test_a_crawl_is_exported_when_it_has_ended(
    cli: CommandLine, site: Site, tmp_path: Path
) -> None:
    file = tmp_path / "fates.csv"
    id = await crawled(cli, site, "--export", str(file))
    printed = await cli("fates", id, "--format", "ndjson", "--outcome", "captured")
    with file.open(newline="") as written:
        rows = list(csv.DictReader(written))
    (captured,) = [msgspec.json.decode(line) for line in printed.stdout.splitlines()]

    assert captured["url"] == f"{site.url}/"
    assert {row["outcome"] for row in rows} == {"captured", "failed", "left"}
    assert names(tmp_path) == ["fates.csv"]


async def test_an_unknown_crawl_leaves_no_file(cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "fates.ndjson"
    result = await cli("fates", str(UUID(int=7)), "--export", str(file))

    assert result.exit_code == 1
    assert names(tmp_path) == []


@pytest.mark.parametrize("arguments", [("--no-wait",), ("--cancel", str(UUID(int=1)))])
async def test_only_a_crawl_that_is_followed_can_be_exported(
    cli: CommandLine, arguments: tuple[str, ...]
) -> None:
    urls = () if "--cancel" in arguments else (URL,)
    result = await cli("crawl", *urls, "--export", "x.csv", *arguments)

    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("fate", "said"),
    [
        (UrlFate(id=UUID(int=1), url=URL, outcome=Fate.CAPTURED, tries=3), ""),
        (
            UrlFate(id=UUID(int=1), url=URL, outcome=Fate.FAILED, reason="timeout", tries=3),
            "timeout after 3 tries",
        ),
        (
            UrlFate(id=UUID(int=1), url=URL, outcome=Fate.FAILED, reason="status", status=404),
            "status 404",
        ),
        (
            UrlFate(id=UUID(int=1), url=URL, outcome=Fate.SKIPPED, reason="duplicate", same_as=URL),
            f"duplicate → {URL}",
        ),
    ],
)
def test_reasons_are_told_in_a_few_words(fate: UrlFate, said: str) -> None:
    assert why(fate) == said
