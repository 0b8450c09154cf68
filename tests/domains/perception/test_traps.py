"""Links that a site makes up without end are told from those that people wrote."""

import pytest

from aurora.domains.perception.traps import trap

YEAR = 2026


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("calendar/2031/05", "calendar"),
        ("events/2187-1/", "calendar"),
        ("cal?year=2090&month=3", "calendar"),
        ("cal?view=day&date=1299-12-31", "calendar"),
        ("agenda?ano=2090", "calendar"),
        ("diary/1299/12/", "calendar"),
        ("a/b/a/b/a/b/a/b/", "repetition"),
        ("img/img/img/img/x.html", "repetition"),
        ("/".join(str(number) for number in range(40)), "depth"),
        ("search?" + "&".join(f"facet{number}=on" for number in range(60)), "query"),
        ("shop;jsessionid=8F3A0C2B9D1E4F5A6B7C", "session"),
        ("page?PHPSESSID=4f6d8a0b2c1e3f5a7b9d", "session"),
        ("(sessionid=a1b2c3d4e5f6a7b8c9d0)/home", "session"),
        ("user/login/?next=/topic/5/", "return"),
        ("wp-login.php?a=1&redirect_to=https%3A%2F%2Fsite.example%2Fpost", "return"),
        ("account/login?ReturnUrl=%2Fcart", "return"),
    ],
)
def test_a_trap_is_named(path: str, kind: str) -> None:
    assert trap(f"https://site.example/{path}", YEAR) == kind


@pytest.mark.parametrize(
    "path",
    [
        "",
        "blog/2019/03/a-day-at-the-sea",
        "news/2026-11-23/",
        "calendar/2028/12",
        "a/b/a/c/a/",
        "docs/v2/guide/install?lang=pt",
        "article/12345/67",
        "search?sid=short&q=lighthouse",
        "size/1200/11",
        "archive?year=1931",
        "archive/1865/04/",
        "gazette/1455-02-23/",
        "photographs?date=1839-08-19",
        "isbn/2200-12/",
        "akhbar/1399/05/",
        "khao?year=2569",
        "topic/5?next=3",
        "search?q=next=/&page=2",
        "out?url=https://other.example/",
        "s?q=a-long-question-about-lighthouses-in-1931",
    ],
)
def test_what_people_write_is_none(path: str) -> None:
    assert trap(f"https://site.example/{path}", YEAR) is None
