"""`aurora scrape` reads one page, over a whole Aurora."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from rich.console import Console
from tests.cli.command_line import CommandLine
from tests.site.content import ARTICLES
from tests.site.server import LATIN_1_SENTENCE, NOTICE, NOTICE_SENTENCE, Site

from aurora.cli import scrape
from aurora.cli.scrape import heading, printed, remarks
from aurora.commands.perception.scrape_page import ScrapedPage

PAGE = ScrapedPage(
    url="https://a.example/",
    requested_url="https://a.example/",
    status=200,
    media_type="text/html",
    fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
    redirects=(),
    title="The ring",
    language="en",
    author=None,
    published=None,
    canonical_url=None,
    index=True,
    follow=True,
    markdown="Four miles.",
    html=None,
    links=None,
)
changed = msgspec.structs.replace


async def test_markdown_is_printed_where_nobody_looks(cli: CommandLine, site: Site) -> None:
    result = await cli("scrape", site.url + NOTICE)
    assert result.exit_code == 0, result.output
    assert NOTICE_SENTENCE in result.stdout
    assert "<p>" not in result.stdout
    assert result.stderr == ""


async def test_all_forms_are_one_document(cli: CommandLine, site: Site) -> None:
    found = await cli.json("scrape", site.url + "/pt/latin-1", "--html", "--links")
    assert LATIN_1_SENTENCE in found["markdown"]
    assert LATIN_1_SENTENCE in found["html"]
    assert found["html"].startswith("<!DOCTYPE html>")
    assert f"{site.url}/en/index" in found["links"]
    assert (found["status"], found["language"], found["title"]) == (200, "pt", "Maçãs")


async def test_html_is_printed_as_it_stands(cli: CommandLine, site: Site) -> None:
    result = await cli("scrape", site.url + NOTICE, "--html")
    assert result.stdout == site.pages[NOTICE] + "\n"


async def test_each_link_is_a_line(cli: CommandLine, site: Site) -> None:
    result = await cli("scrape", site.url + NOTICE, "--links")
    paths = [line.removeprefix(site.url) for line in result.stdout.splitlines()]
    assert paths == ["/", "/pt/indice", "/en/index", "/private/", "/ring/0"]


async def test_a_redirect_is_followed_and_told(cli: CommandLine, site: Site) -> None:
    result = await cli("scrape", f"{site.url}/moved/1")
    assert result.exit_code == 0
    assert result.stderr == f"Redirected to {site.url}{ARTICLES[0].path}.\n"
    found = await cli.json("scrape", f"{site.url}/moved/1")
    assert found["redirects"] == [f"{site.url}/moved/{number}" for number in (1, 2, 3)]
    assert found["markdown"] in result.stdout


async def test_an_error_of_the_page_is_shown_and_ends_with_1(cli: CommandLine, site: Site) -> None:
    result = await cli("scrape", f"{site.url}/nowhere")
    assert (result.exit_code, result.stderr) == (1, f"{site.url}/nowhere answers 404.\n")
    assert "There is no such page." in result.stdout
    assert (await cli.json("scrape", f"{site.url}/nowhere", code=1))["status"] == 404


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/private/letters", "robots.txt refuses"),
        ("/metadata", "may not be fetched"),
        ("/bomb", "url: "),
        ("/huge", "url: "),
        ("/loop/a", "redirects to itself"),
        ("/image.png", "image/png"),
        ("/broken", "127.0.0.1"),
    ],
)
async def test_a_failed_scrape_says_why(cli: CommandLine, site: Site, path: str, why: str) -> None:
    result = await cli("scrape", site.url + path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert why in result.stderr


async def test_a_private_address_is_refused(cli: CommandLine) -> None:
    result = await cli("scrape", "10.0.0.1")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "10.0.0.1 is not at a public address" in result.stderr


async def test_two_forms_need_a_document(stranger: CommandLine) -> None:
    assert (await stranger("scrape", "https://a.example/", "--html", "--links")).exit_code == 2


async def test_no_links_have_their_own_exit_code(cli: CommandLine, site: Site) -> None:
    site.pages["/bare"] = "<p>Nothing leads on from here.</p>"
    result = await cli("scrape", f"{site.url}/bare", "--links")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "nothing" in result.stderr


def test_a_terminal_sees_the_title_above_and_no_commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(scrape, "out", lambda: Console(force_terminal=True, no_color=True))
    scrape._print(changed(PAGE, markdown="Four\x1b[2J miles."))
    shown = capsys.readouterr().out
    assert shown.index("The ring") < shown.index("Four[2J miles.")


def test_a_title_is_not_shown_twice() -> None:
    assert heading(PAGE) == "The ring"
    assert heading(changed(PAGE, markdown="# The ring\n\nFour miles.")) is None
    assert heading(changed(PAGE, title=None)) is None
    assert heading(changed(PAGE, markdown=None, html="<p>")) is None


def test_what_was_asked_for_is_printed() -> None:
    assert printed(PAGE) == "Four miles."
    assert printed(changed(PAGE, markdown=None, html="<p>")) == "<p>"
    assert printed(changed(PAGE, markdown=None, links=("a", "b"))) == "a\nb"


def test_values_are_printed_instead_of_the_text() -> None:
    found = changed(PAGE, fields={"title": "The ring"})
    assert (printed(found), heading(found)) == ('{"title":"The ring"}', None)
    both = changed(found, data={"miles": 4})
    assert printed(both) == '{"fields":{"title":"The ring"},"data":{"miles":4}}'


async def test_fields_are_taken_that_a_file_declares(
    cli: CommandLine, site: Site, tmp_path: Path
) -> None:
    site.pages["/lamps"] = "<h1>Lamps</h1><p class=price>R$ 1.299,90</p>"
    file = tmp_path / "fields.json"
    file.write_text(
        '[{"name": "title", "css": "h1"}, {"name": "price", "css": ".price", "type": "number"}]'
    )
    result = await cli("scrape", f"{site.url}/lamps", "--fields", str(file))
    assert msgspec.json.decode(result.stdout) == {"title": "Lamps", "price": 1299.9}


async def test_a_schema_needs_a_model_and_is_for_one_page(
    cli: CommandLine, site: Site, tmp_path: Path
) -> None:
    file = tmp_path / "schema.json"
    file.write_text('{"type": "object", "properties": {"title": {"type": "string"}}}')
    result = await cli("scrape", site.url + NOTICE, "--schema", str(file))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "AURORA_EXTRACTION_MODEL_URL" in result.stderr
    many = ("scrape", site.url + NOTICE, f"{site.url}/a", "--schema", str(file))
    assert (await cli(*many)).exit_code == 2


def test_remarks_are_sentences() -> None:
    asking = changed(PAGE, status=503, redirects=("x",), index=False, follow=False)
    assert remarks(PAGE) == []
    assert remarks(changed(asking, markdown=None, links=())) == [
        "Redirected to https://a.example/.",
        "https://a.example/ answers 503.",
        "The page says nothing that was asked for.",
        "The page asks not to be kept (noindex).",
        "The page asks not to follow its links (nofollow).",
    ]
    cut = "fields: only the first 1,000 of 'lamp' were taken"
    assert remarks(changed(PAGE, reasons=("too short", cut))) == [f"{cut}."]


async def test_the_text_is_printed_in_the_form_that_is_asked_for(
    cli: CommandLine, site: Site
) -> None:
    plain = await cli("scrape", site.url + NOTICE, "--format", "plain")
    assert NOTICE_SENTENCE in plain.stdout
    assert "#" not in plain.stdout
    printed = await cli("scrape", site.url + NOTICE, "--format", "json")
    whole = msgspec.json.decode(printed.stdout)
    first = whole["elements"][0]
    said = whole["text"][slice(*first["text"])].split()
    assert said == whole["plain"][slice(*first["plain"])].split()
