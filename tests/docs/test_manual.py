"""The manual: complete in both languages, whole by itself, and servable below any path."""

import re
from urllib.parse import urlsplit

import pytest
from tests.docs.manual import Manual, ManualPage

from aurora.cli import COMMANDS
from aurora.cli.cartography import routes
from aurora.settings import Settings

CODE_NAMES = re.compile(r"\bAURORA_[A-Z_]+\b|\b(?:GET|POST|PUT|PATCH|DELETE) /[\w/{}.-]+")
ROUTES = re.compile(r"\b(?:GET|POST|PUT|PATCH|DELETE) /v1/[\w/{}-]+")
UNNAMED = re.compile(r"\{[^}]*\}")
BATCH = ("GET /v1/batches/", "POST /v1/batches/")
FACTS = [
    (
        "perceiving",
        "A crawl slice takes at most 120 seconds.",
        "Uma fatia de rastreamento dura no máximo 120 segundos.",
    ),
    (
        "documents",
        "Aurora keeps embeddings in PostgreSQL by model and SHA-256 of the text.",
        "O Aurora guarda os embeddings no PostgreSQL, por modelo e pelo SHA-256 do texto.",
    ),
]


def elsewhere(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme not in ("", "data")


def dangling(manual: Manual, page: ManualPage) -> list[str]:
    by_file = {other.file: other for other in manual.pages.values()}
    broken = []
    for address in page.addresses():
        target, fragment = page.target(address), urlsplit(address).fragment
        if elsewhere(address):
            continue
        known = by_file[target].anchors if target in by_file else {fragment}
        if not target.is_file() or (fragment and fragment not in known):
            broken.append(address)
    return broken


def test_both_languages_have_the_same_pages(manual: Manual) -> None:
    assert manual.names("en") == manual.names("pt")
    assert len(manual.names("pt")) >= 14


def test_no_page_loads_anything_from_elsewhere(manual: Manual) -> None:
    loaded = {asset for page in manual.pages.values() for asset in page.assets()}
    assert loaded
    assert not {asset for asset in loaded if elsewhere(asset)}


def test_no_style_sheet_loads_anything_from_elsewhere(manual: Manual) -> None:
    sheets = [sheet.read_text() for sheet in manual.site.rglob("*.css")]
    assert sheets
    assert not [
        sheet for sheet in sheets if re.search(r"""(url\(|@import)\s*["']?\w*:?//""", sheet)
    ]


def test_every_link_leads_somewhere(manual: Manual) -> None:
    broken = {page.name: dangling(manual, page) for page in manual.pages.values()}
    assert not {name: addresses for name, addresses in broken.items() if addresses}


def test_no_link_depends_on_where_the_manual_is_served(manual: Manual) -> None:
    addresses = {address for page in manual.pages.values() for address in page.addresses()}
    assert not {address for address in addresses if address.startswith("/")}


def test_no_file_is_a_template_that_nobody_filled_in(manual: Manual) -> None:
    written = [file for kind in ("html", "xml", "json") for file in manual.site.rglob(f"*.{kind}")]
    assert not [file for file in written if "{%-" in file.read_text() or "{{" in file.read_text()]


def test_pages_say_which_language_they_are_in(manual: Manual) -> None:
    for name, page in manual.pages.items():
        expected = "pt" if name.split("/")[0] == "pt" else "en"
        assert page.tree.get("lang") == expected, name


def test_both_languages_name_the_same_settings_and_routes(manual: Manual) -> None:
    for name in manual.names("en"):
        english, portuguese = manual.pages[name], manual.pages[f"pt/{name}".removesuffix("/.")]
        assert set(CODE_NAMES.findall(english.text)) == set(CODE_NAMES.findall(portuguese.text))


@pytest.mark.parametrize(("name", "english", "portuguese"), FACTS)
def test_facts_stand_as_whole_sentences_in_both_languages(
    manual: Manual, name: str, english: str, portuguese: str
) -> None:
    assert english in manual.pages[name].text
    assert portuguese in manual.pages[f"pt/{name}"].text


def test_the_manual_describes_every_setting_and_no_other(manual: Manual) -> None:
    described = set(re.findall(r"\bAURORA_[A-Z_]+\b", manual.pages["settings"].text))
    assert described == {f"AURORA_{name.upper()}" for name in Settings.__struct_fields__}


@pytest.mark.parametrize("name", ["http-api", "pt/http-api"])
def test_the_manual_names_every_route_and_no_other(manual: Manual, name: str) -> None:
    named = {UNNAMED.sub("{}", found) for found in ROUTES.findall(manual.pages[name].text)}
    there = {f"{one.method} {UNNAMED.sub('{}', one.path)}" for one in routes()}
    of_batches = {one for one in there if one.startswith(BATCH)}
    as_for_crawls = {one for one in of_batches if one.replace("batches", "crawls") in named}
    assert named | as_for_crawls == {one for one in there if " /v1/" in one}


@pytest.mark.parametrize("name", ["command-line", "pt/command-line"])
def test_the_manual_describes_every_command_and_no_other(manual: Manual, name: str) -> None:
    cells = manual.pages[name].tree.xpath("//td[1]/code/text()")
    assert {cell.split()[1] for cell in cells if cell.startswith("aurora ")} == set(COMMANDS)
