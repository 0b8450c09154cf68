"""What URLs promise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.domains.errors import Invalid
from aurora.domains.perception.url import Urls
from aurora.infrastructure.web.urls import AdaUrls

URLS: Urls = AdaUrls()

SAME = [
    ("HTTP://Example.ORG", "http://example.org/"),
    ("http://example.org:80/a", "http://example.org/a"),
    ("https://example.org:443/a", "https://example.org/a"),
    ("https://example.org:8443/a", "https://example.org:8443/a"),
    ("http://example.org/a#part", "http://example.org/a"),
    ("  http://example.org/a\n", "http://example.org/a"),
    ("http://example.org/a/../b/./c", "http://example.org/b/c"),
    ("http://example.org/a%2fb%c3%a7", "http://example.org/a%2Fb%C3%A7"),
    ("http://example.org/maçã", "http://example.org/ma%C3%A7%C3%A3"),
    ("http://bücher.example/", "http://xn--bcher-kva.example/"),
    ("http:\\\\example.org\\a", "http://example.org/a"),
    ("http://example.org/?b=2&a=1", "http://example.org/?b=2&a=1"),
    ("http://example.org/?a=1&a=1", "http://example.org/?a=1&a=1"),
    ("http://example.org/?utm_source=x&a=1&gclid=9", "http://example.org/?a=1"),
    ("http://example.org/?UTM_Campaign=x", "http://example.org/"),
    ("http://example.org/?utm%5Fsource=x&q=utm_source", "http://example.org/?q=utm_source"),
    ("http://example.org/?fbclid", "http://example.org/"),
    ("http://example.org/?pk_campaign=a&mtm_kwd=b&hsa_acc=c", "http://example.org/"),
    ("http://example.org/?", "http://example.org/"),
    ("http://example.org/?a=", "http://example.org/?a="),
    ("http://0x7f.1/", "http://127.0.0.1/"),
    ("http://2130706433/", "http://127.0.0.1/"),
    ("http://[0:0:0:0:0:0:0:1]/", "http://[::1]/"),
]
DIFFERENT = [
    ("http://example.org/a", "https://example.org/a"),
    ("http://example.org/a", "http://www.example.org/a"),
    ("http://example.org/a", "http://example.org./a"),
    ("http://example.org/a", "http://example.org:8080/a"),
    ("http://example.org/a", "http://example.org/A"),
    ("http://example.org/a", "http://example.org/a/"),
    ("http://example.org/a", "http://example.org//a"),
    ("http://example.org/a", "http://example.org/%61"),
    ("http://example.org/a/b", "http://example.org/a%2Fb"),
    ("http://example.org/a+b", "http://example.org/a%20b"),
    ("http://example.org/a", "http://example.org/a;v=1"),
    ("http://example.org/a", "http://example.org/a/index.html"),
    ("http://example.org/?a=1&b=2", "http://example.org/?b=2&a=1"),
    ("http://example.org/?a=1", "http://example.org/?A=1"),
    ("http://example.org/?a=1", "http://example.org/?a=1&a=1"),
    ("http://example.org/?a", "http://example.org/?a="),
    ("http://example.org/?a=b+c", "http://example.org/?a=b%20c"),
    ("http://example.org/?a=1", "http://example.org/?a=1&"),
    ("http://example.org/", "http://example.org/?pk_id=1"),
    ("http://example.org/", "http://example.org/?ga=1"),
    ("http://example.org/", "http://example.org/?ref=1"),
    ("http://example.org/", "http://example.org/?q=gclid"),
    ("http://example.org/", "http://example.org/?xutm_source=1"),
    ("http://maca.example/", "http://maçã.example/"),
]
REFUSED = [
    "",
    "example.org",
    "/path",
    "ftp://example.org/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "mailto:a@example.org",
    "gopher://example.org/",
    "http://",
    "http://user@example.org/",
    "http://user:secret@example.org/",
    "http://:secret@example.org/",
    "http://exa mple.org/",
    "http://example.org/\x00",
    "http://exam\x00ple.org/",
    "http://example.org/a\tb",
    "http://example.org/a\r\nHost: b",
    "http://example.org:99999/",
    "http://1.2.3.4.5/",
    "http://[::1/",
    "http://example.org/\ud800",
    "http://example.org/" + "a" * 2_000,
]


@pytest.mark.parametrize(("url", "canonical"), SAME)
def test_one_page_has_one_canonical_form(url: str, canonical: str) -> None:
    assert URLS.canonical(url) == canonical


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_the_server_tells_apart_stays_apart(one: str, other: str) -> None:
    assert URLS.canonical(one) != URLS.canonical(other)


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("http://Example.org#/a/b", "http://example.org/#/a/b"),
        ("http://example.org/x?utm_source=y#!a=1 ", "http://example.org/x#!a=1"),
        ("http://example.org/#!/a%2fb?c=maçã", "http://example.org/#!/a%2Fb?c=ma%C3%A7%C3%A3"),
        *((f"http://example.org/{end}", "http://example.org/")
          for end in ("", "#", "#/", "#!", "#!/", "#top", "#//a", "#a/b", "#access_token=x")),
    ],
)  # fmt: skip
def test_a_fragment_stays_with_what_is_named_where_it_names_a_page_of_an_application(
    url: str, named: str
) -> None:
    assert URLS.named(url) == URLS.named(named) == named
    assert URLS.canonical(url) == named.partition("#")[0]


def test_no_fragment_makes_a_url_longer_than_any_may_be() -> None:
    with pytest.raises(Invalid, match="longer than"):
        URLS.named("http://example.org/#/" + "a" * 1_980)


@pytest.mark.parametrize("url", REFUSED)
def test_what_is_never_fetched_is_invalid(url: str) -> None:
    with pytest.raises(Invalid) as refused:
        URLS.canonical(url)
    assert refused.value.field == "url"


@pytest.mark.parametrize(
    ("href", "joined"),
    [
        ("b", "http://example.org/a/b"),
        ("../b?x=1", "http://example.org/b?x=1"),
        ("//other.example/b", "http://other.example/b"),
        ("?q=1", "http://example.org/a/?q=1"),
        ("#top", "http://example.org/a/"),
        ("https://other.example", "https://other.example/"),
    ],
)
def test_references_are_resolved_against_their_base(href: str, joined: str) -> None:
    assert URLS.canonical(href, base="http://example.org/a/") == joined


@pytest.mark.parametrize(
    "href", ["javascript:void(0)", "mailto:a@b.example", "tel:123", "http:///"]
)
def test_a_base_makes_no_other_scheme_fetchable(href: str) -> None:
    with pytest.raises(Invalid):
        URLS.canonical(href, base="http://user:secret@example.org/")


def test_the_host_keeps_a_port_of_its_own() -> None:
    assert URLS.host("http://example.org:8080/a") == "example.org:8080"
    assert URLS.host("https://[::1]/a") == "[::1]"


TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
PIECES = st.sampled_from(
    [
        "?",
        "&",
        "=",
        "#",
        "%",
        "%2",
        "%41",
        "%c3%a7",
        "..",
        "/",
        "\\",
        ";",
        "utm_a=1",
        "a",
        "@",
        ":80",
    ]
)


@given(st.lists(PIECES | TEXT, max_size=8).map("".join), st.sampled_from(["http", "https"]))
def test_canonical_forms_are_their_own_canonical_form(rest: str, scheme: str) -> None:
    try:
        once = URLS.canonical(f"{scheme}://example.org/{rest}")
    except Invalid:
        return
    assert URLS.canonical(once) == once


@given(st.lists(st.tuples(st.from_regex("[a-t][a-z]{0,5}", fullmatch=True), TEXT), max_size=5))
def test_parameters_that_do_not_track_are_all_kept(pairs: list[tuple[str, str]]) -> None:
    from urllib.parse import parse_qsl, urlencode

    kept = [(name, value) for name, value in pairs if name not in {"epik", "igsh"}]
    url = URLS.canonical("http://example.org/?" + urlencode([*kept, ("utm_source", "x")]))
    assert parse_qsl(url.partition("?")[2], keep_blank_values=True) == kept
