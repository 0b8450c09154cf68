"""What a page says of its kind by its address."""

import pytest

from aurora.infrastructure.extraction.charset import clean
from aurora.infrastructure.extraction.content.content import measured
from aurora.infrastructure.extraction.content.signals import PATHS
from aurora.infrastructure.extraction.content.visible import Visible
from aurora.infrastructure.extraction.parsed import parse


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("/2009/05/the-lake", {"article"}),
        ("/noticias/o-lago", {"article"}),
        ("/artikel/der-see", {"article"}),
        ("/1789/the-lake", set()),
        ("/handbuch/see", {"documentation"}),
        ("/leistungen", {"service"}),
        ("/the-lake", set()),
    ],
)
def test_steps_of_addresses_tell_kinds_in_several_languages(path: str, kinds: set[str]) -> None:
    html = clean(b"<html><body><p>A lake.</p></body></html>", "text/html", html=True)
    page = parse(html, f"https://example.org{path}")
    assert page
    said = measured(page, Visible(page.tree))[2]
    assert {kind for kind in PATHS if said[f"step {kind}"]} == kinds
