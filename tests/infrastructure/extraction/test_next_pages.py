"""The next page of a list is a link like any other, wherever it is named, and so are frames."""

from collections.abc import Callable

import pytest

from aurora.infrastructure.extraction.charset import Text
from aurora.infrastructure.extraction.outline import outline
from aurora.infrastructure.extraction.page import Source, read
from aurora.infrastructure.extraction.parsed import parse
from aurora.infrastructure.web.urls import AdaUrls

URL = "https://example.org/list/"
Links = Callable[[str], tuple[str, ...]]


def by_reading(html: str) -> tuple[str, ...]:
    content_type = "text/html; charset=utf-8"
    return read(Source(content=html.encode(), content_type=content_type, url=URL), AdaUrls()).links


def by_outline(html: str) -> tuple[str, ...]:
    page = parse(Text(html, html.encode()), URL)
    assert page
    return outline(page, AdaUrls()).links


@pytest.mark.parametrize("links", [by_reading, by_outline])
@pytest.mark.parametrize(
    ("head", "body", "followed"),
    [
        ('<link rel="next" href="?page=2">', "", True),
        ("<link rel='prefetch NEXT' href='?page=2'>", "", True),
        ("", '<a rel="next" href="?page=2">more</a>', True),
        ("", '<a rel="next nofollow" href="?page=2">more</a>', False),
        ('<link rel="stylesheet" href="?page=2">', "", False),
    ],
)
def test_the_next_page_is_followed(links: Links, head: str, body: str, followed: bool) -> None:
    html = f"<html><head><title>List</title>{head}</head><body><p>One.</p>{body}</body></html>"
    assert links(html) == (((URL + "?page=2"),) if followed else ())


@pytest.mark.parametrize("links", [by_reading, by_outline])
def test_frames_are_followed_as_links_are(links: Links) -> None:
    frames = "<frame src=menu.html><frame name=main><frame src='../home.html'>"
    html = f"<html><head><title>Old</title></head><frameset cols='20%,80%'>{frames}</frameset>"
    assert links(html) == (f"{URL}menu.html", "https://example.org/home.html")
