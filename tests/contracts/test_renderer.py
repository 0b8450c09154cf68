"""What renderers promise, in memory and with a real chromium."""

from collections.abc import AsyncIterator

import pytest
from tests.infrastructure.rendering.browsing import browsing
from tests.site.scripted import LATE, ScriptedSite, serve_scripts

from aurora.domains.perception.ports import Renderer
from aurora.domains.perception.rendering import Screenshot, Wait
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.infrastructure.memory.rendering import MemoryRenderer
from aurora.infrastructure.rendering.renderer import ChromiumRenderer

PNG = b"\x89PNG\r\n\x1a\n"
SHELL = b'<div id="root"></div><script src="/app.js"></script>'


@pytest.fixture(scope="module")
async def site() -> AsyncIterator[ScriptedSite]:
    async with serve_scripts() as site:
        yield site


@pytest.fixture(scope="module", params=["memory", "chromium"])
async def renderer(request: pytest.FixtureRequest, site: ScriptedSite) -> AsyncIterator[Renderer]:
    if request.param == "memory":
        yield in_memory(site)
        return
    async with browsing(site) as one:
        assert isinstance(one.renderer, ChromiumRenderer)
        yield one.renderer


def in_memory(site: ScriptedSite) -> MemoryRenderer:
    url = site.url + "/app"
    said = {"content-type": "text/html; charset=utf-8"}
    shown = Fetched(url=url, status=200, headers=said, body=LATE.encode())
    forbidden = FetchFailed(FetchError.FORBIDDEN_ADDRESS, "laid out")
    return MemoryRenderer({url: shown, "http://127.0.0.2:8080/": forbidden})


async def anything(url: str) -> None:
    assert url


async def nothing(url: str) -> None:
    raise FetchFailed(FetchError.ROBOTS, f"robots.txt refuses {url}")


async def test_a_page_comes_as_it_is_shown(renderer: Renderer, site: ScriptedSite) -> None:
    shown = await renderer.render(site.url + "/app", permit=anything)
    page = shown.page
    assert (page.url, page.status, page.media_type) == (site.url + "/app", 200, "text/html")
    assert page.rendered
    assert page.moved_to is None
    assert LATE in page.body.decode()
    assert shown.screenshots == ()


async def test_pictures_come_in_the_order_of_the_steps(
    renderer: Renderer, site: ScriptedSite
) -> None:
    steps = (Screenshot(), Wait(milliseconds=1), Screenshot(full_page=True))
    shown = await renderer.render(site.url + "/app", permit=anything, steps=steps)
    assert [picture[:8] for picture in shown.screenshots] == [PNG, PNG]


async def test_what_is_not_permitted_is_not_shown(renderer: Renderer, site: ScriptedSite) -> None:
    with pytest.raises(FetchFailed) as refused:
        await renderer.render(site.url + "/app", permit=nothing)
    assert refused.value.reason is FetchError.ROBOTS


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.2:8080/", FetchError.FORBIDDEN_ADDRESS),
        ("http://nobody.example/", FetchError.NAME_NOT_FOUND),
    ],
)
async def test_failures_name_their_reason(renderer: Renderer, url: str, reason: FetchError) -> None:
    with pytest.raises(FetchFailed) as failed:
        await renderer.render(url, permit=anything)
    assert failed.value.reason is reason


async def test_a_page_that_waits_for_its_scripts_is_thin(renderer: Renderer) -> None:
    page = Fetched(
        url="https://a.example/", status=200, headers={"content-type": "text/html"}, body=SHELL
    )
    assert await renderer.thin(page)
    assert renderer.missing is None
