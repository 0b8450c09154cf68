"""Refreshes are read as browsers read them, and lead on like links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.page import Source, read
from aurora.infrastructure.extraction.refresh import CONTENT, Refresh, refresh_of
from aurora.infrastructure.web.urls import AdaUrls

URL = "https://example.org/docs/"


def refresh(content: str, name: str = "refresh") -> Refresh | None:
    [node] = LexborHTMLParser("<meta>").css("meta")
    node.attrs["http-equiv"], node.attrs["content"] = name, content
    return refresh_of(node)


@pytest.mark.parametrize(
    ("content", "href", "seconds"),
    [
        ("0; url=en/latest/index.html", "en/latest/index.html", 0),
        ("0;URL='en/'", "en/", 0),
        (' 5 , url = "a b" behind', "a b", 5),
        ("1.5;url=a", "a", 1),
        (".5;url=a", "a", 0),
        ("0 en/", "en/", 0),
        ("0;url", "url", 0),
        ("3600; URL=.", ".", 3600),
        ("9" * 5_000 + ";url=a", "a", float("inf")),
    ],
)
def test_a_refresh_names_its_target_and_its_delay(content: str, href: str, seconds: float) -> None:
    assert refresh(content) == Refresh(href, seconds)


@pytest.mark.parametrize("content", ["", "30", "5;", "0; url=", "0; url=''", "url=a", "0x;url=a"])
def test_what_leads_nowhere_is_no_refresh(content: str) -> None:
    assert refresh(content) is None


def test_another_meta_element_is_no_refresh() -> None:
    assert refresh("0; url=a", "content-type") is None


@given(st.text("0. ;,\"'=url\n", max_size=40))
def test_no_content_is_misread(content: str) -> None:
    found = CONTENT.match(content)
    read = refresh(content)
    assert read is None or (found and read.href in content)


@pytest.mark.parametrize("filling", ["1", " ", ".", ";", "1.", " ;", "u", "="])
def test_a_long_content_comes_to_an_end(filling: str) -> None:
    found = refresh("0" + filling * 300_000 + "x")
    assert found is None or found.href.endswith("x")


@pytest.mark.parametrize(
    ("head", "followed"),
    [
        ('<meta http-equiv="Refresh" content="30; url=later">', (f"{URL}later", f"{URL}a")),
        ('<base href="/b/"><meta http-equiv=refresh content="0;later">',
         ("https://example.org/b/later", "https://example.org/b/a")),
        ('<noscript><meta http-equiv=refresh content="0;url=plain"></noscript>', (f"{URL}a",)),
        ('<meta http-equiv=refresh content="0;url=javascript:x()">', (f"{URL}a",)),
        ('<meta name=robots content=nofollow><meta http-equiv=refresh content="0;url=later">', ()),
    ],
)  # fmt: skip
def test_a_refresh_is_a_link(head: str, followed: tuple[str, ...]) -> None:
    html = f"<html><head><title>Moved</title>{head}</head><body><p>It moved. <a href=a>A</a></p>"
    source = Source(content=html.encode(), content_type="text/html; charset=utf-8", url=URL)
    assert read(source, AdaUrls()).links == followed
