"""Pages are read as a browser shows them: where they are thin, and where that is asked for."""

from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from msgspec.json import encode
from msgspec.structs import replace
from tests.expedition import SITE, Answer, Expedition, page
from tests.people import EDITOR, VIEWER

from aurora.commands.command import Command
from aurora.commands.perception.scrape_page import Format, ScrapedPage, ScrapePage
from aurora.commands.perception.start_batch import StartBatch
from aurora.commands.perception.start_crawl import StartCrawl
from aurora.domains.errors import Forbidden, Invalid, NotFound, Unavailable
from aurora.domains.perception.events import PageCaptured
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.rendering import Click, Screenshot, Step, Wait, Write
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed, Render
from aurora.infrastructure.memory.rendering import PICTURE, MemoryRenderer
from aurora.infrastructure.memory.web import MemoryRobots
from aurora.queries.perception.get_page_screenshot import GetPageScreenshot

SHELL = '<div id="root"></div><script src="/app.js"></script>'
SHOT: tuple[Step, ...] = (Screenshot(),)
OTHER = "https://other.example/"
GONE = FetchFailed(FetchError.FAULT, "the browser ended")


def thin(path: str) -> tuple[str, Fetched]:
    url, answer = page(path)
    return url, replace(answer, body=SHELL.encode())


def expedition(
    *pages: tuple[str, Answer], shown: tuple[tuple[str, Answer], ...] = (), **exchanged: Any
) -> Expedition:
    renderer = exchanged.pop("renderer", None) or MemoryRenderer(dict(shown))
    return Expedition(dict(pages), renderer=renderer, **exchanged)


def world(**exchanged: Any) -> Expedition:
    """A thin start page, which leads to a whole one once it is shown."""
    shown = (page("", "/a", said="Shown by scripts"), page("a", said="Whole, shown"))
    return expedition(thin(""), page("a", said="Whole"), shown=shown, **exchanged)


def shown_urls(ground: Expedition) -> list[str]:
    return [url for url, _ in ground.renderer.asked]


async def scraped(ground: Expedition, **more: Any) -> ScrapedPage:
    return await ground.bus.send(ScrapePage(url=SITE, **more), EDITOR)


async def test_a_crawl_reads_thin_pages_as_a_browser_shows_them() -> None:
    ground = world()
    id = await ground.crawl()
    assert shown_urls(ground) == [SITE]
    assert ground.fates(id) == {"": "captured", "a": "captured"}
    pages = ground.seen(id)
    assert (pages[SITE].rendered, pages[SITE + "a"].rendered) == (True, False)
    raw = await ground.blobs.get(pages[SITE].raw_sha256 or "")
    assert b"Shown by scripts" in raw


@pytest.mark.parametrize(("render", "expected"), [("never", []), ("always", [SITE, SITE + "a"])])
async def test_a_crawl_renders_no_page_or_every_page_where_it_asks(
    render: str, expected: list[str]
) -> None:
    ground = world()
    await ground.crawl(SITE, SITE + "a", render=Render(render))
    assert sorted(shown_urls(ground)) == expected


async def test_only_pages_that_came_and_are_html_are_rendered() -> None:
    ground = expedition(
        page("", "/text", "/missing", "/kept"),
        page("text", content_type="text/plain"),
        shown=(page("", "/text", "/missing"),),
    )
    await ground.crawl(render=Render.ALWAYS)
    assert shown_urls(ground) == [SITE]


async def test_where_nothing_renders_pages_are_read_as_they_come() -> None:
    ground = world(renderer=MemoryRenderer(missing="no chromium was found"))
    id = await ground.crawl()
    assert ground.fates(id) == {"": "captured"}
    assert (await scraped(ground)).rendered is False


@pytest.mark.parametrize("asked", [{"render": Render.ALWAYS}, {"steps": SHOT}])
async def test_who_insists_where_nothing_renders_is_told_what_is_missing(
    asked: dict[str, Any],
) -> None:
    ground = world(renderer=MemoryRenderer(missing="no chromium was found"))
    commands: tuple[Command[Any], ...] = (
        StartCrawl(start_urls=(SITE,), **asked),
        StartBatch(urls=(SITE,), **asked),
        ScrapePage(url=SITE, **asked),
    )
    for command in commands:
        with pytest.raises(Invalid, match="renders no pages: no chromium") as refused:
            await ground.bus.send(command, EDITOR)
        assert refused.value.field == "render"


async def test_the_browser_asks_in_a_turn_of_its_own() -> None:
    ground = world(manners=CrawlManners(delay=7.0))
    began = ground.clock.now()
    await ground.crawl(depth=0)
    assert (ground.clock.now() - began).total_seconds() == 7.0
    await scraped(ground)
    assert (ground.clock.now() - began).total_seconds() == 21.0


async def test_a_page_that_cannot_be_rendered_is_read_as_it_came() -> None:
    ground = expedition(thin(""), shown=((SITE, GONE),))
    id = await ground.crawl()
    assert ground.fates(id) == {"": "captured"}
    assert not ground.seen(id)[SITE].rendered
    assert not (await scraped(ground)).rendered


async def test_it_fails_where_that_is_insisted_on() -> None:
    stuck = FetchFailed(FetchError.RENDERING, "step 1 (click): nothing came in time")
    ground = expedition(thin(""), shown=((SITE, stuck),))
    id = await ground.crawl(render=Render.ALWAYS)
    (failed,) = ground.seen(id).values()
    assert (failed.reason, failed.detail) == ("rendering", str(stuck))
    with pytest.raises(Invalid, match="step 1") as refused:
        await scraped(ground, steps=(Click(selector="#no"),))
    assert refused.value.field == "steps"
    ground.renderer.pages[SITE] = GONE
    with pytest.raises(Unavailable, match="the browser ended"):
        await scraped(ground, render=Render.ALWAYS)


async def test_a_browser_that_ends_is_tried_again() -> None:
    ground = expedition(thin(""), shown=((SITE, GONE),))
    id = await ground.crawl(render=Render.ALWAYS)
    (failed,) = ground.seen(id).values()
    assert (failed.reason, failed.tries) == ("fault", 3)


class Once(MemoryRobots):
    """Lets everybody fetch a page plainly, and nobody a second time."""

    def __init__(self) -> None:
        super().__init__()
        self.known: set[str] = set()

    async def allows(self, url: str) -> bool:
        """Tell whether nobody asked before."""
        known = url in self.known
        self.known.add(url)
        return not known


async def test_robots_is_asked_for_what_the_browser_asks_for() -> None:
    ground = world(robots=Once())
    with pytest.raises(Forbidden, match=r"robots\.txt"):
        await scraped(ground, render=Render.ALWAYS)
    assert ground.fetcher.asked == [SITE]
    assert shown_urls(ground) == []
    ground = world(robots=Once())
    id = await ground.crawl(render=Render.ALWAYS)
    assert (ground.fates(id), shown_urls(ground)) == ({"": "robots"}, [])


async def test_a_page_that_leads_elsewhere_is_a_redirect() -> None:
    moved = Fetched(url=SITE, status=302, headers={}, body=b"", moved_to=OTHER)
    ground = expedition(thin(""), page("", site=OTHER, said="There"), shown=((SITE, moved),))
    id = await ground.crawl(scope="external")
    assert {url: one.outcome for url, one in ground.seen(id).items()} == {
        SITE: "skipped",
        OTHER: "captured",
    }
    found = await scraped(ground)
    assert (found.url, found.redirects, found.markdown) == (OTHER, (SITE,), "There")


async def test_an_address_that_scripts_change_is_the_pages() -> None:
    _, home = page("home", said="At home")
    ground = expedition(thin(""), shown=((SITE, home),))
    id = await ground.crawl()
    assert ground.fates(id) == {"": "redirect", "home": "captured"}


async def test_steps_are_taken_on_each_page_and_pictures_kept() -> None:
    ground = world()
    id = await ground.bus.send(
        StartBatch(urls=(SITE, SITE + "a"), steps=(Wait(milliseconds=1), *SHOT)), EDITOR
    )
    await ground.finish()
    assert [steps for _, steps in ground.renderer.asked] == [(Wait(milliseconds=1), *SHOT)] * 2
    for view in ground.seen(id.id).values():
        assert view.screenshots == (sha256(PICTURE).hexdigest(),)
        assert await _picture(ground, id.id, view.id) == PICTURE
        with pytest.raises(NotFound, match="no picture 2"):
            await _picture(ground, id.id, view.id, number=2)


async def _picture(ground: Expedition, crawl: UUID, id: UUID, number: int = 1) -> bytes:
    query = GetPageScreenshot(crawl_id=crawl, page_id=id, number=number)
    with pytest.raises(NotFound):
        await ground.bus.ask(query, VIEWER)
    return await ground.bus.ask(query, EDITOR)


async def test_what_is_typed_is_told_to_nobody_and_forgotten() -> None:
    ground = world()
    secret: tuple[Step, ...] = (Write(selector="[name=password]", text="hush-hush"),)
    id = await ground.crawl(steps=secret)
    told = encode([one.event for one in ground.record.log]) + encode(await ground.progress(id))
    assert b"hush" not in told
    assert "hush" not in repr(secret)
    async with ground.perception.work() as work:
        assert not await work.links.credentials(id)


async def test_nothing_is_typed_at_a_host_that_was_not_named() -> None:
    _, there = page("login", site=OTHER)
    moved = replace(there, redirects=(SITE,))
    ground = expedition((SITE, moved), shown=((OTHER + "login", there),))
    with pytest.raises(Invalid, match=r"nothing is typed at other\.example"):
        await scraped(ground, steps=(Write(selector="[name=password]", text="hush"),))
    assert shown_urls(ground) == []
    assert (await scraped(ground, steps=SHOT)).screenshots == (PICTURE,)


async def test_headers_and_cookies_are_given_to_the_browser() -> None:
    ground = world()
    await ground.crawl(headers={"X-Key": "mine"}, cookies={"a": "1"})
    assert ground.renderer.sent == [{"X-Key": "mine", "Cookie": "a=1"}]


async def test_a_page_is_scraped_as_it_is_shown() -> None:
    ground = world()
    found = await scraped(ground, formats=tuple(Format), steps=SHOT)
    assert found.rendered
    assert found.markdown
    assert "Shown by scripts" in found.markdown
    assert found.html
    assert "Shown by scripts" in found.html
    assert found.links == (SITE + "a",)
    assert found.screenshots == (PICTURE,)
    assert ground.record.log == []


async def test_what_was_rendered_is_not_remembered_as_an_answer() -> None:
    ground = world()
    await ground.crawl()
    assert set(await ground.cache.recall([SITE, SITE + "a"])) == {SITE + "a"}


async def test_the_event_tells_that_a_page_was_rendered() -> None:
    ground = world()
    await ground.crawl()
    captured = [one.event for one in ground.record.log if isinstance(one.event, PageCaptured)]
    assert [one.rendered for one in captured] == [True, False]


BAD: list[tuple[tuple[Step, ...], str]] = [
    ((Wait(),), "steps[0]"),
    ((Wait(milliseconds=1), Click(selector="a >> js=1")), "steps[1].selector"),
    ((Wait(milliseconds=1), Wait(selector="text=one")), "steps[1].selector"),
    ((Screenshot(),) * 6, "steps"),
    ((Wait(milliseconds=1),) * 51, "steps"),
]


@pytest.mark.parametrize(("steps", "field"), BAD)
async def test_steps_that_nobody_can_take_are_refused(steps: tuple[Step, ...], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        await scraped(world(), steps=steps)
    assert refused.value.field == field


async def test_steps_need_a_page_that_is_rendered() -> None:
    with pytest.raises(Invalid, match="rendered"):
        await scraped(world(), steps=SHOT, render=Render.NEVER)
