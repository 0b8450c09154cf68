"""The page behind the links in letters."""

import re
from collections.abc import AsyncIterator

import pytest
from tests.api.reception import Client, served
from tests.harness import Harness

from aurora.api import identity
from aurora.api.identity.account_page import DIRECTORY, account_page
from aurora.domains.identity.links import Links

SCRIPT = (DIRECTORY / "account.js").read_text()


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    async with served(Harness([], {}).bus, [], account_page()) as client:
        yield client


@pytest.mark.parametrize("path", ["/account", "/account/"])
async def test_a_link_leads_to_the_page(client: Client, path: str) -> None:
    answer = await client.get(path)

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "account.js" in answer.text


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/account/account.js", "text/javascript"), ("/account/account.css", "text/css")],
)
async def test_what_the_page_needs_comes_from_here(client: Client, path: str, kind: str) -> None:
    answer = await client.get(path)

    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, kind)


async def test_no_other_origin_gets_into_the_page_or_hears_from_it(client: Client) -> None:
    headers = (await client.get("/account")).headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert (headers["referrer-policy"], headers["x-content-type-options"]) == (
        "no-referrer", "nosniff",
    )  # fmt: skip


def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing_inline() -> None:
    page = (DIRECTORY / "index.html").read_text()

    assert "//" not in page
    assert re.findall(r"<script[^>]*>[^<]", page) == []
    assert re.findall(r"\son\w+=|style=", page) == []


def test_the_page_says_everything_in_both_languages() -> None:
    english, portuguese = (
        set(re.findall(r"^    (\w+):", part, re.MULTILINE))
        for part in SCRIPT.partition("};")[0].split("  pt: {")
    )
    shown = set(re.findall(r'data-text="(\w+)"', (DIRECTORY / "index.html").read_text()))

    assert shown <= english
    assert {word for word in portuguese if not word.endswith("_wrong")} == english


def test_the_page_knows_every_link_and_sends_it_where_there_is_a_route() -> None:
    links = Links("https://aurora.example.org")
    made = {link.partition("#")[2].partition("=")[0] for link in (
        links.invitation("x"), links.password_reset("x"), links.address("x"),
    )}  # fmt: skip
    sends = dict(re.findall(r'(\w+): "/v1(/[\w/-]+)"', SCRIPT))
    routes = {path for route in identity.ROUTES for path in route.paths}

    assert set(sends) == made
    assert set(sends.values()) <= routes
