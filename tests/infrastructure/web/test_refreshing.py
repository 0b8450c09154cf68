"""Pages of HTML that are nothing but a redirect."""

import pytest
from tests.infrastructure.web.wire import response, talking

from aurora.domains.perception.types import Fetched
from aurora.infrastructure.web.refreshing import sent_on
from aurora.infrastructure.web.urls import AdaUrls

URL = "https://example.org/"
REFRESH = '<meta http-equiv="refresh" content="0; url=en/latest/index.html">'
TARGET = URL + "en/latest/index.html"
WORDS = "It says much. " * 20


def sent(html: str, *, status: int = 200, kind: str = "text/html", **headers: str) -> str | None:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    page = Fetched(
        url=URL, status=status, headers={"content-type": kind, **named}, body=html.encode()
    )
    return sent_on(page, AdaUrls(), "Aurora")


@pytest.mark.parametrize(
    "html",
    [
        REFRESH,
        f"<!doctype html><html><head><title>Docs</title>{REFRESH}</head><body></body></html>",
        f"{REFRESH}<p>You are being redirected to <a href=en/latest/index.html>the docs</a>.</p>",
        f"{REFRESH}<script>{WORDS}</script><body><style>{WORDS}</style><noscript>{WORDS}</noscript>",
        f"<base href='{URL}en/'><meta http-equiv=REFRESH content='5;URL=latest/index.html'>",
        f"<meta name=robots content=noindex>{REFRESH}",
        f"<meta name=otherbot content=nofollow>{REFRESH}",
    ],
)
def test_a_page_that_only_sends_on_is_a_redirect(html: str) -> None:
    assert sent(html) == TARGET


@pytest.mark.parametrize(
    "html",
    [
        "<p>Nothing of the kind.</p>",
        f"<p>{WORDS}</p>{REFRESH}",
        "<meta http-equiv=refresh content=60>",
        "<meta http-equiv=refresh content='0; url=/'>",
        "<meta http-equiv=refresh content='0; url=#top'>",
        "<meta http-equiv=refresh content='6; url=later'>",
        "<meta http-equiv=refresh content='0; url=mailto:a@example.org'>",
        f"<noscript>{REFRESH}</noscript><div id=root></div><script src=a.js></script>",
        f"<!--[if lt IE 9]>{REFRESH}<![endif]-->",
        f"<meta name=robots content=nofollow>{REFRESH}",
        f"<meta name=Aurora content=none>{REFRESH}",
        f"{REFRESH}<!--{' ' * 40_000}-->",
    ],
)
def test_a_page_that_does_not_is_read_itself(html: str) -> None:
    assert sent(html) is None


def test_what_is_no_page_or_may_not_be_followed_is_no_redirect() -> None:
    assert sent(REFRESH, status=404) is None
    assert sent(REFRESH, kind="text/plain") is None
    assert sent(REFRESH, x_robots_tag="nofollow") is None
    assert sent(REFRESH, x_robots_tag="otherbot: nofollow") == TARGET


async def test_one_request_ends_where_the_page_sends_on() -> None:
    answer = response(REFRESH.encode(), "Content-Type: text/html")
    async with talking(answer) as (server, fetcher):
        page = await fetcher.fetch(server.url, follow=False)
    assert (page.moved_to, page.body) == (f"{server.url}/en/latest/index.html", b"")
    assert len(server.requests) == 1


async def test_a_robots_txt_sends_nobody_on() -> None:
    answer = response(REFRESH.encode(), "Content-Type: text/html")
    async with talking(answer) as (server, fetcher):
        page = await fetcher.fetch(f"{server.url}/robots.txt")
    assert (page.moved_to, page.body) == (None, REFRESH.encode())
