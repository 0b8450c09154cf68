"""`aurora scrape` fetches the URLs of a list, over a whole Aurora."""

from pathlib import Path

import pytest
from tests.cli.command_line import CommandLine
from tests.site.server import NOTICE, NOTICE_SENTENCE, Site

from aurora.cli.scrape_list import file_name, read_urls


async def test_what_became_of_each_url_is_a_line(cli: CommandLine, site: Site) -> None:
    result = await cli("scrape", site.url + NOTICE, f"{site.url}/nowhere", "ftp://a.example/")

    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert sorted(line[:2] for line in lines) == [
        ["captured", site.url + NOTICE],
        ["failed", "ftp://a.example/"],
        ["failed", f"{site.url}/nowhere"],
    ]
    reasons = {line[2].partition(":")[0] for line in lines if len(line) == 3}
    assert reasons - {"unchanged"} == {"invalid-url", "status"}
    assert "1 page captured, 2 failed." in result.stderr


async def test_a_file_of_urls_becomes_a_directory_of_texts(
    cli: CommandLine, site: Site, tmp_path: Path
) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"# mine\n\n{site.url}{NOTICE}\n {site.url}/pt/latin-1 \n")

    result = await cli("scrape", "--from", str(listed), "--to", str(tmp_path / "texts"))

    texts = [path.read_text() for path in (tmp_path / "texts").iterdir()]
    assert (result.exit_code, len(texts)) == (0, 2)
    assert any(NOTICE_SENTENCE in text for text in texts)


async def test_urls_come_from_standard_input_and_json_is_one_document(
    cli: CommandLine, site: Site
) -> None:
    result = await cli(
        "scrape", "--from", "-", "--json", stdin=f"{site.url}{NOTICE}\n{site.url}{NOTICE}\n"
    )

    assert result.exit_code == 0, result.output
    assert '"repeated":1' in result.stdout
    assert result.stdout.count("\n") == 1


async def test_pages_of_a_list_go_to_a_collection(cli: CommandLine, site: Site) -> None:
    found = await cli.json("scrape", site.url + NOTICE, "--collection", "picked")
    documents = await cli.json("search", NOTICE_SENTENCE, "--collection", "picked")

    assert found["batch"]["captured"] == 1
    assert documents["hits"][0]["source_url"] == site.url + NOTICE


async def test_own_headers_and_the_wish_to_pass_over_robots_txt_go_along(
    cli: CommandLine, site: Site
) -> None:
    private = f"{site.url}/private/letters"
    refused = await cli.json("scrape", private, site.url + NOTICE, "--header", "X-Key: 1", code=1)
    found = await cli.json("scrape", private, "--ignore-robots", "--cookie", "a=b")

    assert {page["reason"] for page in refused["pages"]} >= {"robots"}
    assert (found["batch"]["captured"], found["batch"]["plan"]["ignore_robots"]) == (1, True)
    assert (await cli("scrape", site.url + NOTICE, "--header", "X-Key: 1")).exit_code == 0


async def test_a_batch_can_be_left_alone(cli: CommandLine, site: Site) -> None:
    started = await cli.json("scrape", site.url + NOTICE, "--no-wait")
    followed = await cli("crawl", "--follow", started["id"])

    assert started["urls"] == 1
    assert "Captured 1 page" in followed.stdout


@pytest.mark.parametrize("given", [(), ("a.example", "b.example", "--html")])
async def test_wrong_use_is_told(stranger: CommandLine, given: tuple[str, ...]) -> None:
    assert (await stranger("scrape", *given)).exit_code == 2


def test_a_list_has_comments_and_empty_lines() -> None:
    assert read_urls("# a\n\n b \nc\r\n") == ["b", "c"]


def test_a_list_may_begin_with_a_mark_of_its_encoding() -> None:
    assert read_urls("\ufeffa\nb") == ["a", "b"]


@pytest.mark.parametrize(
    "url", ["https://a.example/../../etc/passwd", "https://a.example/" + "x" * 900, "https://a/\\b"]
)
def test_a_file_name_is_harmless(url: str) -> None:
    name = file_name(url)
    assert name == Path(name).name
    assert len(name) < 150
    assert not name.startswith(".")
