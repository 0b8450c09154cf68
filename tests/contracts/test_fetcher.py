"""What fetchers promise, in memory and over HTTP."""

from collections.abc import AsyncIterator, Sequence
from itertools import pairwise

import pytest
from tests.site.content import ARTICLES
from tests.site.server import NOTICE, Site, serve_site

from aurora.domains.errors import Invalid
from aurora.domains.perception.ports import Fetcher
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.infrastructure.memory.web import MemoryFetcher
from aurora.infrastructure.web.addresses import AddressRule, parse_targets
from aurora.infrastructure.web.fetcher import AiohttpFetcher
from aurora.infrastructure.web.urls import AdaUrls

ARTICLE = ARTICLES[0].path
MOVED = ("/moved/1", "/moved/2", "/moved/3")


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with serve_site() as site:
        yield site


@pytest.fixture(params=["memory", "aiohttp"])
async def fetcher(request: pytest.FixtureRequest, site: Site) -> AsyncIterator[Fetcher]:
    if request.param == "memory":
        yield in_memory(site)
        return
    rule = AddressRule(parse_targets("127.0.0.1/32:1024-65535"))
    over_http = AiohttpFetcher(AdaUrls(), rule, agent="Aurora/0 (+me)", lookup=no_names)
    yield over_http
    await over_http.aclose()


async def no_names(host: str) -> Sequence[str]:
    raise OSError(f"{host} is not known")


def in_memory(site: Site) -> MemoryFetcher:
    html = {"content-type": "text/html; charset=utf-8"}
    pages: dict[str, Fetched | FetchFailed] = {
        site.url + path: Fetched(url=site.url + path, status=200, headers=html, body=text.encode())
        for path, text in site.pages.items()
    }
    article = pages[site.url + ARTICLE]
    assert isinstance(article, Fetched)
    pages[site.url + MOVED[0]] = Fetched(
        url=article.url,
        status=200,
        headers=html,
        body=article.body,
        redirects=tuple(site.url + path for path in MOVED),
    )
    for path, reason in FAILING:
        pages[site.url + path] = FetchFailed(reason, "laid out")
    return MemoryFetcher(pages)


FAILING = [
    ("/loop/a", FetchError.TOO_MANY_REDIRECTS),
    ("/metadata", FetchError.FORBIDDEN_ADDRESS),
    ("/huge", FetchError.TOO_LARGE),
    ("/bomb", FetchError.BOMB),
    ("/broken", FetchError.CONNECTION),
]


async def test_a_page_comes_with_status_headers_and_body(fetcher: Fetcher, site: Site) -> None:
    page = await fetcher.fetch(site.url + NOTICE)
    assert (page.url, page.status, page.media_type) == (site.url + NOTICE, 200, "text/html")
    assert page.body == site.pages[NOTICE].encode()
    assert page.redirects == ()
    assert all(name == name.lower() for name in page.headers)


async def test_further_headers_are_decided_for_the_url_that_is_asked(
    fetcher: Fetcher, site: Site
) -> None:
    asked: list[str] = []

    def headers(url: str) -> dict[str, str]:
        asked.append(url)
        return {"X-Crawl": "1", "Host": "elsewhere.example"}

    page = await fetcher.fetch(f"{site.url}/a/..{NOTICE}", headers=headers)
    assert page.status == 200
    assert asked == [site.url + NOTICE]


async def test_a_missing_page_is_an_answer(fetcher: Fetcher, site: Site) -> None:
    assert (await fetcher.fetch(f"{site.url}/missing")).status == 404


async def test_redirects_are_followed_and_told(fetcher: Fetcher, site: Site) -> None:
    page = await fetcher.fetch(site.url + MOVED[0])
    assert page.url == site.url + ARTICLE
    assert page.redirects == tuple(site.url + path for path in MOVED)


async def test_one_request_is_made_where_redirects_are_not_followed(
    fetcher: Fetcher, site: Site
) -> None:
    steps = [*MOVED, ARTICLE]
    for step, after in pairwise(steps):
        page = await fetcher.fetch(site.url + step, follow=False)
        assert (page.url, page.moved_to) == (site.url + step, site.url + after)
        assert 300 < page.status < 400
        assert (page.body, page.redirects) == (b"", ())
    page = await fetcher.fetch(site.url + ARTICLE, follow=False)
    assert (page.status, page.moved_to) == (200, None)


async def test_a_fragment_that_names_a_page_is_not_sent_and_stays_with_it(
    fetcher: Fetcher, site: Site
) -> None:
    page = await fetcher.fetch(f"{site.url}{MOVED[0]}#/a")
    assert (page.status, page.url) == (200, f"{site.url}{ARTICLE}#/a")
    assert page.redirects == tuple(f"{site.url}{path}#/a" for path in MOVED)
    step = await fetcher.fetch(f"{site.url}{MOVED[0]}#/a", follow=False)
    assert step.moved_to == f"{site.url}{MOVED[1]}#/a"


@pytest.mark.parametrize(("path", "reason"), FAILING)
async def test_failures_name_their_reason(
    fetcher: Fetcher, site: Site, path: str, reason: FetchError
) -> None:
    with pytest.raises(FetchFailed) as failed:
        await fetcher.fetch(site.url + path)
    assert failed.value.reason is reason
    assert str(failed.value)


async def test_names_that_do_not_exist_are_named(fetcher: Fetcher) -> None:
    with pytest.raises(FetchFailed) as failed:
        await fetcher.fetch("http://nowhere.invalid/")
    assert failed.value.reason is FetchError.NAME_NOT_FOUND


async def test_only_addresses_that_are_never_connected_to_are_forbidden(
    fetcher: Fetcher, site: Site
) -> None:
    assert not fetcher.forbids(site.url + ARTICLE)
    assert not fetcher.forbids("https://example.org/")
    for host in ("10.0.0.1", "169.254.169.254", "[fd00:ec2::254]", "localhost"):
        assert fetcher.forbids(f"http://{host}/")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://a:b@example.org/", "not a url"])
async def test_what_is_no_web_address_is_invalid(fetcher: Fetcher, url: str) -> None:
    with pytest.raises(Invalid):
        await fetcher.fetch(url)
