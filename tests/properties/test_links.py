"""Links resolve to the same URLs, whatever pages share of the work."""

from hypothesis import given, settings
from hypothesis import strategies as st

from aurora.domains.errors import Invalid
from aurora.infrastructure.extraction.links import Base, resolve
from aurora.infrastructure.web.urls import AdaUrls

URLS = AdaUrls()
BASES = [
    "https://example.org/",
    "https://example.org/a",
    "https://example.org/a/b/",
    "https://example.org/a/b/c?q=1",
    "https://example.org/a?to=/x/y",
    "http://example.org:8080/a/b",
]
PIECES = [
    *("", ".", "..", "/", "//", "\\", "?", "#", ":", "@", "%2e", "%2F", " ", "\t", "\n", "é", "ß"),
    *("a", "b.html", "q=1", "utm_source=x", "http:", "https:", "mailto:", "other.example", "C|"),
]
HREFS = st.lists(st.sampled_from(PIECES), max_size=7).map("".join)


def against_all(href: str, base: str) -> str | None:
    """Resolve against the whole address, by the library alone."""
    try:
        return URLS.canonical(href.strip().translate(str.maketrans("", "", "\t\n\r")), base)
    except Invalid:
        return None


@given(HREFS, st.lists(st.sampled_from(BASES), min_size=1, max_size=4))
@settings(max_examples=500)
def test_a_link_resolves_as_against_the_whole_address_of_each_page(
    href: str, bases: list[str]
) -> None:
    found = [resolve(href, Base.of(base), URLS) for base in bases]
    assert found == [against_all(href, base) for base in bases]
