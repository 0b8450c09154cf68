"""URLs that the server cannot tell apart have one canonical form; all others have their own."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import assume, given
from hypothesis import strategies as st

from aurora.domains.errors import Invalid
from aurora.infrastructure.web.urls import AdaUrls

CANONICAL = AdaUrls().canonical
PLAIN = "abcxyzABCXYZ0189-_~!$'()*+,;:@"
TRACKING = ["utm_source=x", "UTM_Medium", "fbclid=1", "gclid=", "utm%5Fterm=x", "mtm_campaign=a"]
HOSTS = ["example.org", "a-b.example", "xn--bcher-kva.example", "8.8.8.8", "[2606:4700::1]"]
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Parts:
    """A URL in parts, each as it stands in the canonical form."""

    scheme: str
    host: str
    port: int
    segments: tuple[str, ...]
    query: tuple[str, ...]
    fragment: str = ""

    @property
    def url(self) -> str:
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        query = f"?{'&'.join(self.query)}" if self.query else ""
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"{self.scheme}://{self.host}{port}/{'/'.join(self.segments)}{query}{fragment}"


ESCAPED = st.integers(0, 255).map(lambda byte: f"%{byte:02X}").filter(lambda one: one != "%2E")
TEXT = st.text(PLAIN, min_size=1, max_size=4)
PIECE = st.lists(TEXT | ESCAPED, min_size=1, max_size=2).map("".join)
SEGMENT = PIECE | st.just("")
PARTS = st.builds(
    Parts,
    scheme=st.sampled_from(["http", "https"]),
    host=st.sampled_from(HOSTS),
    port=st.sampled_from([80, 443, 8080]),
    segments=st.lists(SEGMENT, min_size=1, max_size=5).map(tuple),
    query=st.lists(
        st.builds("q{}={}".format, PIECE, PIECE).map(lambda text: text.replace("'", "")), max_size=4
    ).map(tuple),
)
SAME: list[Callable[[Parts], str]] = [
    lambda it: f"  {it.url}\n",
    lambda it: it.url.replace(it.host, it.host.upper(), 1),
    lambda it: it.url.replace("http", "HTTP", 1),
    lambda it: replace(it, fragment="part/../?x=%41").url,
    lambda it: it.url.replace(f"{it.host}/", f"{it.host}:{PORTS[it.scheme]}/", 1),
    lambda it: it.url.replace(f"{it.host}/", f"{it.host}:0{PORTS[it.scheme]}/", 1),
    lambda it: replace(it, segments=(".", *it.segments)).url,
    lambda it: replace(it, segments=("gone", "..", *it.segments)).url,
    lambda it: replace(it, segments=("gone", "%2e%2E", *it.segments)).url,
    lambda it: _lower_escapes(it.url),
]
OTHER: list[Callable[[Parts], Parts]] = [
    lambda it: replace(it, scheme="https" if it.scheme == "http" else "http", port=8081),
    lambda it: replace(it, port=8082),
    lambda it: replace(it, host="other.example"),
    lambda it: replace(it, host=f"www.{it.host}" if it.host[-1].isalpha() else "9.9.9.9"),
    lambda it: replace(it, segments=tuple(map(_other_case, it.segments))),
    lambda it: replace(it, segments=(*it.segments, "")),
    lambda it: replace(it, segments=("", *it.segments)),
    lambda it: replace(it, segments=tuple(one.replace("a", "%61") for one in it.segments)),
    lambda it: replace(it, segments=tuple(one.replace("%2F", "/") for one in it.segments)),
    lambda it: replace(it, segments=tuple(one.replace("~", "%7E") for one in it.segments)),
    lambda it: replace(it, segments=tuple(one.replace("+", "%20") for one in it.segments)),
    lambda it: replace(it, segments=(*it.segments[:-1], f"{it.segments[-1]};v=1")),
    lambda it: replace(it, query=it.query[::-1]),
    lambda it: replace(it, query=it.query[1:]),
    lambda it: replace(it, query=(*it.query, "page=2")),
    lambda it: replace(it, query=(*it.query, *it.query[:1])),
    lambda it: replace(it, query=tuple(map(_other_case, it.query))),
    lambda it: replace(it, query=tuple(one.replace("+", "%20") for one in it.query)),
    lambda it: replace(it, query=tuple(one.partition("=")[0] for one in it.query)),
    lambda it: replace(it, query=("pk_id=1", *it.query)),
    lambda it: replace(it, query=("sessionid=1", *it.query)),
]


def _other_case(text: str) -> str:
    return re.sub(r"%..|.", lambda one: one[0].swapcase() if len(one[0]) == 1 else one[0], text)


def _lower_escapes(url: str) -> str:
    head, *rest = url.split("%")
    return "%".join([head, *(part[:2].lower() + part[2:] for part in rest)])


@given(PARTS)
def test_a_canonical_url_is_its_own_canonical_form(it: Parts) -> None:
    assert CANONICAL(it.url) == it.url


@given(PARTS, st.sampled_from(range(len(SAME))))
def test_what_the_server_cannot_see_is_merged(it: Parts, number: int) -> None:
    if 4 <= number <= 5:
        it = replace(it, port=PORTS[it.scheme])
    assert CANONICAL(SAME[number](it)) == it.url


@given(PARTS, st.lists(st.tuples(st.sampled_from(TRACKING), st.integers(0, 5)), min_size=1))
def test_tracking_parameters_are_merged_wherever_they_stand(
    it: Parts, tracking: list[tuple[str, int]]
) -> None:
    query = list(it.query)
    for parameter, place in tracking:
        query.insert(place, parameter)
    assert CANONICAL(replace(it, query=tuple(query)).url) == it.url


@given(PARTS, st.sampled_from(range(len(OTHER))))
def test_what_the_server_can_see_is_never_merged(it: Parts, number: int) -> None:
    other = OTHER[number](it)
    assume(other != it)
    assert CANONICAL(other.url) != CANONICAL(it.url)


@given(PARTS, PARTS)
def test_different_urls_have_different_canonical_forms(one: Parts, other: Parts) -> None:
    assert (CANONICAL(one.url) == CANONICAL(other.url)) is (one == other)


REFERENCE = st.lists(
    st.sampled_from(["..", ".", "/", "//", "?", "#", "a", "%2e", "\\", "utm_a=1", "b=c", "&", ";"]),
    max_size=7,
).map("".join)


def _joined(href: str, base: str) -> str | None:
    try:
        return CANONICAL(href, base)
    except Invalid:
        return None


@given(REFERENCE, PARTS, st.sampled_from(TRACKING))
def test_references_lead_to_the_same_place_from_every_form_of_their_base(
    href: str, base: Parts, tracking: str
) -> None:
    decorated = replace(base, query=(*base.query, tracking), fragment="part")
    assert _joined(href, decorated.url) == _joined(href, base.url)


@given(REFERENCE, PARTS)
def test_what_was_joined_is_canonical_and_needs_no_base(href: str, base: Parts) -> None:
    joined = _joined(href, base.url)
    assume(joined is not None)
    assert joined is not None
    assert CANONICAL(joined) == joined
    assert CANONICAL(joined, "https://elsewhere.example/a/b?c") == joined


@given(st.text(max_size=40), st.sampled_from(["", "http://", "https://example.org/", "//"]))
def test_whatever_is_asked_is_canonical_or_invalid(text: str, start: str) -> None:
    url = _joined(start + text, "http://example.org/")
    if url is not None:
        assert CANONICAL(url) == url
        assert url.isascii()
        assert url.startswith(("http://", "https://"))
        assert "#" not in url
        assert "@" not in AdaUrls().host(url)
