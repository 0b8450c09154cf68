"""What a crawl covers."""

from uuid import UUID

import pytest

from aurora.domains.errors import Invalid
from aurora.domains.perception.crawl import START_LIMIT, Crawl, CrawlPlan
from aurora.domains.perception.types import Scope


def crawl(*starts: str, scope: Scope = Scope.HOST) -> Crawl:
    return Crawl.start(UUID(int=1), UUID(int=2), CrawlPlan(start_urls=starts, scope=scope))


@pytest.mark.parametrize(
    ("start", "url", "covered"),
    [
        ("https://a.example/", "https://a.example/x/y?z", True),
        ("https://a.example/deep/page", "https://a.example/", True),
        ("https://a.example/", "https://www.a.example/", True),
        ("http://www.a.example/", "https://a.example/x", True),
        ("https://a.example/", "https://b.a.example/", False),
        ("https://a.example/", "https://a.example.org/", False),
        ("https://a.example/", "https://a.example:8080/", False),
        ("http://127.0.0.1:8001/", "http://127.0.0.1:8002/", False),
        ("http://127.0.0.1:8001/", "http://127.0.0.1:8001/a", True),
        ("https://a.example/", "https://b.example/?https://a.example/", False),
    ],
)
def test_a_host_is_one_site(start: str, url: str, covered: bool) -> None:
    assert crawl(start).covers(url) is covered


@pytest.mark.parametrize(
    ("start", "url", "covered"),
    [
        ("https://a.example/docs/", "https://a.example/docs/x", True),
        ("https://a.example/docs/index.html", "https://a.example/docs/x?y#", True),
        ("https://a.example/docs/", "https://a.example/docs", False),
        ("https://a.example/docs/", "https://a.example/docs-old/x", False),
        ("https://a.example/docs/?next=/x/", "https://a.example/docs/y", True),
        ("https://a.example/docs/", "https://a.example/?from=/docs/", False),
        ("https://a.example/", "https://a.example/anything", True),
        ("https://a.example/docs/", "https://b.example/docs/x", False),
    ],
)
def test_a_prefix_is_what_lies_below_a_path(start: str, url: str, covered: bool) -> None:
    assert crawl(start, scope=Scope.PREFIX).covers(url) is covered


@pytest.mark.parametrize(
    ("scope", "url", "covered"),
    [
        (Scope.SUBDOMAINS, "https://a.example.com/x", True),
        (Scope.SUBDOMAINS, "https://www.a.example.com/x", True),
        (Scope.SUBDOMAINS, "https://deep.b.a.example.com/", True),
        (Scope.SUBDOMAINS, "https://example.com/", False),
        (Scope.SUBDOMAINS, "https://xa.example.com/", False),
        (Scope.SUBDOMAINS, "https://b.a.example.com:8443/", False),
        (Scope.DOMAIN, "https://example.com/", True),
        (Scope.DOMAIN, "https://b.example.com:8443/x", True),
        (Scope.DOMAIN, "https://example.org/", False),
        (Scope.DOMAIN, "https://notexample.com/", False),
        (Scope.EXTERNAL, "http://anywhere.test/", True),
    ],
)
def test_wider_scopes_reach_further(scope: Scope, url: str, covered: bool) -> None:
    plan = CrawlPlan(start_urls=("https://a.example.com/",), domains=("example.com",), scope=scope)
    assert Crawl.start(UUID(int=1), UUID(int=2), plan).covers(url) is covered


def test_any_start_opens_its_site() -> None:
    assert crawl("https://a.example/", "https://b.example/").covers("https://b.example/x")


def test_too_many_starts_are_refused() -> None:
    with pytest.raises(Invalid):
        crawl(*(f"https://a.example/{number}" for number in range(START_LIMIT + 1)))


def test_finishing_twice_is_recorded_once() -> None:
    once = crawl("https://a.example/")
    once.finish()
    once.finish()

    assert len(once.pending) == 2
