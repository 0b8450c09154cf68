"""To whom a crawl shows its headers and cookies, and which it may have."""

import pytest

from aurora.domains.errors import Invalid
from aurora.domains.perception.credentials import Credentials

STARTS = ("https://a.example/docs/", "http://b.example:8080/")
OWN = Credentials(headers={"X-Key": "hush"}, cookies={"s": "1", "t": "2"}, start_urls=STARTS)
SENT = {"X-Key": "hush", "Cookie": "s=1; t=2"}


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://a.example/", True),
        ("https://www.a.example/x", True),
        ("http://b.example:8080/x", True),
        ("https://b.example:8080/x", True),
        ("http://a.example/", False),
        ("https://a.example:8443/", False),
        ("http://b.example/", False),
        ("https://sub.a.example/", False),
        ("https://a.example.org/", False),
        ("https://elsewhere.example/?https://a.example/", False),
    ],
)
def test_only_the_hosts_of_the_start_urls_get_them(url: str, sent: bool) -> None:
    assert OWN.headers_for(url) == (SENT if sent else {})


@pytest.mark.parametrize(
    "name",
    [
        "Host",
        "connection",
        "Content-Length",
        "Transfer-Encoding",
        "TE",
        "Upgrade",
        "Accept-Encoding",
        "User-Agent",
        "Cookie",
        "Range",
        "If-None-Match",
    ],
)
def test_reserved_names_are_refused_by_name(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        Credentials(headers={name: "x"}).check()
    assert refused.value.field == f"headers.{name}"


@pytest.mark.parametrize("value", ["a\r\nX: y", "a\nb", "a\0b", "a\x7f", "é", "x" * 4_097])
def test_a_value_that_no_request_may_carry_is_refused_without_telling_it(value: str) -> None:
    for given, field in (
        (Credentials(headers={"X": value}), "headers.X"),
        (Credentials(cookies={"c": value}), "cookies.c"),
    ):
        with pytest.raises(Invalid) as refused:
            given.check()
        assert refused.value.field == field
        assert value not in str(refused.value)


@pytest.mark.parametrize("name", ["", "a b", "a:b", "a\nb", "é", "x" * 101])
def test_a_name_is_a_token(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        Credentials(cookies={name: "x"}).check()
    assert refused.value.field == "cookies"


def test_a_header_is_given_once_in_whatever_letters() -> None:
    with pytest.raises(Invalid, match="twice"):
        Credentials(headers={"X-Key": "1", "x-key": "2"}).check()


def test_a_cookie_holds_no_second_one() -> None:
    with pytest.raises(Invalid, match="semicolon"):
        Credentials(cookies={"a": "1; b=2"}).check()


def test_there_are_not_too_many_of_them() -> None:
    with pytest.raises(Invalid, match="at most"):
        Credentials(headers={f"x-{number}": "1" for number in range(51)}).check()
    with pytest.raises(Invalid, match="at most"):
        Credentials(cookies={f"c{number}": "x" * 4_000 for number in range(5)}).check()


def test_they_are_not_told_by_accident() -> None:
    assert "hush" not in repr(OWN) + str(OWN)
