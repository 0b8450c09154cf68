"""Pages with scripts are read through a whole Aurora, which shows them in a real browser."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.cli.command_line import CommandLine
from tests.cli.test_scrape import PAGE, changed
from tests.journeys.living import Living
from tests.site.scripted import BEHIND, LATE, ScriptedSite, serve_scripts

from aurora.cli.rendering import write_picture
from aurora.commands.perception.scrape_page import ScrapedPage

PNG = b"\x89PNG\r\n\x1a\n"
CONSENT = '[{"type": "click", "selector": "#accept"}, {"type": "wait", "selector": "main p"}]'


@pytest.fixture(scope="module")
async def scripted() -> AsyncIterator[ScriptedSite]:
    async with serve_scripts() as site:
        yield site


async def test_a_thin_page_is_shown_in_a_browser_and_pictured(
    cli: CommandLine, scripted: ScriptedSite, tmp_path: Path
) -> None:
    picture = tmp_path / "page.png"
    result = await cli("scrape", scripted.url + "/app", "--screenshot", str(picture))
    assert result.exit_code == 0, result.output
    assert LATE in result.stdout
    assert f"The picture is in {picture}." in result.stderr
    assert picture.read_bytes().startswith(PNG)


async def test_steps_are_taken_that_a_file_declares(
    cli: CommandLine, scripted: ScriptedSite, tmp_path: Path
) -> None:
    steps = tmp_path / "steps.json"
    steps.write_text(CONSENT)
    found = await cli.json("scrape", scripted.url + "/consent", "--steps", str(steps))
    assert BEHIND in found["markdown"]
    assert found["rendered"]
    result = await cli("scrape", scripted.url + "/consent", "--render", "never")
    assert BEHIND not in result.stdout


async def test_a_crawl_keeps_what_a_browser_showed_and_its_pictures(
    aurora: Living, scripted: ScriptedSite
) -> None:
    collection = await aurora.collection("Tides")
    plan = {"depth": 1, "render": "always", "steps": [{"type": "screenshot"}]}
    crawl = await aurora.crawl(scripted.url + "/app", collection, **plan)
    state = await aurora.finished(crawl)
    assert (state["captured"], state["plan"]["render"]) == (2, "always")
    for page in await aurora.every(f"/v1/crawls/{crawl}/pages"):
        assert page["rendered"]
        path = f"/v1/crawls/{crawl}/pages/{page['id']}"
        assert LATE in (await aurora.http.get(f"{path}/text")).text
        picture = await aurora.http.get(f"{path}/screenshots/1")
        assert picture.headers["content-type"] == "image/png"
        assert picture.content.startswith(PNG)
        assert (await aurora.http.get(f"{path}/screenshots/2")).status_code == 404


LARGE = "step 2 (screenshot): the picture is larger than 10,000,000 bytes"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (PAGE, "There is no picture: it was not shown in a browser.\n"),
        (changed(PAGE, rendered=True, reasons=("too short", LARGE)),
         f"There is no picture.\n{LARGE}.\n"),
    ],
)  # fmt: skip
def test_a_picture_that_is_not_there_is_told_of(
    page: ScrapedPage, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_picture(page, tmp_path / "page.png")
    write_picture(page, None)
    assert capsys.readouterr().err == told
    assert not (tmp_path / "page.png").exists()
